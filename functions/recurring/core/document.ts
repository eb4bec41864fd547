/** A billed period as a document: a draft or an issued invoice. */

import type {Reminder} from '../../../schemas/account.ts';
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument, InvoiceInput} from '../../../schemas/invoice.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {chargeDay, chargeInstant} from '../../invoices/core/charge-day.ts';
import {dateFromTerms} from '../../invoices/core/due-date.ts';
import {issued} from '../../invoices/core/issue.ts';
import {outboxBeside} from '../../invoices/core/outbox-beside.ts';
import {fillPeriod} from '../../invoices/core/placeholders.ts';
import {untouched} from '../../invoices/core/untouched.ts';
import {periodInvoiceId} from '../../kernel/ids.ts';
import {type PricedPeriod, planFor} from './period.ts';

/** What the commit adds to the decision. */
export type Making = {
	readonly runId: string;
	readonly now: Instant;
	/** Of the series: who sells as printed, whether endpoints want to hear of it, what is reminded of when. */
	readonly sellerVersion: number;
	readonly notify: boolean;
	readonly reminders: readonly Reminder[];
};
export type Numbered = {readonly number: string; readonly issueDate: PlainDate};

/** The invoice of a period, issued: numbered, dated, posted, with charge, mail and events in its outbox. */
export const invoiceOf = (
	template: TemplateDocument,
	period: PricedPeriod,
	{number, issueDate}: Numbered,
	making: Making,
): InvoiceDocument => {
	const dueDate = dueDateOf(template, issueDate);
	const {now, sellerVersion, notify, reminders} = making;
	const draft = unissued(template, period, making);
	return issued(draft, {
		number,
		issueDate,
		dueDate,
		now,
		mailAt: template.billing === 'issue_and_send' ? now : null,
		useCredit: template.autoApplyCredit,
		chargeAt: template.autoCharge ? chargeInstant({...draft, issueDate, dueDate}, now) : null,
		sellerVersion,
		notify,
		reminders,
	});
};

/** The draft of a period, where people want to look at it before it is issued. `today` only for the due date that it shows. */
export const draftOf = (
	template: TemplateDocument,
	period: PricedPeriod,
	today: PlainDate,
	making: Making,
): InvoiceDocument => {
	const draft = unissued(template, period, making);
	const created = {step: 'invoice.notify', at: making.now, kind: 'invoice.created'} as const;
	return {
		...draft,
		...outboxBeside({actShard: template.dueShard}, draft.id, making.notify ? [created] : []),
		draft: inputOf(template, period, draft),
		dueDate: dueDateOf(template, today),
	};
};

const dueDateOf = (
	{paymentTerms, effectiveTerms}: Pick<TemplateDocument, 'paymentTerms' | 'effectiveTerms'>,
	issueDate: PlainDate,
): PlainDate => dateFromTerms(issueDate, paymentTerms ?? effectiveTerms);

/** The day on which a period issued on `issueDate` is charged: then or on its due date, never before the notice has run out. */
export const chargeDate = (
	template: Pick<TemplateDocument, 'chargeOn' | 'noticeDays' | 'paymentTerms' | 'effectiveTerms'>,
	issueDate: PlainDate,
): PlainDate => {
	const {chargeOn, noticeDays} = template;
	return chargeDay({chargeOn, noticeDays, issueDate, dueDate: dueDateOf(template, issueDate)});
};

/** Everything of the invoice that does not depend on number and dates of issue. */
const unissued = (
	template: TemplateDocument,
	period: PricedPeriod,
	{runId, now, sellerVersion, notify}: Making,
): InvoiceDocument => {
	const id = periodInvoiceId(template.id, template.epoch, period.k);
	const facts = {period: period.period, locale: template.locale};
	const {total} = period.totals;
	return {
		...untouched,
		id,
		accountId: template.accountId,
		customerId: template.customerId,
		content: period.content,
		totals: period.totals,
		currency: template.currency,
		accountCurrency: template.accountCurrency,
		total,
		amountDue: total,
		seriesId: template.seriesId,
		period: period.period,
		paymentTerms: template.paymentTerms ?? template.effectiveTerms,
		party: template.party,
		sellerVersion,
		locale: template.locale,
		zone: template.zone,
		purchaseOrder: template.purchaseOrder,
		buyerReference: template.buyerReference,
		notes: template.notes && fillPeriod(template.notes, facts),
		terms: template.terms && fillPeriod(template.terms, facts),
		template: origin(template, period),
		runId,
		previewHash: period.previewHash,
		autoCharge: template.autoCharge,
		chargeOn: template.chargeOn,
		noticeDays: template.noticeDays,
		stripeOn: template.stripeOn,
		retryDays: [...template.retryDays],
		hour: template.schedule.hour,
		metadata: template.metadata,
		notify,
		createdAt: now,
		updatedAt: now,
		...outboxBeside({actShard: template.dueShard}, id),
	};
};

export const origin = ({id, version, epoch}: TemplateDocument, {k}: PricedPeriod) => ({id, version, epoch, k});

/** The draft as a person would have entered it, with the period's texts in place. */
const inputOf = (template: TemplateDocument, {content, period}: PricedPeriod, draft: InvoiceDocument): InvoiceInput => {
	const plan = planFor(template, period);
	const rateIds = ({taxRates}: {readonly taxRates: readonly {readonly id: string}[]}) => taxRates.map(({id}) => id);
	return {
		customerId: template.customerId,
		kind: 'invoice',
		currency: template.currency,
		paymentTerms: template.paymentTerms,
		period,
		lines: content.lines.map(({id: _id, taxRates, ...line}) => ({...line, taxRateIds: rateIds({taxRates})})),
		discounts: content.discounts,
		charges: content.charges.map(({id: _id, taxRates, ...charge}) => ({...charge, taxRateIds: rateIds({taxRates})})),
		cashRounding: plan.cashRounding,
		taxInclusive: content.taxInclusive,
		seriesId: template.seriesId,
		purchaseOrder: template.purchaseOrder,
		buyerReference: template.buyerReference,
		deductInvoiceIds: [],
		notes: draft.notes,
		terms: draft.terms,
		metadata: template.metadata,
	};
};
