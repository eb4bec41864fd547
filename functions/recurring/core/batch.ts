/** One billing commit: what the templates of one series gave, as documents that must be written together or not at all. */
import type {Instant} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {ParkedDocument, RunDocument} from '../../../schemas/run.ts';
import type {SeriesDocument} from '../../../schemas/series.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {drawAll} from '../../accounts/core/series.ts';
import {today} from '../../kernel/calendar.ts';
import {derivedId} from '../../kernel/ids.ts';
import {invariant} from '../../kernel/invariant.ts';
import type {Billing} from './bill.ts';
import {isUncapped} from './caps.ts';
import {creditNoteOf} from './credit-note.ts';
import {draftOf, invoiceOf, type Making} from './document.ts';
import type {PricedPeriod} from './period.ts';
import {told} from './progress.ts';
import {moreOf, type RunFacts, type Share} from './share.ts';

/** `template` as read. */
export type Billed = {readonly template: TemplateDocument; readonly billing: Billing};

export type BatchFacts = {
	readonly run: RunFacts;
	readonly now: Instant;
	readonly series: SeriesDocument | undefined;
	readonly creditSeries: SeriesDocument | undefined;
	readonly share: RunDocument | undefined;
	readonly customers: ReadonlyMap<string, CustomerDocument>;
};
export type Batch = {
	readonly invoices: readonly InvoiceDocument[];
	readonly creditNotes: readonly CreditNoteDocument[];
	readonly counters: SeriesDocument['counters'] | null;
	readonly creditCounters: SeriesDocument['counters'] | null;
	readonly customers: readonly CustomerDocument[];
	readonly parked: readonly ParkedDocument[];
	readonly templates: readonly TemplateDocument[];
	readonly share: RunDocument;
};
type Item = {readonly template: TemplateDocument; readonly period: PricedPeriod};

/** How many documents a decision makes: at most 100 go into one commit. */
export const documentsOf = ({periods}: Billing): number => periods.length;

/** Whether something of it must be numbered as a credit note. */
export const hasCredit = ({periods}: Billing): boolean => periods.some(isCredit);

/** Numbers and dates everything, in the order of the templates. Needs the series wherever something is to be numbered. */
export const batchOf = (entries: readonly Billed[], facts: BatchFacts): Batch => {
	const items = entries.flatMap(({template, billing}) => billing.periods.map((period) => ({template, period})));
	const invoices = invoicesOf(
		items.filter(({period}) => !isCredit(period)),
		facts,
	);
	const creditNotes = creditNotesOf(
		items.filter(({period}) => isCredit(period)),
		facts,
	);
	const parked = entries.flatMap((entry) => parkedOf(entry, facts.now));
	return {
		...invoices,
		...creditNotes,
		customers: creditedCustomers(creditNotes.creditNotes, facts),
		parked,
		templates: entries.map(({template, billing}) =>
			told(template, billing.next, {notify: facts.series?.notify ?? template.notify, at: facts.now}),
		),
		share: moreOf(facts.share, facts.run, shareOf(entries, facts.series?.notify ?? false)),
	};
};

const isCredit = ({totals}: PricedPeriod): boolean => totals.total < 0;

const makingOf = ({sellerVersion, notify, reminders = []}: SeriesDocument, {run, now}: BatchFacts): Making => ({
	runId: run.id,
	now,
	sellerVersion,
	notify,
	reminders,
});

const invoicesOf = (items: readonly Item[], facts: BatchFacts): Pick<Batch, 'invoices' | 'counters'> => {
	const {series, now} = facts;
	if (items.length === 0) return {invoices: [], counters: series?.counters ?? null};
	invariant(series, 'what is billed has a series');
	const making = makingOf(series, facts);
	const issuing = items.filter(({template}) => template.billing !== 'draft');
	const drafts = items.filter(({template}) => template.billing === 'draft');
	const {numbered, counters} = drawAll(series, daysOf(issuing, now));
	return {
		counters,
		invoices: [
			...issuing.map(({template, period}, index) => {
				const number = numbered[index];
				invariant(number, 'every invoice is numbered');
				return invoiceOf(template, period, number, making);
			}),
			...drafts.map(({template, period}) => draftOf(template, period, today(now, template.zone), making)),
		],
	};
};

const creditNotesOf = (items: readonly Item[], facts: BatchFacts): Pick<Batch, 'creditNotes' | 'creditCounters'> => {
	const {creditSeries, now} = facts;
	if (items.length === 0) return {creditNotes: [], creditCounters: null};
	invariant(creditSeries, 'what is credited has a series');
	const making = makingOf(creditSeries, facts);
	const {numbered, counters} = drawAll(creditSeries, daysOf(items, now));
	return {
		creditCounters: counters,
		creditNotes: items.map(({template, period}, index) => {
			const number = numbered[index];
			invariant(number, 'every credit note is numbered');
			return creditNoteOf(template, period, number, making);
		}),
	};
};

const daysOf = (items: readonly Item[], now: Instant) => items.map(({template}) => today(now, template.zone));

/** The customers' credit balances after these notes. */
const creditedCustomers = (notes: readonly CreditNoteDocument[], {customers, now}: BatchFacts): CustomerDocument[] =>
	[...Map.groupBy(notes, ({customerId}) => customerId)].map(([id, mine]) => {
		const customer = customers.get(id);
		invariant(customer, 'a template belongs to a customer');
		const creditBalances = {...customer.creditBalances};
		for (const {currency, balanceAmount} of mine)
			creditBalances[currency] = (creditBalances[currency] ?? 0) + balanceAmount;
		return {...customer, creditBalances, version: customer.version + 1, updatedAt: now};
	});

const parkedOf = ({template, billing: {park}}: Billed, now: Instant): readonly ParkedDocument[] =>
	park === null
		? []
		: [
				{
					schema: 1,
					id: parkingId(template.id, template.version),
					accountId: template.accountId,
					templateId: template.id,
					date: park.date,
					reason: park.reason,
					detail: park.detail,
					figures: park.figures,
					period: {epoch: template.epoch, k: park.k},
					since: now,
					commitId: '',
					settledAt: null,
				},
			];

/** Each parking of a template, at one version of it, has one id, however often it is tried. */
export const parkingId = (templateId: string, version: number): string => derivedId('prk', templateId, version);

const shareOf = (entries: readonly Billed[], notify: boolean): Share => {
	const billings = entries.map(({billing}) => billing);
	return {
		notify,
		issued: billings.reduce((sum, {periods}) => sum + periods.length, 0),
		skipped: billings.reduce((sum, {skipped}) => sum + skipped, 0),
		parked: billings.filter(({park}) => park !== null).length,
		amounts: entries.flatMap(({template, billing}) => billing.periods.map((period) => amountOf(template, period))),
		uncapped: entries.flatMap(({template, billing}) =>
			billing.periods.filter((period) => isUncapped({template}, period)).map((period) => amountOf(template, period)),
		),
	};
};

const amountOf = ({currency}: TemplateDocument, {totals: {total}}: PricedPeriod) => ({currency, total});
