/** Money that a payer sent through the provider's page. */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import {scheduledCharge} from '../../invoices/core/issue.ts';
import {
	chased,
	type Moment,
	mailQueued,
	move,
	told,
	withoutCharge,
	withoutPage,
} from '../../invoices/core/lifecycle.ts';
import {withoutSteps} from '../../kernel/outbox.ts';
import type {IntentState} from '../../world.ts';
import {type CardPayment, cardPayment} from './card-payment.ts';
import {shownCode} from './declines.ts';
import {asking, withoutAsking, withPayment} from './outcome.ts';

export type CheckoutPayment = {readonly id: string; readonly intent: IntentState; readonly sessionId: string | null};
export type CheckoutOutcome = {
	readonly invoice: InvoiceDocument;
	readonly payment: PaymentDocument;
	readonly toBalance: number;
};

/**
 * Merges a payment by page into its invoice. Provider money is never refused: what is beyond the due becomes the
 * customer's credit (rule 18). Undefined when it is no news or not an outcome yet.
 */
export const paidByCheckout = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	{id, intent, sessionId}: CheckoutPayment,
	moment: Moment,
): CheckoutOutcome | undefined => {
	if (invoice.status === 'draft' || earlier?.status === 'succeeded') return undefined;
	const left = withPayment(sessionId === null ? invoice : withoutPage(invoice, sessionId), id);
	const told = (next: Partial<CardPayment> & Pick<CardPayment, 'status'>) =>
		cardPayment(left, earlier, intent, {...byPage, id, ...next}, moment);
	if (intent.status === 'succeeded') {
		const {invoice: paid, toBalance} = settled(left, intent, moment);
		return {invoice: paid, payment: told({status: 'succeeded', credited: toBalance}), toBalance};
	}
	if (intent.status === 'processing' && earlier === undefined)
		return {invoice: underWay(left, moment), payment: told({status: 'processing'}), toBalance: 0};
	const hasFailed = intent.status === 'requires_payment_method' || intent.status === 'canceled';
	if (!hasFailed || earlier?.status !== 'processing') return undefined;
	const declineCode = intent.lastError && shownCode(intent.lastError);
	return {
		invoice: fallenThrough(left, declineCode, moment),
		payment: told({status: 'failed', declineCode}),
		toBalance: 0,
	};
};

const byPage = {via: 'checkout', attempt: null, credited: 0, declineCode: null} as const;

const settled = (invoice: InvoiceDocument, {amount}: IntentState, moment: Moment) => {
	const {invoice: moved, toBalance} = move(withoutAsking(invoice), {paid: amount}, moment);
	const quiet = moved.amountDue === 0 ? {...withoutCharge(moved), settledOnPage: true} : moved;
	return {invoice: mailQueued(quiet, 'receipt', moment.now), toBalance};
};

/** While a debit from the page settles nothing else may take money: the automatic charge is taken back. */
const underWay = (invoice: InvoiceDocument, {now}: Moment): InvoiceDocument => ({
	...asking(withoutCharge(invoice), now),
	updatedAt: now,
});

/** The debit came back. Who paid by hand is told; nobody charges by itself. */
const fallenThrough = (invoice: InvoiceDocument, code: string | null, moment: Moment): InvoiceDocument => {
	const {now} = moment;
	const quiet = withoutAsking(withoutSteps(invoice, 'invoice.charge'));
	const slot = invoice.charge ?? scheduledCharge(now);
	const charge = {...slot, state: 'failed' as const, nextAttemptAt: null, lastDeclineCode: code};
	const failed = told({...quiet, charge, updatedAt: now}, 'invoice.payment_failed', now);
	return chased(failed, 'payment_failed', moment);
};
