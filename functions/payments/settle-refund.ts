/** What became of a refund at the provider: sent, asked about and merged, by whoever comes first: the request, the step, a webhook. */
import {AccountDocument} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {momentOf, publishSteps, readInvoices, updateInvoiceWrite} from '../invoices/index.ts';
import {accountIdIn, readAs} from '../kernel/documents.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, hasOwnClock} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {Command} from '../route.ts';
import type {RefundState, World, Write} from '../world.ts';
import {type Booked, bookRefund} from './book-refund.ts';
import {isKeyAlive} from './core/charge.ts';
import {afterFailedRefund, isBooked, type StoredRefund, withRefundState} from './core/refund.ts';
import {publishOutcome} from './publish-outcome.ts';
import {asPayment, paymentWrite, type ReadPayment} from './store.ts';

/** The step `payment.refund`. Throws on an outage: the message comes again, under the same key. */
export const refundPayment =
	(world: World) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const stored = await world.db.get(path);
		const step = stored && dueStep(asPayment(stored).document, await nowOf(world, stored), 'payment.refund');
		if (step?.kind !== undefined) await settleRefund(world, path, step.kind);
	};

type Said = {readonly providerRefundId: string | null; readonly status: RefundState['status']};

/** Sends a refund that the provider has not taken yet, asks about one that it has, and books what it says. Answers the payment. */
export const settleRefund = async (
	world: World,
	path: string,
	refundId: string,
): Promise<PaymentDocument | undefined> => {
	const stored = await world.db.get(path);
	const payment = stored && asPayment(stored).document;
	const refund = payment?.refunds.find(({id}) => id === refundId);
	if (payment === undefined || refund === undefined || refund.status === 'failed') return payment;
	const said = await ask(world, payment, refund);
	return merge(world, path, refundId, said);
};

const ask = async (world: World, payment: PaymentDocument, refund: StoredRefund): Promise<Said> => {
	const {provider, currency, accountId} = payment;
	invariant(provider !== null, 'only the provider’s money waits for the provider');
	const {on, intentId} = provider;
	const isNew = refund.providerRefundId === null;
	// After a day the provider may have forgotten the key: then the refund may be there without our knowing. What a test
	// account's clock says of the key's age means nothing to the provider.
	const isKeyKnown = !hasOwnClock(payment.actShard) && isKeyAlive(refund.at, await world.clock.now());
	if (!isNew || !isKeyKnown) {
		const listed = await world.payments.listRefunds(on, intentId);
		const made = listed.ok ? listed.value.find(({metadata}) => metadata.refund === refund.id) : undefined;
		if (made !== undefined) return made;
		if (!isNew) return refund;
	}
	const answer = await world.payments.refund(on, {
		key: `im:${refund.id}:refund`,
		intentId,
		amount: refund.amount,
		currency,
		metadata: {account: accountId, payment: payment.id, refund: refund.id},
	});
	return answer.ok ? answer.value : {providerRefundId: null, status: 'failed'};
};

type Merged = {
	readonly payment: PaymentDocument;
	readonly invoices: readonly InvoiceDocument[];
	readonly notes: Booked['notes'];
};

const merge = async (world: World, path: string, refundId: string, said: Said): Promise<PaymentDocument> => {
	const command = await systemCommand(world, path, `${refundId} ${said.status}`);
	const done = await transact<Merged, never>(world, async () => {
		const stored = await world.db.get(path);
		invariant(stored, 'a payment never goes away');
		const read = asPayment(stored);
		const {document} = read;
		const refund = document.refunds.find(({id}) => id === refundId);
		invariant(refund, 'a refund never goes away');
		if (!isNews(document, refund, said, command.now)) return ok({writes: [], answer: {payment: document, ...nothing}});
		const planned = await settled(command, read, refund, said);
		const payment = {...planned.payment, version: document.version + 1};
		const {invoices, notes} = planned;
		return ok({writes: [paymentWrite(payment, read), ...planned.writes], answer: {payment, invoices, notes}});
	});
	invariant(done.ok, 'what the provider says is never refused');
	const {payment, invoices, notes} = done.value;
	await publishOutcome(world.bus, {invoices, payments: [payment]}, command.now);
	await publishSteps(world.bus, notes, command.now);
	return payment;
};

