/** From what a person entered to a priced, totalled draft. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {InvoiceDocument, InvoiceInput} from '../../../schemas/invoice.ts';
import {type AppliedTaxRate, maxLines, type PricedDocument} from '../../../schemas/lines.ts';
import type {PlannedTaxRate} from '../../../schemas/template.ts';
import {rateAt, taxPointOf} from '../../catalog/core/tax-rate.ts';
import {outboxOf} from '../../kernel/outbox.ts';
import {type FieldError, ok, type Result, refuse} from '../../kernel/result.ts';
import {roundsTo} from './cash-rounding.ts';
import {deductionLines, firstDeduction} from './deduct.ts';
import {dueDateOf} from './due-date.ts';
import {type TotalsRefusal, totals} from './totals.ts';
import {untouched} from './untouched.ts';

export type AccountFacts = {
	readonly id: string;
	readonly mode: 'live' | 'test';
	readonly currency: string;
	readonly timeZone: string;
	readonly locale: string;
	readonly retryDays: readonly number[];
	readonly stripeAccount: string | null;
	readonly sellerVersion: number;
	readonly defaults: Pick<InvoiceInput, 'paymentTerms' | 'terms' | 'notes'>;
};

/** Everything a draft depends on besides the input; read by the act. */
export type DraftFacts = {
	readonly account: AccountFacts;
	readonly customer: CustomerDocument;
	readonly seriesId: string;
	readonly rates: ReadonlyMap<string, PlannedTaxRate>;
	/** The paid prepayment invoices named by `deductInvoiceIds`. */
	readonly prepayments: readonly InvoiceDocument[];
	readonly today: PlainDate;
	readonly now: Instant;
};

export type ComposeRefusal = TotalsRefusal;

/** A new draft. Ids of lines follow from the invoice's id, so that a repeated request makes the same document. */
export const composeDraft = (
	invoiceId: string,
	input: InvoiceInput,
	facts: DraftFacts,
): Result<InvoiceDocument, ComposeRefusal> => {
	const content = priced(invoiceId, input, facts);
	if (!content.ok) return content;
	const computed = totals(content.value);
	if (!computed.ok) return computed;
	const dates = datesOf(input, facts);
	if (!dates.ok) return dates;
	const {account, customer, now} = facts;
	return ok({
		...blank(invoiceId, facts),
		...asEntered(input, facts),
		...dates.value,
		content: content.value,
		totals: computed.value,
		currency: content.value.currency,
		total: computed.value.total,
		amountDue: computed.value.total,
		// The currency is the one it was composed in: a customer's new default must not turn euros into dollars at issue.
		draft: {...input, currency: content.value.currency},
		locale: customer.locale ?? account.locale,
		createdAt: now,
		updatedAt: now,
	});
};

/** Lines, discounts and charges with their rates looked up at the tax point; unknown rates are refused. */
export const priced = (
	invoiceId: string,
	input: InvoiceInput,
	facts: DraftFacts,
): Result<PricedDocument, 'invalid_request'> => {
	const {account, customer, rates, today} = facts;
	const faults = unknownRates(input, rates);
	if (faults.length > 0) return refuse('invalid_request', 'A tax rate is not known.', faults);
	const taxPoint = taxPointOf({...input, issueDate: input.issueDate ?? today});
	const apply = (ids: readonly string[]): AppliedTaxRate[] =>
		ids.flatMap((id) => {
			const rate = rates.get(id);
			return rate === undefined ? [] : [rateAt(rate, taxPoint)];
		});
	const lineId = (nth: number) => `lin_${invoiceId.slice(4)}${String(nth).padStart(3, '0')}`;
	const currency = input.currency ?? customer.currency ?? account.currency;
	const deductions = deductionLines(facts.prepayments, input);
	const misfits = misfitting(input, deductions.length, currency, facts.prepayments);
	if (misfits.length > 0) return refuse('invalid_request', 'The prepayments cannot be deducted here.', misfits);
	const document: PricedDocument = {
		currency,
		taxInclusive: input.taxInclusive,
		cashRounding: input.cashRounding ?? null,
		lines: [
			...input.lines.map(({taxRateIds, ...line}, index) => ({...line, id: lineId(index), taxRates: apply(taxRateIds)})),
			...deductions.map((line, index) => ({...line, id: lineId(firstDeduction + index)})),
		],
		discounts: input.discounts,
		charges: input.charges.map(({taxRateIds, ...charge}, index) => ({
			...charge,
			id: lineId(500 + index),
			taxRates: apply(taxRateIds),
		})),
	};
	return ok({...document, cashRounding: roundsTo(document)});
};

