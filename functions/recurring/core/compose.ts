/** From what a person entered to a template that can be billed without a second read. */
import type {Account} from '../../../schemas/account.ts';
import type {Instant, PaymentTerms} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {PlannedLines, PlannedTaxRate, TemplateDocument, TemplateInput} from '../../../schemas/template.ts';
import {defaultTermsDays} from '../../invoices/core/due-date.ts';
import {outboxBeside} from '../../invoices/core/outbox-beside.ts';
import {unknownPlaceholders} from '../../invoices/core/placeholders.ts';
import {type TotalsRefusal, totals} from '../../invoices/core/totals.ts';
import {type FieldError, ok, type Result, refuse} from '../../kernel/result.ts';
import {contentOf} from './period.ts';
import {enteredPlan} from './plans.ts';
import {periodOf, scheduleFault} from './schedule.ts';

/** What a template copies; an edit of the originals reaches it (functions/template-copies.ts). */
export type TemplateFacts = {
	readonly account: Account;
	readonly customer: CustomerDocument;
	/** Of the customer, opened: it stands on e-invoices. */
	readonly buyerReference: string | null;
	readonly seriesId: string;
	readonly creditSeriesId: string;
	readonly rates: ReadonlyMap<string, PlannedTaxRate>;
	readonly dueShard: string;
	readonly notify: boolean;
	readonly now: Instant;
};

/** A new draft. Refuses what could never be billed: unknown rates and placeholders, impossible schedules, totals that do not add up. */
export const composeTemplate = (
	id: string,
	input: TemplateInput,
	facts: TemplateFacts,
): Result<TemplateDocument, TotalsRefusal> => {
	const faults = faultsOf(input, facts.rates);
	if (faults.length > 0) return refuse('invalid_request', 'The template cannot be billed.', faults);
	const template: TemplateDocument = {
		...begun,
		id,
		...enteredOf(input, facts),
		...copiesOf(facts),
		plans: [planOf(id, input, null, 0)],
		taxPlan: ratesUsed(input, facts.rates),
		notify: facts.notify,
		createdAt: facts.now,
		updatedAt: facts.now,
		...outboxBeside({actShard: facts.dueShard}, id),
		dueShard: facts.dueShard,
	};
	const priced = addsUp(template, facts.now);
	return priced.ok ? ok(template) : priced;
};

/** The fields that stand as they were entered; also what an edit takes over, whatever the template's state. */
export const enteredOf = (input: TemplateInput, {account, customer, seriesId}: TemplateFacts) => ({
	name: input.name ?? null,
	customerId: input.customerId,
	currency: input.currency ?? customer.currency ?? account.currency,
	seriesId,
	purchaseOrder: input.purchaseOrder ?? null,
	notes: input.notes ?? account.defaults.notes ?? null,
	terms: input.terms ?? account.defaults.terms ?? null,
	metadata: input.metadata,
	paymentTerms: input.paymentTerms ?? null,
	schedule: input.schedule,
	ends: input.ends,
	billing: input.billing,
	autoCharge: input.autoCharge,
	chargeOn: input.chargeOn,
	noticeDays: input.noticeDays ?? null,
	periodTiming: input.periodTiming,
});

/** What is copied from customer and account at creation and again at activation. */
export const copiesOf = ({account, customer, creditSeriesId, buyerReference}: TemplateFacts) => ({
	accountId: account.id,
	creditSeriesId,
	effectiveTerms: customer.paymentTerms ?? account.defaults.paymentTerms ?? fallbackTerms,
	party: customer.party,
	buyerReference,
	locale: customer.locale ?? account.locale,
	zone: account.timeZone,
	retryDays: [...account.retryDays],
	stripeOn: account.stripeAccount,
	autoApplyCredit: customer.autoApplyCredit,
	accountCurrency: account.currency,
});

/** Lines valid for periods that start after `from`. Ids of lines follow from the template's, so that a repeated request makes the same. */
export const planOf = (
	templateId: string,
	{lines, discounts, charges, taxInclusive, cashRounding}: TemplateInput,
	from: Instant | null,
	nth: number,
): PlannedLines => {
	const lineId = (index: number): string => `lin_${templateId.slice(4, 34)}${nth % 100}x${index}`;
	return {
		from,
		lines: lines.map((line, index) => ({...line, id: lineId(index)})),
		discounts,
		charges: charges.map((charge, index) => ({...charge, id: lineId(500 + index)})),
		taxInclusive,
		cashRounding: cashRounding ?? null,
	};
};

