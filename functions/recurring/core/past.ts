/** What becomes of periods that are already due when a template is activated or resumed (rule 27). */
import type {Instant, Period} from '../../../schemas/basics.ts';
import type {Past} from '../../../schemas/schedule.ts';
import type {Template, TemplateDocument} from '../../../schemas/template.ts';
import {pricedPeriod, rhythmOf} from './period.ts';
import {afterSkipping, nextFrom, unskipped, willSkip, withNextDue} from './progress.ts';
import {firstNotDue, occurrence} from './schedule.ts';

export type Settled = {readonly template: TemplateDocument; readonly willBill: NonNullable<Template['willBill']>};

/** `willBill` names at most this many periods. */
const mostAnnounced = 366;

/**
 * The active template with its past decided: `skip` records all periods due before `now` as skipped, `latest` all but the
 * newest, `all` none. Periods that were due while it was active before are owed: they are billed in any case.
 */
export const settlePast = (template: TemplateDocument, past: Past, now: Instant): Settled => {
	const notDue = firstNotDue(rhythmOf(template), template.k, now, template.ends);
	const owed = Math.min(Math.max(template.owedBefore, template.k), notDue);
	const skipTo = past === 'all' ? owed : past === 'latest' ? Math.max(owed, notDue - 1) : notDue;
	const decided = owed === template.k ? afterSkipping(template, skipTo) : willSkip(template, owed, skipTo);
	const due = [...range(template.k, owed), ...range(skipTo, notDue)]
		.filter((k) => unskipped(decided, k) === k)
		.slice(0, remaining(template));
	return {
		template: withNextDue({...decided, status: 'active'}),
		willBill: due.flatMap((k) => announced(template, k)),
	};
};

/** The first period that was promised and is not billed yet: due by now or, where it is paused, by the pause. */
export const firstOwed = (template: TemplateDocument, now: Instant): Period | undefined => {
	const {k, ends, status, owedBefore} = template;
	const before = status === 'paused' ? owedBefore : firstNotDue(rhythmOf(template), k, now, ends);
	const next = nextFrom(template, k);
	return next && next.k < before ? next.period : undefined;
};

/** Periods due at `now` were promised: a pause does not make them disappear. */
export const owe = (template: TemplateDocument, now: Instant): TemplateDocument => ({
	...template,
	owedBefore: Math.max(template.owedBefore, firstNotDue(rhythmOf(template), template.k, now, template.ends)),
});

/**
 * The next period that is not due yet is skipped; what is due by now was promised and is billed before. Undefined where no
 * period is left.
 */
export const withoutNext = (template: TemplateDocument, now: Instant): TemplateDocument | undefined => {
	const {k, ends} = template;
	const notDue = firstNotDue(rhythmOf(template), k, now, ends);
	const next = nextFrom(template, notDue);
	if (next === undefined) return undefined;
	return notDue === k ? withNextDue(afterSkipping(template, next.k + 1)) : willSkip(template, next.k, next.k + 1);
};

const remaining = ({ends, periodsBilled}: TemplateDocument): number =>
	Math.min(mostAnnounced, ends.type === 'after' ? Math.max(0, ends.count - periodsBilled) : mostAnnounced);

const announced = (template: TemplateDocument, k: number): NonNullable<Template['willBill']> => {
	const due = occurrence(rhythmOf(template), k, template.ends);
	const priced = due && pricedPeriod(template, due);
	return priced?.ok ? [{date: priced.value.date, period: priced.value.period, total: priced.value.totals.total}] : [];
};

const range = (from: number, to: number): readonly number[] =>
	Array.from({length: Math.max(0, Math.min(to - from, mostAnnounced))}, (_, index) => from + index);

/** Stopped without losing what is due by now. */
export const paused = (template: TemplateDocument, now: Instant): TemplateDocument => ({
	...owe(template, now),
	status: 'paused',
	dueAt: null,
});
