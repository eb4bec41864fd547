import {z} from 'zod';
import {
	CountedDate,
	Instant,
	id,
	Locale,
	line,
	Metadata,
	PaymentTerms,
	Period,
	PlainDate,
	Sealed,
	text,
} from './basics.ts';
import {
	CashRounding,
	ChargeInput,
	ChargeInputs,
	ChargeOutcome,
	Credit,
	DiscountInput,
	DiscountInputs,
	LineInput,
	LineInputs,
	LineOutcome,
	maxLines,
	maxReductions,
	PricedDocument,
	Sums,
	TaxOutcome,
	Totals,
} from './lines.ts';
import {Amount, Currency} from './money.ts';
import {Outbox} from './steps.ts';

export const InvoiceKind = z.enum(['invoice', 'prepayment', 'late_fee']);
export const InvoiceStatus = z.enum(['draft', 'open', 'paid', 'void', 'uncollectible']);
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;
export const ChargeState = z.enum([
	'none',
	'scheduled',
	'processing',
	'action_required',
	'failed',
	'succeeded',
	'unknown',
]);
export type ChargeState = z.infer<typeof ChargeState>;
export const DeliveryState = z.enum(['none', 'queued', 'sent', 'failed', 'bounced']);

/** A decimal string: account currency per one unit of the document's currency. */
export const ExchangeRate = z
	.string()
	.regex(/^(0|[1-9]\d{0,9})(\.\d{1,10})?$/, 'a decimal with at most 10 digits before and after the point');

const entered = {
	customerId: id('cus'),
	kind: z.enum(['invoice', 'prepayment']).default('invoice'),
	currency: Currency.nullish(),
	exchangeRate: ExchangeRate.nullish(),
	issueDate: CountedDate.nullish(),
	dueDate: CountedDate.nullish(),
	paymentTerms: PaymentTerms.nullish(),
	supplyDate: PlainDate.nullish(),
	period: Period.nullish(),
	lines: LineInputs,
	discounts: DiscountInputs.default([]),
	charges: ChargeInputs.default([]),
	cashRounding: CashRounding.nullish(),
	taxInclusive: z.boolean().default(false),
	seriesId: id('ser').nullish(),
	purchaseOrder: line(100).nullish(),
	buyerReference: line(200).nullish(),
	deductInvoiceIds: z.array(id('inv')).max(20).default([]),
	notes: text(4000).nullish(),
	terms: text(4000).nullish(),
	internalNotes: text(4000).nullish(),
	metadata: Metadata.default({}),
};
export const InvoiceInput = z.strictObject(entered);
export type InvoiceInput = z.infer<typeof InvoiceInput>;

/** Double entry: one posting set per event in the life of the document, Σ debit = Σ credit, one currency. */
export const Ledger = z.enum([
	'receivable',
	'revenue',
	'tax',
	'rounding',
	'cash',
	'customer_credit',
	'bad_debt',
	'discount',
]);
export const Posting = z.strictObject({
	on: PlainDate,
	event: z.string().max(40),
	ledger: Ledger,
	debit: z.int().min(0),
	credit: z.int().min(0),
});
export type Posting = z.infer<typeof Posting>;

/** Sums that only grow; the balance is derived from them (rule 14). */
export const MoneySums = z.strictObject({
	amountPaid: z.int(),
	amountReturned: z.int(),
	amountDisputedLost: z.int(),
	amountCredited: z.int(),
	amountWrittenOff: z.int(),
});
export type MoneySums = z.infer<typeof MoneySums>;

/** The one charge slot of an invoice. `attempt` n is confirmed under key `im:{invoice}:{cycle}:confirm:{n}`; `sent` = its outcome is not known yet. */
export const ChargeSlot = z.strictObject({
	cycle: z.int().min(1),
	state: ChargeState,
	attempt: z.int().min(0),
	intentId: z.string().nullable(),
	/** The provider's charge of the last attempt whose outcome is recorded: an outcome of the same charge is no news. */
	chargeId: z.string().nullable(),
	paymentMethodId: z.string().nullable(),
	/** Amount of the PaymentIntent in ISO minor units. */
	amount: z.int().nullable(),
	sentAt: Instant.nullable(),
	firstTriedAt: Instant.nullable(),
	nextAttemptAt: Instant.nullable(),
	lastDeclineCode: z.string().nullable(),
});
export type ChargeSlot = z.infer<typeof ChargeSlot>;

