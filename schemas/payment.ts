import {z} from 'zod';
import {Instant, id, line, PlainDate} from './basics.ts';
import {Amount, Currency} from './money.ts';
import {Outbox} from './steps.ts';

export const PaymentMethod = z.enum(['card', 'bank_debit', 'transfer', 'cash', 'cheque', 'other']);
export const ManualMethod = z.enum(['transfer', 'cash', 'cheque', 'other']);
export const PaymentStatus = z.enum(['processing', 'succeeded', 'failed', 'reversed', 'disputed']);
export const Allocation = z.strictObject({invoiceId: id('inv'), amount: Amount.positive()});

export const ManualPaymentInput = z.strictObject({
	amount: Amount.positive(),
	method: ManualMethod,
	receivedOn: PlainDate,
	reference: line(140).nullish(),
	overpayment: z.enum(['refuse', 'credit']).default('refuse'),
});
export const TransferInput = z.strictObject({
	customerId: id('cus'),
	amount: Amount.positive(),
	currency: Currency.optional(),
	method: ManualMethod,
	receivedOn: PlainDate,
	reference: line(140).nullish(),
	allocations: z.array(Allocation).min(1).max(50),
});

/** One object per attempt. */
export const Payment = z.strictObject({
	id: id('pay'),
	customerId: id('cus'),
	allocations: z.array(z.strictObject({invoiceId: id('inv'), amount: z.int()})),
	amount: z.int(),
	currency: Currency,
	amountRefunded: z.int(),
	method: PaymentMethod,
	status: PaymentStatus,
	card: z.strictObject({brand: z.string(), last4: z.string()}).nullable(),
	receivedOn: PlainDate.nullable(),
	reference: z.string().nullable(),
	declineCode: z.string().nullable(),
	attempt: z.int().nullable(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type Payment = z.infer<typeof Payment>;

export const Refund = z.strictObject({
	id: id('ref'),
	paymentId: id('pay'),
	amount: z.int(),
	status: z.enum(['pending', 'succeeded', 'failed']),
	creditNoteId: id('crn').nullable(),
	reason: z.string().nullable(),
});
export type Refund = z.infer<typeof Refund>;

/** `accounts/{a}/payments/{p}`: its own activity entry. Its id derives from (invoice, cycle, attempt) or from the request. */
export const PaymentDocument = Payment.omit({card: true}).extend({
	schema: z.literal(1),
	accountId: id('acc'),
	card: z.strictObject({brand: z.string(), last4: z.string(), expMonth: z.int(), expYear: z.int()}).nullable(),
	provider: z
		.strictObject({
			on: z.string(),
			intentId: z.string(),
			chargeId: z.string().nullable(),
			paymentMethodId: z.string().nullable(),
			via: z.enum(['automatic', 'checkout', 'manual']),
		})
		.nullable(),
	/** Money beyond what the invoices could take, moved to the customer's credit balance. */
	credited: z.int().min(0),
	refunds: z
		.array(
			Refund.extend({
				wantsCreditNote: z.boolean(),
				/** What of it goes back for which invoice. */
				shares: z.array(Allocation).max(50),
				/** The part that lived on as the customer's credit and was taken from there. */
				fromCredit: z.int().min(0),
				/** Null until the provider has taken the refund, and for ever where people paid by hand. */
				providerRefundId: z.string().nullable(),
				at: Instant,
			}),
		)
		.max(100),
	actor: z.strictObject({type: z.enum(['user', 'apiKey', 'system', 'payer']), id: z.string().nullable()}),
	commitId: z.string(),
	...Outbox.shape,
});
export type PaymentDocument = z.infer<typeof PaymentDocument>;
