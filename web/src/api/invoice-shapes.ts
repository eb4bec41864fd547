/** Invoices, credit notes and templates as the API takes and answers them. Types only. */
import type {z} from 'zod';
import type {InvoiceInput as InvoiceInputSchema, Invoice as InvoiceShape} from '../../../schemas/invoice.ts';
import type {
	ChargeInput as ChargeSchema,
	Credit,
	DiscountInput as DiscountSchema,
	LineInput as LineSchema,
	Sums,
	TaxOutcome,
} from '../../../schemas/lines.ts';
import type {TemplateInput as TemplateInputSchema, Template as TemplateShape} from '../../../schemas/template.ts';
import type {
	RaisedPrices as RaisedPricesShape,
	RaisedTemplate as RaisedTemplateShape,
} from '../../../schemas/template-requests.ts';
import type {Instant, Period, PlainDate} from './shapes.ts';

export type LineInput = Readonly<z.input<typeof LineSchema>>;
export type DiscountInput = Readonly<z.input<typeof DiscountSchema>>;
export type ChargeInput = Readonly<z.input<typeof ChargeSchema>>;
export type InvoiceInput = Readonly<z.input<typeof InvoiceInputSchema>>;
export type TemplateInput = Readonly<z.input<typeof TemplateInputSchema>>;

export type RaisedPrices = Readonly<RaisedPricesShape>;
export type RaisedTemplate = Readonly<RaisedTemplateShape>;

/** One that was saved; only previews have no id. */
export type Invoice = Readonly<Omit<InvoiceShape, 'id' | 'createdAt' | 'updatedAt'>> & {
	readonly id: string;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
};
export type Line = Invoice['lines'][number];
export type Upcoming = Invoice['upcoming'][number];
export type Template = Readonly<TemplateShape>;

export type CreditNote = Readonly<Credit> & {
	readonly id: string;
	readonly number: string | null;
	readonly invoiceId: string | null;
	readonly customerId: string;
	readonly currency: string;
	readonly issueDate: PlainDate;
	readonly reason: string | null;
	readonly balanceAmount: number;
};

export type PeriodPreview = Readonly<Sums> & {
	readonly k: number;
	readonly date: PlainDate;
	readonly dueAt: Instant;
	readonly period: Period;
	readonly lines: readonly Line[];
	readonly taxes: readonly TaxOutcome[];
	readonly previewHash: string;
};
export type Past = 'skip' | 'latest' | 'all';
export const templateStatuses = ['draft', 'active', 'paused', 'parked', 'ended'] as const;