/** What collecting has done or passed over: none of it happens a second time, whatever the account's policy becomes (I12). */
export const Collected = z.strictObject({
	/** Days from the due date (negative: before it) whose reminder went out or was passed over. */
	reminded: z.array(z.int()).max(430),
	/** The last day on which the payer heard of the debt: a reminder, by hand too, a mail about a failed card, a late fee. */
	remindedOn: PlainDate.nullable(),
	isOverdueTold: z.boolean(),
	/** Decided once; `invoiceId` null: none was charged. */
	lateFee: z.strictObject({invoiceId: id('inv').nullable()}).nullable(),
	finalAction: z.enum(['writeOff', 'pauseTemplate']).nullable(),
});
export type Collected = z.infer<typeof Collected>;

/** `accounts/{a}/invoices/{i}`. From issue on, everything down to `postings` of the issue never changes (invariant 8). */
export const InvoiceDocument = z.strictObject({
	schema: z.literal(1),
	id: id('inv'),
	accountId: id('acc'),
	customerId: id('cus'),
	kind: InvoiceKind,
	status: InvoiceStatus,
	// What was entered and computed
	content: PricedDocument,
	totals: Totals,
	/** The input kept for editing a draft; null from issue on. */
	draft: InvoiceInput.nullable(),
	currency: Currency,
	accountCurrency: Currency,
	/** Copies of totals.total and of the derived balance, for queries and sums. */
	total: Amount,
	amountDue: z.int(),
	// Taken at issue
	number: z.string().nullable(),
	seriesId: id('ser'),
	issueDate: PlainDate.nullable(),
	dueDate: PlainDate.nullable(),
	supplyDate: PlainDate.nullable(),
	period: Period.nullable(),
	paymentTerms: PaymentTerms.nullable(),
	exchangeRate: ExchangeRate.nullable(),
	taxTotalAccount: z.int().nullable(),
	/** Party under the customer's legal key. */
	party: Sealed,
	sellerVersion: z.int(),
	locale: Locale,
	zone: z.string().max(64),
	purchaseOrder: z.string().nullable(),
	buyerReference: z.string().nullable(),
	notes: z.string().nullable(),
	terms: z.string().nullable(),
	deductInvoiceIds: z.array(id('inv')),
	/** Of a prepayment: the issued final invoice that takes it off, so that no other does. */
	deductedBy: id('inv').optional(),
	template: z.strictObject({id: id('tpl'), version: z.int(), epoch: z.int(), k: z.int()}).nullable(),
	runId: id('run').nullable(),
	previewHash: z.string().nullable(),
	issuedAt: Instant.nullable(),
	postings: z.array(Posting).max(200),
	// Moves on
	...MoneySums.shape,
	charge: ChargeSlot.nullable(),
	autoCharge: z.boolean(),
	/** When it charges by itself, as its template said: at issue unless set, never before the notice has run out. */
	chargeOn: z.enum(['issue', 'due']).optional(),
	noticeDays: z.int().nullable().optional(),
	/** Connected Stripe account and the template's rhythm of retries, so that charging needs no account read. */
	stripeOn: z.string().nullable(),
	retryDays: z.array(z.int().min(1).max(60)).max(10),
	hour: z.int().min(0).max(23),
	checkout: z.strictObject({sessionId: z.string(), url: z.string(), amount: z.int(), expiresAt: Instant}).nullable(),
	/** Set once a payer settled it on the provider's page: there is no charge slot that could say so. */
	settledOnPage: z.boolean().optional(),
	delivery: z.strictObject({state: DeliveryState, sentAt: Instant.nullable(), count: z.int()}),
	/** A mail that a person composed, waiting to go: sealed {to, cc, subject, message} under the customer's legal key. */
	letter: Sealed.nullable(),
	creditNoteIds: z.array(id('crn')).max(200),
	paymentIds: z.array(id('pay')).max(200),
	files: z
		.array(z.strictObject({kind: z.string().max(20), file: z.string().max(200), sha256: z.string().length(64)}))
		.max(10),
	remindersPausedUntil: PlainDate.nullable(),
	promisedOn: PlainDate.nullable(),
	/** Absent: nothing yet. */
	collected: Collected.optional(),
	/** Of a late fee: for which invoice it is charged. */
	lateFeeFor: z.strictObject({invoiceId: id('inv'), number: z.string()}).optional(),
	internalNotes: z.string().nullable(),
	metadata: Metadata,
	correctedBy: id('inv').nullable(),
	corrects: id('inv').nullable(),
	paidAt: Instant.nullable(),
	notify: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
	...Outbox.shape,
});
export type InvoiceDocument = z.infer<typeof InvoiceDocument>;

