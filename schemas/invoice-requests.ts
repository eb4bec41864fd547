/** What the actions on invoices take. */
import {z} from 'zod';
import {CountedDate, Email, id, line, Metadata, PlainDate, text} from './basics.ts';
import {InvoiceInput, InvoiceStatus} from './invoice.ts';
import {CreditSelections} from './lines.ts';
import {Flag, listQuery} from './list.ts';
import {PositiveAmount} from './money.ts';

/** The only fields of an issued invoice that a PATCH takes (rule 13). */
export const IssuedPatch = z.strictObject({
	metadata: Metadata.optional(),
	internalNotes: text(4000).nullable().optional(),
	remindersPausedUntil: CountedDate.nullable().optional(),
	promisedOn: CountedDate.nullable().optional(),
});
export type IssuedPatch = z.infer<typeof IssuedPatch>;

export const FinalizeRequest = z.strictObject({issueDate: CountedDate.nullish()});
export const SendRequest = z.strictObject({
	to: z.array(Email).min(1).max(10).nullish(),
	cc: z.array(Email).max(10).nullish(),
	subject: line(200).nullish(),
	message: text(4000).nullish(),
});
export type SendRequest = z.infer<typeof SendRequest>;
export const VoidRequest = z.strictObject({reason: line(300).nullish()});
export const WriteOffRequest = z.strictObject({amount: PositiveAmount.nullish(), reason: line(300).min(1)});
export const ApplyCreditRequest = z.strictObject({amount: PositiveAmount.nullish()});
export const CreditNoteRequest = z.strictObject({
	lines: CreditSelections.nullish(),
	reason: line(300).min(1),
	refund: z.strictObject({paymentId: id('pay').nullish()}).nullish(),
});
export type CreditNoteRequest = z.infer<typeof CreditNoteRequest>;
export const StandaloneCreditNote = InvoiceInput.omit({
	kind: true,
	deductInvoiceIds: true,
	dueDate: true,
	paymentTerms: true,
}).extend({
	reason: line(300).min(1),
});
export type StandaloneCreditNote = z.infer<typeof StandaloneCreditNote>;
export const BulkRequest = z.strictObject({
	action: z.enum(['finalize', 'send', 'remind', 'void']),
	ids: z.array(id('inv')).min(1).max(100),
});

export const invoiceSorts = [
	'createdAt',
	'-createdAt',
	'issueDate',
	'-issueDate',
	'dueDate',
	'-dueDate',
	'total',
	'-total',
] as const;
export const InvoiceQuery = z.strictObject({
	...listQuery,
	status: InvoiceStatus.optional(),
	customerId: id('cus').optional(),
	templateId: id('tpl').optional(),
	overdue: Flag.optional(),
	number: line(60).optional(),
	issuedFrom: PlainDate.optional(),
	issuedTo: PlainDate.optional(),
	dueFrom: PlainDate.optional(),
	dueTo: PlainDate.optional(),
	q: line(100).min(1).optional(),
	sort: z.enum(invoiceSorts).optional(),
});
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;
