import {z} from 'zod';
import {Instant, Period, PlainDate} from './basics.ts';
import {InvoiceKind} from './invoice.ts';
import {Sums, TaxOutcome} from './lines.ts';
import {Currency} from './money.ts';

/** What somebody with the link may do and see. `settled`: nothing is left to pay, but nobody paid (credited, or zero). */
export const PublicState = z.enum(['open', 'overdue', 'processing', 'paid', 'settled', 'void']);
export type PublicState = z.infer<typeof PublicState>;

/** The data of the hosted page `/i/{token}`: nothing that the buyer does not have on paper. */
export const PublicInvoice = z.strictObject({
	kind: InvoiceKind,
	number: z.string().nullable(),
	state: PublicState,
	currency: Currency,
	issueDate: PlainDate.nullable(),
	dueDate: PlainDate.nullable(),
	period: Period.nullable(),
	seller: z.strictObject({name: z.string(), lines: z.array(z.string())}),
	buyer: z.strictObject({lines: z.array(z.string())}),
	lines: z.array(
		z.strictObject({description: z.string(), quantity: z.string(), unit: z.string().nullable(), net: z.int()}),
	),
	taxes: z.array(TaxOutcome.omit({taxRateId: true})),
	...Sums.shape,
	amountPaid: z.int(),
	amountDue: z.int(),
	/** What can be paid now on the provider's page; null where it cannot. */
	payableOnline: z.int().nullable(),
	/** When the saved payment method is charged by itself. */
	chargedAt: Instant.nullable(),
	/** For a bank transfer; `code` is the text of the code that banking apps scan. */
	transfer: z
		.strictObject({
			payee: z.string(),
			iban: z.string(),
			bic: z.string().nullable(),
			reference: z.string(),
			code: z.string().nullable(),
		})
		.nullable(),
	notes: z.string().nullable(),
	terms: z.string().nullable(),
	paidAt: Instant.nullable(),
	hostedUrl: z.url(),
	pdfUrl: z.url(),
});
export type PublicInvoice = z.infer<typeof PublicInvoice>;