/** What the API answers. */
export const Invoice = z.strictObject({
	id: id('inv').nullable(),
	kind: InvoiceKind,
	status: InvoiceStatus,
	overdue: z.boolean(),
	partiallyPaid: z.boolean(),
	number: z.string().nullable(),
	customerId: id('cus'),
	currency: Currency,
	exchangeRate: z.string().nullable(),
	issueDate: PlainDate.nullable(),
	dueDate: PlainDate.nullable(),
	paymentTerms: PaymentTerms.nullable(),
	supplyDate: PlainDate.nullable(),
	period: Period.nullable(),
	lines: z.array(LineInput.extend(LineOutcome.shape)).max(maxLines),
	discounts: z.array(DiscountInput).max(maxReductions),
	charges: z.array(z.strictObject({...ChargeInput.shape, ...ChargeOutcome.shape})).max(maxReductions),
	taxes: z.array(TaxOutcome),
	cashRounding: CashRounding.nullable(),
	taxInclusive: z.boolean(),
	...Sums.shape,
	...MoneySums.shape,
	amountDue: z.int(),
	taxTotalAccount: z.int().nullable(),
	seriesId: id('ser').nullable(),
	purchaseOrder: z.string().nullable(),
	buyerReference: z.string().nullable(),
	deductInvoiceIds: z.array(id('inv')),
	notes: z.string().nullable(),
	terms: z.string().nullable(),
	internalNotes: z.string().nullable(),
	metadata: Metadata,
	payment: z.strictObject({
		state: ChargeState,
		nextAttemptAt: Instant.nullable(),
		attempts: z.int(),
		lastDeclineCode: z.string().nullable(),
	}),
	delivery: z.strictObject({state: DeliveryState, sentAt: Instant.nullable()}),
	upcoming: z.array(z.strictObject({what: z.string(), at: Instant, why: z.string()})),
	templateId: id('tpl').nullable(),
	previewHash: z.string().nullable(),
	hostedUrl: z.string().nullable(),
	remindersPausedUntil: PlainDate.nullable(),
	promisedOn: PlainDate.nullable(),
	documents: z.array(z.strictObject({kind: z.string(), sha256: z.string()})),
	warnings: z.array(z.strictObject({code: z.string(), message: z.string()})).optional(),
	issuedAt: Instant.nullable(),
	paidAt: Instant.nullable(),
	version: z.int(),
	createdAt: Instant.nullable(),
	updatedAt: Instant.nullable(),
});
export type Invoice = z.infer<typeof Invoice>;

/** `accounts/{a}/creditNotes/{c}`: immutable from the start; numbers from a series of its own. */
export const CreditNoteDocument = z.strictObject({
	schema: z.literal(1),
	id: id('crn'),
	accountId: id('acc'),
	customerId: id('cus'),
	invoiceId: id('inv').nullable(),
	invoiceNumber: z.string().nullable(),
	invoiceIssueDate: PlainDate.nullable(),
	number: z.string(),
	seriesId: id('ser'),
	issueDate: PlainDate,
	currency: Currency,
	/** `credit`, `cancellation` (void), `refund` or `standalone`. */
	cause: z.enum(['credit', 'cancellation', 'refund', 'standalone', 'correction']),
	/** Standalone notes carry content of their own (and `totals`); the others say what they take back of the invoice's lines. */
	content: PricedDocument.nullable(),
	totals: Totals.nullable(),
	credit: Credit.nullable(),
	taxes: z.array(TaxOutcome),
	...Sums.shape,
	reason: z.string().nullable(),
	refundId: id('ref').nullable(),
	/** What went to the customer's credit balance. */
	balanceAmount: z.int(),
	party: Sealed,
	sellerVersion: z.int(),
	locale: Locale,
	template: z.strictObject({id: id('tpl'), version: z.int(), epoch: z.int(), k: z.int()}).nullable(),
	runId: id('run').nullable(),
	postings: z.array(Posting).max(50),
	files: z
		.array(z.strictObject({kind: z.string().max(20), file: z.string().max(200), sha256: z.string().length(64)}))
		.max(10),
	delivery: z.strictObject({state: DeliveryState, sentAt: Instant.nullable(), count: z.int()}),
	notify: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
	...Outbox.shape,
});
export type CreditNoteDocument = z.infer<typeof CreditNoteDocument>;
