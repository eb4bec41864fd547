/** Money back: written down first, sent to the provider under a key of its own, booked when the provider has taken it (rule 17). */
import {AccountDocument} from '../../schemas/account.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {readAs} from '../kernel/documents.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, withoutStep, withSteps} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import type {World} from '../world.ts';
import {type BookRefusal, bookRefund} from './book-refund.ts';
import {refundable} from './core/manual.ts';
import {asPayment, paymentPath, paymentWrite, type ReadPayment, readPayment} from './store.ts';

export type RefundRequest = {
	readonly paymentId: string;
	readonly amount: number | null;
	readonly reason: string | null;
	readonly creditNote: boolean;
};
export type RefundAnswer = {readonly payment: PaymentDocument; readonly refundId: string};
export type RefundRefusal = BookRefusal | 'not_found' | 'refund_exceeds_payment' | 'payment_not_refundable';

/** Asks for a refund. What people recorded is booked at once; card money goes through the provider first. */
export const requestRefund = async (
	command: Command,
	request: RefundRequest,
	remember: Remember<RefundAnswer>,
): Promise<Result<RefundAnswer, RefundRefusal>> => {
	const {world, account, now} = command;
	const refundId = command.request.newId('ref');
	const done = await transact<RefundAnswer, RefundRefusal>(world, async () => {
		const read = await readPayment(world.db, account.id, request.paymentId);
		if (read === undefined) return refuse('not_found');
		if (read.document.refunds.some(({id}) => id === refundId))
			return ok({writes: [], answer: {payment: read.document, refundId}});
		const wanted = wantedRefund(read.document, request);
		if (!wanted.ok) return wanted;
		const pending = withRefund(read.document, {
			id: refundId,
			amount: wanted.value,
			reason: request.reason,
			creditNote: request.creditNote,
			now,
		});
		const {provider} = read.document;
		if (provider === null)
			return bookRefund(command, read, {payment: pending, refundId, creditNote: request.creditNote}, remember);
		const payment = withSteps(pending, {step: 'payment.refund', at: now, kind: refundId});
		const answer = {payment, refundId};
		return ok({writes: [paymentWrite(payment, read), ...(await remember(answer))], answer});
	});
	if (!done.ok || done.value.payment.provider === null) return done;
	const sent = await sendRefund(world, paymentPath(account.id, request.paymentId));
	return ok({refundId, payment: sent ?? done.value.payment});
};

const wantedRefund = (payment: PaymentDocument, {amount}: RefundRequest): Result<number, RefundRefusal> => {
	if (payment.status !== 'succeeded') return refuse('payment_not_refundable');
	const left = refundable(payment);
	const wanted = amount ?? left;
	return wanted > left || wanted <= 0 ? refuse('refund_exceeds_payment') : ok(wanted);
};

type NewRefund = {
	readonly id: string;
	readonly amount: number;
	readonly reason: string | null;
	readonly creditNote: boolean;
	readonly now: string;
};

const withRefund = (payment: PaymentDocument, {id, amount, reason, creditNote, now}: NewRefund): PaymentDocument => ({
	...payment,
	refunds: [
		...payment.refunds,
		{
			id,
			paymentId: payment.id,
			amount,
			status: 'pending',
			creditNoteId: null,
			reason,
			wantsCreditNote: creditNote,
			providerRefundId: null,
			at: now,
		},
	],
	version: payment.version + 1,
	updatedAt: now,
});

/** The step `payment.refund`: a refund that was written down and perhaps sent. The provider's key makes it one refund. */
export const refundPayment =
	(world: World) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		await sendRefund(world, path);
	};

const sendRefund = async (world: World, path: string): Promise<PaymentDocument | undefined> => {
	const now = await world.clock.now();
	const stored = await world.db.get(path);
	const read = stored && asPayment(stored);
	const step = read && dueStep(read.document, now, 'payment.refund');
	const refund = read?.document.refunds.find(({id}) => id === step?.kind);
	if (read === undefined || refund === undefined) return read?.document;
	const {provider, currency, accountId} = read.document;
	invariant(provider !== null, 'only the provider’s money waits for the provider');
	const answer = await world.payments.refund(provider.on, {
		key: `im:${refund.id}:refund`,
		intentId: provider.intentId,
		amount: refund.amount,
		currency,
		metadata: {account: accountId, payment: read.document.id, refund: refund.id},
	});
	return finish(
		world,
		path,
		refund.id,
		answer.ok && answer.value.status !== 'failed' ? answer.value.providerRefundId : null,
	);
};

/** Books the refund, or marks it failed when the provider said no (`providerRefundId` null). */
const finish = async (
	world: World,
	path: string,
	refundId: string,
	providerRefundId: string | null,
): Promise<PaymentDocument | undefined> => {
	const command = await systemCommand(world, path, refundId);
	const done = await transact<RefundAnswer, RefundRefusal>(world, async () => {
		const stored = await world.db.get(path);
		invariant(stored, 'a payment never goes away');
		const read: ReadPayment = asPayment(stored);
		const step = read.document.pending.find(({kind}) => kind === refundId);
		if (step === undefined) return ok({writes: [], answer: {payment: read.document, refundId}});
		const refunds = read.document.refunds.map((refund) =>
			refund.id === refundId
				? {...refund, providerRefundId, status: providerRefundId === null ? ('failed' as const) : refund.status}
				: refund,
		);
		const payment = {
			...withoutStep(read.document, step),
			refunds,
			version: read.document.version + 1,
			updatedAt: command.now,
		};
		if (providerRefundId === null) return ok({writes: [paymentWrite(payment, read)], answer: {payment, refundId}});
		const wants = refunds.find(({id}) => id === refundId)?.wantsCreditNote ?? true;
		return bookRefund(command, read, {payment, refundId, creditNote: wants}, async () => []);
	});
	// Credit that went elsewhere meanwhile must not undo money that has gone back: it is booked without a note.
	invariant(done.ok, 'a refund the provider made is booked');
	return done.value.payment;
};

/** An act of ours in an account, as nobody in person; ids follow from the work. */
const systemCommand = async (world: World, path: string, seed: string): Promise<Command> => {
	const accountId = path.split('/')[1] ?? '';
	const stored = await world.db.get(`accounts/${accountId}`);
	invariant(stored, 'a payment belongs to an account that exists');
	const account = readAs(AccountDocument, stored);
	return {
		world,
		account: {id: accountId, account, stored, role: 'owner'},
		now: await world.clock.now(),
		request: {
			actor: {type: 'system', id: 'refunds'},
			ifMatch: null,
			newId: (prefix, nth = 0) => derivedId(prefix, seed, nth),
		},
	};
};