/** What a person would enter to get this template: the lines entered by `now`. */
export const inputOf = (template: TemplateDocument, now: Instant): TemplateInput => {
	const plan = enteredPlan(template.plans, now);
	return {
		name: template.name,
		customerId: template.customerId,
		currency: template.currency,
		lines: plan.lines.map(({id: _id, ...line}) => line),
		discounts: plan.discounts,
		charges: plan.charges.map(({id: _id, ...charge}) => charge),
		cashRounding: plan.cashRounding,
		taxInclusive: plan.taxInclusive,
		seriesId: template.seriesId,
		purchaseOrder: template.purchaseOrder,
		notes: template.notes,
		terms: template.terms,
		metadata: template.metadata,
		paymentTerms: template.paymentTerms,
		schedule: template.schedule,
		ends: template.ends,
		billing: template.billing,
		autoCharge: template.autoCharge,
		chargeOn: template.chargeOn,
		noticeDays: template.noticeDays,
		periodTiming: template.periodTiming,
	};
};

export const rateIdsOf = ({
	lines,
	charges,
	discounts,
}: Pick<TemplateInput, 'lines' | 'charges' | 'discounts'>): readonly string[] => [
	...new Set([...lines, ...charges, ...discounts].flatMap(({taxRateIds}) => taxRateIds ?? [])),
];

export const ratesUsed = (input: TemplateInput, rates: ReadonlyMap<string, PlannedTaxRate>): PlannedTaxRate[] =>
	rateIdsOf(input).flatMap((id) => rates.get(id) ?? []);

export const faultsOf = (input: TemplateInput, rates: ReadonlyMap<string, unknown>): readonly FieldError[] => {
	const schedule = scheduleFault(input.schedule);
	return [...(schedule ? [schedule] : []), ...unknownRates(input, rates), ...texts(input).flatMap(textFaults)];
};

/** The lines entered by `now`, and those that raises make of them, priced for the next period. */
export const addsUp = (template: TemplateDocument, now: Instant): Result<null, TotalsRefusal> => {
	const {plans, schedule, k} = template;
	for (const plan of plans.slice(plans.indexOf(enteredPlan(plans, now)))) {
		const content = contentOf({...template, plans: [{...plan, from: null}]}, periodOf(schedule, k));
		if (!content.ok) return refuse('invalid_request', 'A tax rate is not known.');
		const computed = totals(content.value);
		if (!computed.ok) return computed;
	}
	return ok(null);
};

/** As long as the longest date in any language. */
const longestFilled = 40;

const textFaults = ({path, text, most}: Text): readonly FieldError[] => {
	const holes = text.split('{{').length - 1;
	return [
		...unknownPlaceholders(text).map(() => ({
			path,
			code: 'unknown_placeholder',
			message: 'has a placeholder that nobody knows',
		})),
		...(holes > 0 && text.length + holes * longestFilled > most
			? [{path, code: 'too_long', message: `may not fit in ${most} letters once its placeholders are filled in`}]
			: []),
	];
};

const unknownRates = (input: TemplateInput, rates: ReadonlyMap<string, unknown>): readonly FieldError[] =>
	(['lines', 'charges', 'discounts'] as const).flatMap((list) =>
		input[list].flatMap(({taxRateIds}, index) =>
			(taxRateIds ?? [])
				.filter((id) => !rates.has(id))
				.map(() => ({
					path: `${list}.${index}.taxRateIds`,
					code: 'unknown_tax_rate',
					message: 'names no tax rate of this account',
				})),
		),
	);

type Text = {readonly path: string; readonly text: string; readonly most: number};
type Described = {readonly description?: string | null | undefined};

/** Every text in which placeholders are filled in, with the letters that a document has room for. */
const texts = ({lines, charges, discounts, notes, terms}: TemplateInput): readonly Text[] => [
	...lines.flatMap((line, index) => [
		{path: `lines.${index}.description`, text: line.description, most: 2000},
		...described(`lines.${index}.discounts`, line.discounts),
		...described(`lines.${index}.charges`, line.charges),
	]),
	...described('charges', charges),
	...described('discounts', discounts),
	{path: 'notes', text: notes ?? '', most: 4000},
	{path: 'terms', text: terms ?? '', most: 4000},
];

const described = (list: string, entries: readonly Described[]): readonly Text[] =>
	entries.map(({description}, index) => ({path: `${list}.${index}.description`, text: description ?? '', most: 300}));

const fallbackTerms: PaymentTerms = {days: defaultTermsDays, from: 'issue'};

const begun = {
	schema: 1,
	status: 'draft',
	epoch: 1,
	k: 0,
	billedThrough: null,
	periodsBilled: 0,
	periodsSkipped: 0,
	owedBefore: 0,
	skipsAhead: [],
	skips: [],
	dueAt: null,
	commitId: '',
	version: 1,
} satisfies Partial<TemplateDocument>;
