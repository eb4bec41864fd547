/** Money that a payer sent through the provider's page. */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import {type Moment, move, withoutCharge} from '../../invoices/core/lifecycle.ts';
import {withSteps} from '../../kernel/outbox.ts';
import type {IntentState} from '../../world.ts';
import {newCardPayment} from './outcome.ts';

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
	const forgotten =
		invoice.checkout !== null && invoice.checkout.sessionId === sessionId ? {...invoice, checkout: null} : invoice;
	const known = listed(forgotten, id);
	if (intent.status === 'processing') {
		return earlier
			? undefined
			: {invoice: known, payment: paymentOf(known, undefined, {id, intent, sessionId}, moment, 0), toBalance: 0};
	}
	if (intent.status === 'requires_payment_method' && earlier?.status === 'processing') {
		const failed: PaymentDocument = {
			...earlier,
			status: 'failed',
			declineCode: intent.lastError?.code ?? null,
			version: earlier.version + 1,
			updatedAt: moment.now,
		};
		return {invoice: known, payment: failed, toBalance: 0};
	}
	if (intent.status !== 'succeeded') return undefined;
	const {invoice: moved, toBalance} = move(known, {paid: intent.amount}, moment);
	const settled = moved.amountDue === 0 ? withoutCharge(moved) : moved;
	const queued: InvoiceDocument = {...settled, delivery: {...settled.delivery, state: 'queued'}};
	const thanked = withSteps(queued, {step: 'invoice.mail', at: moment.now, kind: 'receipt'});
	return {invoice: thanked, payment: paymentOf(known, earlier, {id, intent, sessionId}, moment, toBalance), toBalance};
};

const paymentOf = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	{id, intent}: CheckoutPayment,
	moment: Moment,
	credited: number,
): PaymentDocument => {
	const payment = newCardPayment(id, invoice, intent, moment);
	const isDone = intent.status === 'succeeded';
	return {
		...payment,
		status: isDone ? 'succeeded' : 'processing',
		receivedOn: isDone ? moment.today : null,
		credited,
		actor: {type: 'payer', id: null},
		provider: payment.provider && {...payment.provider, via: 'checkout'},
		createdAt: earlier?.createdAt ?? moment.now,
		version: (earlier?.version ?? 0) + 1,
	};
};

const listed = (invoice: InvoiceDocument, paymentId: string): InvoiceDocument =>
	invoice.paymentIds.includes(paymentId) ? invoice : {...invoice, paymentIds: [...invoice.paymentIds, paymentId]};