const nothing = {invoices: [], notes: []} as const;

/** A failure is the last word; the same answer again is news only where it was asked for, so that the next question is planned. */
const isNews = (
	payment: PaymentDocument,
	refund: StoredRefund,
	{providerRefundId, status}: Said,
	now: Instant,
): boolean =>
	refund.status !== 'failed' &&
	(refund.status !== status ||
		refund.providerRefundId !== providerRefundId ||
		dueStep(payment, now, 'payment.refund')?.kind === refund.id);

type Planned = {
	readonly payment: PaymentDocument;
	readonly invoices: Booked['invoices'];
	readonly notes: Booked['notes'];
	readonly writes: readonly Write[];
};

const settled = async (command: Command, read: ReadPayment, refund: StoredRefund, said: Said): Promise<Planned> => {
	const payment = withRefundState(read.document, refund.id, said, command.now);
	if (said.status === 'failed') return isBooked(refund) ? undone(command, payment, refund) : {payment, ...empty};
	if (isBooked(refund)) return {payment, ...empty};
	const booked = await bookRefund(command, payment, refund);
	if (booked.ok) return booked.value;
	// What was credited or closed meanwhile must not undo money that has gone back: it is booked without a note.
	const plain = await bookRefund(command, payment, {...refund, wantsCreditNote: false});
	invariant(plain.ok, 'a refund without a credit note is never refused');
	return plain.value;
};

const empty = {invoices: [], notes: [], writes: []} as const;

/** The money did not arrive and is back with us: it settles what it left open, the rest becomes the customer's credit. */
const undone = async (command: Command, payment: PaymentDocument, refund: StoredRefund): Promise<Planned> => {
	const {world, account, now} = command;
	const reads = await readInvoices(
		world.db,
		account.id,
		refund.shares.map(({invoiceId}) => invoiceId),
	);
	const moved = reads.map((read, index) => {
		invariant(read, 'a payment names invoices that exist');
		const {invoice, toBalance} = afterFailedRefund(read.document, failed(refund, index), momentOf(command));
		return {read, invoice: {...invoice, version: read.document.version + 1}, toBalance};
	});
	const toBalance = moved.reduce((sum, one) => sum + one.toBalance, 0);
	const objects = [{type: 'payment', id: payment.id}, ...moved.map(({invoice}) => ({type: 'invoice', id: invoice.id}))];
	return {
		payment: {...payment, amountRefunded: payment.amountRefunded - refund.amount},
		invoices: moved.map(({invoice}) => invoice),
		notes: [],
		writes: [
			...moved.map(({read, invoice}) => updateInvoiceWrite(read, invoice)),
			...(await creditWrites(world.db, payment, toBalance, now)),
			deed(command, {action: 'payment.refund_failed', objects}),
		],
	};
};

/** The provider's payments have one invoice, whose credit it was. */
const failed = ({shares, fromCredit}: StoredRefund, index: number) => ({
	amount: shares[index]?.amount ?? 0,
	fromCredit: index === 0 ? fromCredit : 0,
});

/** An act of ours in an account, as nobody in person; ids follow from the work. */
const systemCommand = async (world: World, path: string, seed: string): Promise<Command> => {
	const accountId = accountIdIn(path);
	const stored = await world.db.get(`accounts/${accountId}`);
	invariant(stored, 'a payment belongs to an account that exists');
	const account = readAs(AccountDocument, stored);
	return {
		world,
		account: {id: accountId, account, stored, role: 'owner'},
		now: account.clockAt ?? (await world.clock.now()),
		request: {
			actor: {type: 'system', id: 'refunds'},
			ifMatch: null,
			newId: (prefix, nth = 0) => derivedId(prefix, seed, nth),
		},
	};
};
