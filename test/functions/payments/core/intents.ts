/** What a provider may say of a PaymentIntent. */
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import type {IntentState} from '../../../../functions/world.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../../schemas/invoice.ts';
import {born, sampleInvoice} from './sample.ts';

export const intentOf = (fields: Partial<IntentState> = {}): IntentState => ({
	intentId: 'pi_1',
	status: 'succeeded',
	amount: 10_000,
	currency: 'EUR',
	chargeId: 'ch_1',
	methodType: 'card',
	paymentMethodId: 'pm_1',
	card: {brand: 'visa', last4: '4242', expMonth: 12, expYear: 2032},
	amountRefunded: 0,
	lastError: null,
	metadata: {},
	...fields,
});

export const declinedBy = (declineCode: string, fields: Partial<IntentState> = {}): IntentState =>
	intentOf({
		status: 'requires_payment_method',
		lastError: {code: 'card_declined', declineCode, adviceCode: null},
		...fields,
	});

/** An invoice whose nth attempt was handed over and whose outcome is not known. */
export const sentInvoice = (fields: Partial<InvoiceDocument> = {}, slot: Partial<ChargeSlot> = {}): InvoiceDocument => {
	const invoice = sampleInvoice({autoCharge: true, ...fields}, {chargeAt: born});
	return {
		...invoice,
		charge: {
			...scheduledCharge(born),
			state: 'unknown',
			attempt: 1,
			intentId: 'pi_1',
			paymentMethodId: 'pm_1',
			amount: invoice.total,
			sentAt: born,
			firstTriedAt: born,
			nextAttemptAt: null,
			...slot,
		},
	};
};
