/** Edits of a template that has begun: they reach periods that start after the edit, and never one that is billed (rule 28). */
import type {Instant} from '../../../schemas/basics.ts';
import type {Schedule} from '../../../schemas/schedule.ts';
import type {TemplateDocument, TemplateInput} from '../../../schemas/template.ts';
import {addDays} from '../../kernel/calendar.ts';
import {type FieldError, ok, type Result, refuse} from '../../kernel/result.ts';
import {addsUp, enteredOf, faultsOf, inputOf, planOf, ratesUsed, type TemplateFacts} from './compose.ts';
import {firstOwed, settlePast} from './past.ts';
import {rhythmOf} from './period.ts';
import {withEntered, withRaisesMoved} from './plans.ts';
import {withNextDue} from './progress.ts';
import {occurrence} from './schedule.ts';

export type EditRefusal = 'invalid_request' | 'discount_not_spreadable' | 'period_already_billed';

/**
 * The template with `input` instead of what was entered before. New lines wait for the first period that starts after
 * `facts.now`; a new schedule starts a new epoch after what is billed or due (409 `period_already_billed`): what is late is
 * billed first, by the schedule that promised it. Customer and currency stay.
 */
export const editTemplate = (
	template: TemplateDocument,
	input: TemplateInput,
	facts: TemplateFacts,
): Result<TemplateDocument, EditRefusal> => {
	const faults = [...fixed(template, input), ...faultsOf(input, facts.rates)];
	if (faults.length > 0) return refuse('invalid_request', 'The template cannot be changed so.', faults);
	const planned = withPlan(template, input, facts);
	if (!planned.ok) return planned;
	const kept = {currency: template.currency, schedule: template.schedule};
	const entered = {...planned.value, ...enteredOf(input, facts), ...kept};
	const priced = addsUp(entered, facts.now);
	if (!priced.ok) return priced;
	if (sameSchedule(template.schedule, input.schedule)) return ok(withNextDue(entered));
	const owed = firstOwed(template, facts.now);
	if (owed !== undefined)
		return refuse(
			'period_already_billed',
			`The period from ${owed.start} is due: it is billed by the schedule that promised it before another one begins.`,
		);
	const scheduled = rescheduled(entered, input, facts.now);
	return scheduled.ok ? ok(withNextDue(scheduled.value)) : scheduled;
};

const fixed = (template: TemplateDocument, input: TemplateInput): readonly FieldError[] =>
	(['customerId', 'currency'] as const)
		.filter((field) => (input[field] ?? template[field]) !== template[field])
		.map((path) => ({path, code: 'fixed', message: 'cannot change once the template is active'}));

/** The lines entered now, for periods from now on, beside those that earlier periods still need and raises that lie ahead. */
const withPlan = (
	template: TemplateDocument,
	input: TemplateInput,
	{now, rates}: TemplateFacts,
): Result<TemplateDocument, 'invalid_request'> => {
	const before = inputOf(template, now);
	const taxPlan = merged(template.taxPlan, ratesUsed(input, rates));
	if (same(contentOf(before), contentOf(input))) return ok({...template, taxPlan});
	const plans = withEntered(template, planOf(template.id, input, now, template.version), now);
	return plans.ok ? ok({...template, taxPlan, plans: plans.value}) : refuse('invalid_request', plans.refusal.detail);
};

const contentOf = ({lines, discounts, charges, taxInclusive, cashRounding}: TemplateInput) => ({
	lines,
	discounts,
	charges,
	taxInclusive,
	cashRounding: cashRounding ?? null,
});

const merged = (
	before: TemplateDocument['taxPlan'],
	after: TemplateDocument['taxPlan'],
): TemplateDocument['taxPlan'] => [...before.filter(({id}) => !after.some((rate) => rate.id === id)), ...after];

/** A new epoch from the new anchor on; days between are recorded as skipped, and so is what of it is already past. */
const rescheduled = (
	template: TemplateDocument,
	{schedule}: TemplateInput,
	now: Instant,
): Result<TemplateDocument, EditRefusal> => {
	const {billedThrough, epoch, k, skips} = template;
	if (billedThrough !== null && schedule.anchorDate <= billedThrough)
		return refuse(
			'period_already_billed',
			`Periods up to ${billedThrough} are billed; the new schedule must start later.`,
		);
	const gap = {start: billedThrough === null ? '' : addDays(billedThrough, 1), end: addDays(schedule.anchorDate, -1)};
	const hasGap = billedThrough !== null && gap.start <= gap.end;
	const next = {
		...template,
		schedule,
		plans: withRaisesMoved(template, schedule, now),
		epoch: epoch + 1,
		k: 0,
		owedBefore: 0,
		skipsAhead: [],
		skips: hasGap ? [...skips, {epoch, k, period: gap}].slice(-400) : skips,
		billedThrough: hasGap ? gap.end : billedThrough,
	};
	if (occurrence(rhythmOf(next), 0) === undefined)
		return refuse('invalid_request', 'The schedule has no date.', [
			{path: 'schedule.anchorDate', code: 'too_late', message: 'has no date before the year 10000'},
		]);
	return ok(template.status === 'active' ? settlePast(next, 'skip', now).template : next);
};

const sameSchedule = (a: Schedule, b: Schedule): boolean => same({...a, rule: ruleOf(a)}, {...b, rule: ruleOf(b)});
const ruleOf = ({rule}: Schedule) => (rule?.type === 'dayOfMonth' ? null : rule);

/** Same content, whatever the order of keys and however absent fields are written. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(
					Object.entries(part)
						.filter(([, inner]) => inner !== null && inner !== undefined)
						.sort(),
				)
			: part,
	) ?? '';
