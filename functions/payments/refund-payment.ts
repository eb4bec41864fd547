/** Money back: written down first, sent to the provider under a key of its own, booked once the provider has taken it (rule 17). */
import type {Instant} from '../../schemas/basics.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {issueCreditNotes, publishSteps} from '../invoices/index.ts';
import {addHours} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Remember, Request} from '../route.ts';
import {type Booked, type BookRefusal, bookRefund, sharesOf} from './book-refund.ts';
import {type NewRefund, refundShares, withRefund} from './core/refund.ts';
import {publishOutcome} from './publish-outcome.ts';
import {settleRefund} from './settle-refund.ts';
import {paymentPath, paymentWrite, type ReadPayment, readPayment} from './store.ts';

export type RefundRequest = {
	readonly paymentId: string;
	readonly amount: number | null;
	readonly reason: string | null;
	readonly creditNote: boolean;
};
export type RefundAnswer = {readonly payment: PaymentDocument; readonly refundId: string};
export type RefundRefusal = BookRefusal | 'not_found' | 'refund_exceeds_payment' | 'payment_not_refundable';
type Keyed = Command & {readonly request: Pick<Request, 'effectKey'>};
type Planned = RefundAnswer & {readonly booked: Booked | null};

/**
 * Asks for a refund. What people recorded is booked at once; card money goes through the provider first. The refund of one
 * request has one id, so that its repetition joins the refund that is there.
 */
export const requestRefund = async (
	command: Keyed,
	request: RefundRequest,
	remember: Remember<RefundAnswer>,
): Promise<Result<RefundAnswer, RefundRefusal>> => {
	const {world, account, now} = command;
	const done = await transact<Planned, RefundRefusal>(world, async () => {
		const read = await readPayment(world.db, account.id, request.paymentId);
		if (read === undefined) return refuse('not_found');
		const id = refundIdOf(command, read.document, now);
		if (read.document.refunds.some((refund) => refund.id === id))
			return ok({writes: [], answer: {payment: read.document, refundId: id, booked: null}});
		const shares = refundShares(read.document, request.amount);
		if (!shares.ok) return shares;
		const {reason, creditNote: wantsCreditNote} = request;
		const refund = {id, reason, wantsCreditNote, shares: shares.value, now};
		if (await isCreditSpent(command, read.document, refund))
			return refuse('refund_exceeds_payment', 'What became the customer’s credit has been used.');
		return read.document.provider === null
			? bookNow(command, read, refund, remember)
			: writeDown(command, read, refund);
	});
	if (!done.ok) return done;
	const {payment, refundId, booked} = done.value;
	if (booked !== null) {
		await publishOutcome(world.bus, {invoices: booked.invoices, payments: [payment]}, now);
		await publishSteps(world.bus, booked.notes, now);
	}
	if (payment.provider === null) return ok({payment, refundId});
	const settled = await settleRefund(world, paymentPath(account.id, payment.id), refundId);
	return ok({payment: settled ?? payment, refundId});
};

/** Like the request's key, the id holds for a day; after that the same request is another refund. */
const refundIdOf = ({request}: Keyed, {refunds}: PaymentDocument, now: Instant): string => {
	const id = derivedId('ref', request.effectKey);
	const earlier = refunds.find((refund) => refund.id === id);
	return earlier === undefined || earlier.status === 'pending' || now < addHours(earlier.at, 24)
		? id
		: derivedId('ref', request.effectKey, refunds.length);
};

/** Part of the payment became the customer's credit and went elsewhere: it cannot go back as well. */
const isCreditSpent = async (
	command: Command,
	{customerId, currency}: PaymentDocument,
	{shares}: NewRefund,
): Promise<boolean> => {
	const found = await sharesOf(command, {shares, wantsCreditNote: false});
	const asCredit = found.ok ? found.value.reduce((sum, share) => sum + share.asCredit, 0) : 0;
	if (asCredit === 0) return false;
	const customer = await readCustomer(command.world.db, command.account.id, customerId);
	return (customer?.document.creditBalances[currency] ?? 0) < asCredit;
};

const bookNow = async (command: Command, read: ReadPayment, refund: NewRefund, remember: Remember<RefundAnswer>) => {
	const noted = withRefund(read.document, refund);
	const stored = noted.refunds.at(-1);
	invariant(stored, 'the refund was written down');
	const booked = await bookRefund(command, noted, stored);
	if (!booked.ok) return booked;
	const payment = {...booked.value.payment, version: read.document.version + 1};
	const answer = {payment, refundId: refund.id, booked: booked.value};
	return ok({
		writes: [paymentWrite(payment, read), ...booked.value.writes, ...(await remember(answer))],
		answer,
	});
};

/** Refused before any money moves where the credit note could not be issued afterwards. */
const writeDown = async (command: Command, read: ReadPayment, refund: NewRefund) => {
	const shares = await sharesOf(command, refund);
	if (!shares.ok) return shares;
	const notes = shares.value.flatMap((share) =>
		share.credit === null
			? []
			: [{invoice: share.read.document, credit: share.credit, cause: 'refund' as const, ...unwritten}],
	);
	const issuable = await issueCreditNotes(command, notes);
	if (!issuable.ok) return issuable;
	const payment = {...withRefund(read.document, refund), version: read.document.version + 1};
	const entry = deed(command, {action: 'payment.refund_asked', objects: [{type: 'payment', id: payment.id}]});
	return ok({writes: [paymentWrite(payment, read), entry], answer: {payment, refundId: refund.id, booked: null}});
};

const unwritten = {reason: null, refundId: null, balanceAmount: 0} as const;