const unknownRates = (input: InvoiceInput, rates: ReadonlyMap<string, unknown>): readonly FieldError[] => {
	const faults = (list: 'lines' | 'charges' | 'discounts') =>
		input[list].flatMap(({taxRateIds}, index) =>
			(taxRateIds ?? [])
				.filter((id) => !rates.has(id))
				.map(() => ({
					path: `${list}.${index}.taxRateIds`,
					code: 'unknown_tax_rate',
					message: 'names no tax rate of this account',
				})),
		);
	return [...faults('lines'), ...faults('charges'), ...faults('discounts')];
};

/** What is deducted was paid in the same currency and fits on the document. */
const misfitting = (
	{lines}: InvoiceInput,
	deductions: number,
	currency: string,
	prepayments: DraftFacts['prepayments'],
): readonly FieldError[] => [
	...(prepayments.every((prepayment) => prepayment.currency === currency)
		? []
		: [{path: 'deductInvoiceIds', code: 'other_currency', message: 'each must be in the currency of this invoice'}]),
	...(lines.length + deductions <= maxLines
		? []
		: [{path: 'lines', code: 'too_big', message: `at most ${maxLines} lines, deductions included`}]),
];

/** A draft shows the due date it would have if it were issued today. */
const datesOf = (input: InvoiceInput, {account, customer, today}: DraftFacts) => {
	const due = dueDateOf(
		input.issueDate ?? today,
		input.dueDate,
		input.paymentTerms,
		customer.paymentTerms,
		account.defaults.paymentTerms,
	);
	if (!due.ok) return due;
	return ok({
		issueDate: input.issueDate ?? null,
		dueDate: due.value,
		paymentTerms: input.paymentTerms ?? customer.paymentTerms ?? account.defaults.paymentTerms ?? null,
	});
};

const asEntered = (input: InvoiceInput, {account, customer}: DraftFacts) => ({
	kind: input.kind,
	exchangeRate: input.exchangeRate ?? null,
	supplyDate: input.supplyDate ?? null,
	period: input.period ?? null,
	purchaseOrder: input.purchaseOrder ?? null,
	buyerReference: input.buyerReference ?? null,
	deductInvoiceIds: input.deductInvoiceIds,
	notes: input.notes ?? account.defaults.notes ?? null,
	terms: input.terms ?? account.defaults.terms ?? null,
	internalNotes: input.internalNotes ?? null,
	metadata: input.metadata,
	party: customer.party,
});

/** What no input touches. */
const blank = (id: string, {account, customer, seriesId}: DraftFacts) => ({
	...untouched,
	id,
	accountId: account.id,
	customerId: customer.id,
	accountCurrency: account.currency,
	seriesId,
	sellerVersion: account.sellerVersion,
	zone: account.timeZone,
	stripeOn: account.stripeAccount,
	retryDays: [...account.retryDays],
	hour: 9,
	...outboxOf(id),
	...(account.mode === 'test' ? {actShard: `T:${account.id}`} : {}),
});

/** What a draft keeps however often it is composed anew: where it comes from, and how its template wants it paid. */
export const carried = ({
	createdAt,
	corrects,
	template,
	runId,
	previewHash,
	version,
	autoCharge,
	chargeOn,
	noticeDays,
	hour,
	retryDays,
}: InvoiceDocument) => ({
	createdAt,
	corrects,
	template,
	runId,
	previewHash,
	version,
	autoCharge,
	...(chargeOn ? {chargeOn, noticeDays} : {}),
	hour,
	retryDays,
});
