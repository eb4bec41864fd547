/** What one period of a template costs: the same function for the billing run, the preview and `willBill`. */
import type {z} from 'zod';
import type {Instant, Period} from '../../../schemas/basics.ts';
import type {AppliedTaxRate, PricedDocument, Totals} from '../../../schemas/lines.ts';
import type {ParkReason} from '../../../schemas/run.ts';
import type {PlannedLines, TemplateDocument} from '../../../schemas/template.ts';
import {rateAt, taxPointOf} from '../../catalog/core/tax-rate.ts';
import {roundsTo} from '../../invoices/core/cash-rounding.ts';
import {fillPeriod, withFilled} from '../../invoices/core/placeholders.ts';
import {totals} from '../../invoices/core/totals.ts';
import {instantOf} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import {ok, type Refusal, type Result, refuse} from '../../kernel/result.ts';
import {sha256} from '../../kernel/sha256.ts';
import type {Occurrence, Rhythm} from './schedule.ts';

export type WhyParked = z.infer<typeof ParkReason>;
export type PricedPeriod = Occurrence & {
	/** Texts of the period are filled in; those of the issue (number, due date) are not yet. */
	readonly content: PricedDocument;
	readonly totals: Totals;
	readonly previewHash: string;
};

/** The part of a template that its amounts depend on. */
export type Priceable = Pick<
	TemplateDocument,
	'currency' | 'plans' | 'taxPlan' | 'locale' | 'epoch' | 'schedule' | 'zone' | 'periodTiming'
>;

export const rhythmOf = ({
	schedule,
	zone,
	periodTiming,
}: Pick<Priceable, 'schedule' | 'zone' | 'periodTiming'>): Rhythm => ({
	schedule,
	zone,
	periodTiming,
});

/** Lines, taxes and totals of a period, with its preview hash. Refuses with the reason for which the template is parked. */
export const pricedPeriod = (template: Priceable, occurrence: Occurrence): Result<PricedPeriod, WhyParked> => {
	const content = contentOf(template, occurrence.period);
	if (!content.ok) return content;
	const computed = totals(content.value);
	if (!computed.ok) return refuse(whyParked(computed.refusal), computed.refusal.detail);
	return ok({
		...occurrence,
		content: content.value,
		totals: computed.value,
		previewHash: previewHash(template.epoch, occurrence, content.value, computed.value),
	});
};

/** The lines valid for a period: the last ones entered before it starts, at the template's hour (rule 28). */
export const planFor = (
	{plans, schedule, zone}: Pick<Priceable, 'plans' | 'schedule' | 'zone'>,
	period: Period,
): PlannedLines => {
	const [only] = plans;
	invariant(only, 'a template has lines');
	if (plans.length === 1) return only;
	const start: Instant = instantOf(period.start, schedule.hour, zone);
	return plans.findLast(({from}) => from === null || from < start) ?? only;
};

/** What is billed for a period, rates looked up at its tax point and texts of the period filled in. */
export const contentOf = (template: Priceable, period: Period): Result<PricedDocument, WhyParked> => {
	const plan = planFor(template, period);
	const {currency, locale, taxPlan} = template;
	const taxPoint = taxPointOf({period, issueDate: period.end});
	const rates = new Map(taxPlan.map((rate) => [rate.id, rate]));
	const known = [...plan.lines, ...plan.charges].every(({taxRateIds}) => taxRateIds.every((id) => rates.has(id)));
	if (!known) return refuse('tax_rate_missing');
	const applied = (ids: readonly string[]): AppliedTaxRate[] =>
		ids.flatMap((id) => {
			const rate = rates.get(id);
			return rate ? [rateAt(rate, taxPoint)] : [];
		});
	const {taxInclusive, discounts} = plan;
	return ok({
		currency,
		taxInclusive,
		cashRounding: roundsTo({currency, cashRounding: plan.cashRounding}),
		...withFilled(
			{
				lines: plan.lines.map(({taxRateIds, ...line}) => ({...line, taxRates: applied(taxRateIds)})),
				discounts,
				charges: plan.charges.map(({taxRateIds, ...charge}) => ({...charge, taxRates: applied(taxRateIds)})),
			},
			(text) => fillPeriod(text, {period, locale}),
		),
	});
};

const whyParked = ({code, errors = []}: Refusal<'discount_not_spreadable' | 'invalid_request'>): WhyParked => {
	if (code === 'discount_not_spreadable') return code;
	return errors.every((error) => error.code === 'too_big') ? 'amount_too_large' : 'invalid_template';
};

/**
 * Over epoch, k, period, lines, taxes and totals: what the preview showed is what is billed. Never over number, issue date
 * or due date: texts that print them are hashed with their placeholders.
 */
const previewHash = (
	epoch: number,
	{k, period}: Occurrence,
	{currency, lines, charges}: PricedDocument,
	computed: Totals,
): string =>
	sha256(
		JSON.stringify([
			1,
			epoch,
			k,
			period.start,
			period.end,
			currency,
			lines.map(({description, quantity, unit, unitAmount}) => [description, quantity, unit ?? '', String(unitAmount)]),
			computed.lines.map(({net, discountShare, tax, gross}) => [net, discountShare, tax, gross]),
			charges.map(({description}) => description),
			computed.charges.map(({net, tax, gross}) => [net, tax, gross]),
			computed.taxes.map(({taxRateId, percent, taxable, tax}) => [taxRateId, percent, taxable, tax]),
			[computed.subtotal, computed.discountTotal, computed.chargeTotal],
			[computed.taxTotal, computed.rounding, computed.total],
		]),
	);
