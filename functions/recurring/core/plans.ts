/** Which lines hold when: those that people entered, and what raises of prices make of them later (rule 28). */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import {UnitAmount} from '../../../schemas/money.ts';
import type {Schedule} from '../../../schemas/schedule.ts';
import type {PlannedLines, TemplateDocument} from '../../../schemas/template.ts';
import {addMillis, instantAt, instantOf, latest, millisOf, today} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import {decimal, fromMillionths, ppm, timesOverExactly, toMillionths} from '../../kernel/rational.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {rhythmOf} from './period.ts';
import {firstStartingAfter} from './schedule.ts';

type Plans = readonly PlannedLines[];
/** Lines beyond a price's bounds, or more changes than a template can remember. */
export type PlanRefusal = 'amount_too_large' | 'too_many_changes';

const mostPlans = 20;
/** A document holds 1 MiB, in UTF-8. */
const mostLetters = 700_000;

/** The lines as entered by `now`. What a raise brings later does not count yet, whatever period comes next. */
export const enteredPlan = (plans: Plans, now: Instant): PlannedLines => {
	const [first] = plans;
	invariant(first, 'a template has lines');
	return plans.findLast(({from}) => from === null || from <= now) ?? first;
};

/** With `plan` entered now. Raises that lie ahead raise what is entered, not what was before. */
export const withEntered = (
	template: TemplateDocument,
	plan: PlannedLines,
	now: Instant,
): Result<PlannedLines[], PlanRefusal> => {
	const earlier = template.plans.filter(({from}) => from === null || from <= now);
	return settled(template, [...earlier, plan], ahead(template.plans, now), now);
};

/** With every price `percent` higher for periods that start on `from` or later, but never for one that has begun. */
export const withRaise = (
	template: TemplateDocument,
	{percent, from}: {readonly percent: string; readonly from: PlainDate},
	now: Instant,
): Result<PlannedLines[], PlanRefusal> => {
	const at = raisedAt(template, from, now);
	const earlier = template.plans.filter((plan) => plan.from === null || plan.from <= at);
	const base = enteredPlan(template.plans, at);
	const raise = {...base, from: at, raisedBy: percent};
	return settled(template, earlier, [raise, ...ahead(template.plans, at)], now);
};

/** The last instant at which a period of the day before `from` could begin; now, where that is past. */
export const raisedAt = (
	{schedule, zone}: Pick<TemplateDocument, 'schedule' | 'zone'>,
	from: PlainDate,
	now: Instant,
): Instant => latest(now, instantAt(millisOf(instantOf(from, schedule.hour, zone)) - 1));

/** Raises that lie ahead keep their days where periods begin at another hour from now on. */
export const withRaisesMoved = (
	{plans, zone}: Pick<TemplateDocument, 'plans' | 'zone'>,
	schedule: Schedule,
	now: Instant,
): PlannedLines[] =>
	plans.map((plan) =>
		plan.raisedBy === undefined || plan.from === null || plan.from <= now
			? plan
			: {...plan, from: raisedAt({schedule, zone}, today(addMillis(plan.from, 1), zone), now)},
	);

const ahead = (plans: Plans, at: Instant): Plans => plans.filter(({from}) => from !== null && from > at);

/** Raises ahead are computed from the lines before them; then whatever no period needs is forgotten. */
const settled = (
	template: TemplateDocument,
	earlier: Plans,
	later: Plans,
	now: Instant,
): Result<PlannedLines[], PlanRefusal> => {
	const plans = [...earlier];
	for (const plan of later) {
		const base = plans.at(-1) ?? plan;
		const next = plan.raisedBy === undefined ? plan : raisedLines(base, plan.raisedBy, plan.from);
		if (next === undefined) return refuse('amount_too_large', 'A price would be beyond its bounds.');
		plans.push(next);
	}
	const kept = needed(template, plans, now);
	if (kept.length > mostPlans || JSON.stringify(kept).length > mostLetters)
		return refuse('too_many_changes', `At most ${mostPlans} changes can wait at once, fewer of very long lines.`);
	return ok(kept);
};

const raisedLines = (base: PlannedLines, percent: string, from: Instant | null): PlannedLines | undefined => {
	const lines: PlannedLines['lines'] = [];
	for (const line of base.lines) {
		const unitAmount = UnitAmount.safeParse(raisedPrice(line.unitAmount, percent));
		if (!unitAmount.success) return undefined;
		lines.push({...line, unitAmount: unitAmount.data});
	}
	return {...base, from, lines, raisedBy: percent};
};

/**
 * A price `percent` higher, rounded half away from zero to the decimals that it was written with, whole minor units at
 * least. Fixed discounts and charges stay what they are.
 */
export const raisedPrice = (unitAmount: string | number, percent: string): string => {
	const million = 1_000_000n;
	const step = 10n ** BigInt(6 - decimal(unitAmount).places);
	return fromMillionths(
		timesOverExactly(toMillionths(unitAmount), million + BigInt(ppm(percent)), million * step) * step,
	);
};

/** Plans that some period from k on still begins under, and those entered while a raise lies ahead: people may edit them. */
const needed = (template: TemplateDocument, plans: Plans, now: Instant): PlannedLines[] => {
	const rhythm = rhythmOf(template);
	const first = (from: Instant | null): number =>
		from === null ? template.k : firstStartingAfter(rhythm, template.k, from);
	return plans.filter((plan, index) => {
		const next = plans[index + 1];
		if (next === undefined || (next.from !== null && next.from > now)) return true;
		return first(plan.from) < first(next.from);
	});
};
