/** A stored invoice as the API answers it. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {ChargeState, Invoice, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {LineDiscount, LineOutcome} from '../../../schemas/lines.ts';
import {invariant} from '../../kernel/invariant.ts';
import type {CollectFacts} from './collections.ts';
import {isDebitUnderWay, sumsOf} from './lifecycle.ts';
import {isOverdue, isPartiallyPaid} from './settlement.ts';
import {upcomingOf} from './upcoming.ts';

export type View = {
	readonly today: PlainDate;
	readonly hostedUrl: string | null;
	/** For `upcoming`; absent: nothing of collecting is shown. */
	readonly collecting?: CollectFacts | undefined;
};

/** `hostedUrl` is null until the invoice is issued. */
export const present = (invoice: InvoiceDocument, {today, hostedUrl, collecting}: View): Invoice => ({
	...asPriced(invoice),
	...sumsOf(invoice),
	id: invoice.id,
	kind: invoice.kind,
	status: invoice.status,
	overdue: invoice.dueDate !== null && isOverdue(invoice.status, invoice.dueDate, today),
	partiallyPaid: invoice.status !== 'draft' && isPartiallyPaid(invoice.status, sumsOf(invoice)),
	number: invoice.number,
	customerId: invoice.customerId,
	currency: invoice.currency,
	exchangeRate: invoice.exchangeRate,
	issueDate: invoice.issueDate,
	dueDate: invoice.dueDate,
	paymentTerms: invoice.paymentTerms,
	supplyDate: invoice.supplyDate,
	period: invoice.period,
	amountDue: invoice.amountDue,
	taxTotalAccount: invoice.taxTotalAccount,
	seriesId: invoice.seriesId,
	purchaseOrder: invoice.purchaseOrder,
	buyerReference: invoice.buyerReference,
	deductInvoiceIds: invoice.deductInvoiceIds,
	notes: invoice.notes,
	terms: invoice.terms,
	internalNotes: invoice.internalNotes,
	metadata: invoice.metadata,
	payment: paymentOf(invoice),
	delivery: {state: invoice.delivery.state, sentAt: invoice.delivery.sentAt},
	upcoming: upcomingOf(invoice, today, collecting),
	templateId: invoice.template?.id ?? null,
	previewHash: invoice.previewHash,
	hostedUrl: invoice.status === 'draft' ? null : hostedUrl,
	remindersPausedUntil: invoice.remindersPausedUntil,
	promisedOn: invoice.promisedOn,
	documents: invoice.files.map(({kind, sha256}) => ({kind, sha256})),
	issuedAt: invoice.issuedAt,
	paidAt: invoice.paidAt,
	version: invoice.version,
	createdAt: invoice.createdAt,
	updatedAt: invoice.updatedAt,
});

const asPriced = ({content, totals}: InvoiceDocument) => ({
	taxInclusive: content.taxInclusive,
	cashRounding: content.cashRounding ?? null,
	discounts: content.discounts.map((discount) => ({...worthOf(discount), taxRateIds: discount.taxRateIds ?? null})),
	lines: content.lines.map(({taxRates, ...line}, index) => ({
		...line,
		itemId: line.itemId ?? null,
		unit: line.unit ?? null,
		period: line.period ?? null,
		discounts: line.discounts.map(worthOf),
		charges: line.charges.map((charge) => ({...worthOf(charge), description: charge.description})),
		taxRateIds: taxRates.map(({id}) => id),
		...outcomeAt(totals.lines, index),
	})),
	charges: content.charges.map(({taxRates, ...charge}, index) => ({
		...worthOf(charge),
		description: charge.description,
		taxRateIds: taxRates.map(({id}) => id),
		...outcomeAt(totals.charges, index),
	})),
	taxes: totals.taxes,
	subtotal: totals.subtotal,
	discountTotal: totals.discountTotal,
	chargeTotal: totals.chargeTotal,
	taxTotal: totals.taxTotal,
	rounding: totals.rounding,
	total: totals.total,
});

/** What was not entered is null, never absent. */
const worthOf = ({description, percent, amount}: LineDiscount) => ({
	description: description ?? null,
	percent: percent ?? null,
	amount: amount ?? null,
});

const outcomeAt = <Outcome extends Pick<LineOutcome, 'id'>>(outcomes: readonly Outcome[], index: number): Outcome => {
	const outcome = outcomes[index];
	invariant(outcome, 'totals answer every line and charge');
	return outcome;
};

const paymentOf = ({charge, pending, status, settledOnPage}: InvoiceDocument): Invoice['payment'] => ({
	state: isDebitUnderWay({pending})
		? 'processing'
		: stateOf(charge?.state ?? 'none', status === 'paid' && settledOnPage),
	nextAttemptAt: charge?.nextAttemptAt ?? null,
	attempts: charge?.attempt ?? 0,
	lastDeclineCode: charge?.lastDeclineCode ?? null,
});

/** A payer's own payment has no attempt of ours; a failed one before it no longer matters. */
const stateOf = (charge: ChargeState, isSettledOnPage: boolean | undefined): ChargeState =>
	isSettledOnPage ? 'succeeded' : charge;

/** The totals of an unsaved invoice: answered like an invoice without an id. */
export const presentUnsaved = (draft: InvoiceDocument, view: View): Invoice => ({
	...present(draft, view),
	id: null,
	createdAt: null,
	updatedAt: null,
});
