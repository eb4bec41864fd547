/** Where a template stands and how it moves on: k and billedThrough only ever grow within an epoch. */
import type {Instant} from '../../../schemas/basics.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {withSteps} from '../../kernel/outbox.ts';
import {rhythmOf} from './period.ts';
import {firstNotDue, isOver, type Occurrence, occurrence, periodOf} from './schedule.ts';

/** The part of a template that says where it stands. Small, because runs move it a hundred thousand times. */
export type Standing = Pick<
	TemplateDocument,
	| 'status'
	| 'schedule'
	| 'zone'
	| 'periodTiming'
	| 'ends'
	| 'epoch'
	| 'k'
	| 'billedThrough'
	| 'periodsBilled'
	| 'periodsSkipped'
	| 'skipsAhead'
	| 'skips'
	| 'dueAt'
>;

export const standingOf = (template: TemplateDocument): Standing => {
	const {status, schedule, zone, periodTiming, ends, epoch, k, billedThrough, periodsBilled, periodsSkipped} = template;
	const {skipsAhead, skips, dueAt} = template;
	return {
		status,
		schedule,
		zone,
		periodTiming,
		ends,
		epoch,
		k,
		billedThrough,
		periodsBilled,
		periodsSkipped,
		skipsAhead,
		skips,
		dueAt,
	};
};

/** Skips kept one by one; older ones are only counted. */
const skipsKept = 400;

/** The next period to decide about, due or not; undefined when the template has come to its end. */
export const nextOccurrence = (template: Standing): Occurrence | undefined =>
	template.ends.type === 'after' && template.periodsBilled >= template.ends.count
		? undefined
		: occurrence(rhythmOf(template), template.k, template.ends);

/** The first period that is not due yet at `now`; those before it are as good as billed. Undefined when the template ends before. */
export const nextAfter = (template: Standing, now: Instant): Occurrence | undefined =>
	nextFrom(template, firstNotDue(rhythmOf(template), template.k, now, template.ends));

/** The first period from `from` on that will be billed; undefined where the template ends before. */
export const nextFrom = (template: Standing, from: number): Occurrence | undefined => {
	const {k, ends, periodsBilled, skipsAhead} = template;
	const next = unskipped(template, from);
	const skipping = skipsAhead.map((skip) => Math.max(0, Math.min(next, skip.before) - Math.max(k, skip.from)));
	const billed = periodsBilled + next - k - skipping.reduce((sum, count) => sum + count, 0);
	return ends.type === 'after' && billed >= ends.count ? undefined : occurrence(rhythmOf(template), next, ends);
};

/** The first period from `k` on that nobody decided to skip. */
export const unskipped = ({skipsAhead}: Pick<Standing, 'skipsAhead'>, k: number): number =>
	skipsAhead.find(({from, before}) => from <= k && k < before)?.before ?? k;

/** The template that will skip the periods from `from` to before `before`, once what is owed before them is billed. */
export const willSkip = <T extends Standing>(template: T, from: number, before: number): T => {
	if (from >= before) return template;
	const {k, skipsAhead} = template;
	const joined: {from: number; before: number}[] = [];
	for (const skip of [...skipsAhead, {from, before}].sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (skip.before <= k) continue;
		if (last && skip.from <= last.before) last.before = Math.max(last.before, skip.before);
		else joined.push({...skip});
	}
	return {...template, skipsAhead: joined};
};

/** The template once period k is billed. */
export const afterBilling = <T extends Standing>(template: T, {k, period}: Occurrence): T => ({
	...template,
	k: k + 1,
	billedThrough: period.end,
	periodsBilled: template.periodsBilled + 1,
});

/** The template once all periods before `until` are recorded as skipped. */
export const afterSkipping = <T extends Standing>(template: T, until: number): T => {
	const {k, epoch, schedule, skips} = template;
	if (until <= k) return template;
	const first = Math.max(k, until - skipsKept);
	const recorded = Array.from({length: until - first}, (_, index) => ({
		epoch,
		k: first + index,
		period: periodOf(schedule, first + index),
	}));
	return {
		...template,
		k: until,
		billedThrough: periodOf(schedule, until - 1).end,
		periodsSkipped: template.periodsSkipped + until - k,
		skips: [...skips, ...recorded].slice(-skipsKept),
	};
};

/** An active template with its place in the due index, or ended where nothing is left to bill. */
export const withNextDue = <T extends Standing>(template: T): T => {
	if (template.status !== 'active') return {...template, dueAt: null};
	const {ends, k, periodsBilled} = template;
	if (isOver(rhythmOf(template), ends, k, periodsBilled)) return {...template, status: 'ended', dueAt: null};
	return {...template, dueAt: nextOccurrence(template)?.dueAt ?? null};
};

/** Tells the account's webhook endpoints, where it has any, that a template has become what it was not before. */
export const told = (
	before: TemplateDocument,
	after: TemplateDocument,
	{notify, at}: {readonly notify: boolean; readonly at: Instant},
): TemplateDocument => {
	const event = before.status === after.status ? undefined : events[after.status];
	const next = {...after, notify};
	return notify && event ? withSteps(next, {step: 'template.notify', at, kind: event}) : next;
};

const events = {
	draft: undefined,
	active: 'template.activated',
	paused: 'template.paused',
	parked: 'template.parked',
	ended: 'template.ended',
} as const;

/** One version on. */
export const touched = (template: TemplateDocument, now: Instant): TemplateDocument => ({
	...template,
	version: template.version + 1,
	updatedAt: now,
});
