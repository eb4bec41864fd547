/**
 * Invariants 2, 3, 23, 24 and I1: at the end every period that fell due is billed or recorded as skipped, with the dates of a
 * second calendar, without hole or overlap, however late the platform was.
 */
import {accountOf, all, type Kinds} from '../view.ts';
import {dayAfter, isReached, oracleBillingDate, oraclePeriod} from './calendar-oracle.ts';
import type {EndCheck, Found} from './index.ts';

type Template = Kinds['templates'];
type Period = {readonly epoch: number; readonly k: number; readonly start: string; readonly end: string};

export const periods: EndCheck = ({documents, sim, memory}) => {
	const made = [...all(documents, 'invoices'), ...all(documents, 'creditNotes')];
	const now = new Date(sim.loop.now() - 20 * 60_000).toISOString();
	const isWaiting = ({accountId}: Template): boolean => {
		const account = accountOf(documents, accountId);
		return account?.suspendedAt !== null || account.billing?.paused === true;
	};
	return all(documents, 'templates').flatMap((template) => {
		const billed = made.flatMap(({template: origin, ...document}): Period[] => {
			if (origin?.id !== template.id) return [];
			const said = 'period' in document ? document.period : memory.periods.get(document.id);
			return said ? [{epoch: origin.epoch, k: origin.k, ...said}] : [];
		});
		return [
			...whole(template, billed),
			...dated(template, billed),
			...complete(template, billed, {now, isWaiting: isWaiting(template)}),
		];
	});
};

/** Invariants 2 and 3. */
const whole = (template: Template, billed: readonly Period[]): Found => {
	const skipped = template.skips.map(({epoch, k, period}) => ({epoch, k, ...period}));
	const known = [...billed, ...skipped].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.k - b.k));
	const found: (readonly [string, string])[] = [];
	for (const [index, next] of known.entries()) {
		const before = known[index - 1];
		if (before && next.start !== dayAfter(before.end))
			found.push(['invariant 2', `${template.id}: ${before.start}–${before.end} is followed by ${next.start}`]);
	}
	const through = known.at(-1)?.end ?? null;
	if (template.billedThrough !== through)
		found.push([
			'invariant 3',
			`${template.id}: billed through ${template.billedThrough}, by its documents ${through}`,
		]);
	const here = known.filter(({epoch, k}) => epoch === template.epoch && k < template.k).length;
	const gaps = skipped.filter(({epoch, k}) => epoch === template.epoch && k >= template.k).length;
	if (template.k !== here || gaps > 0)
		found.push(['invariant 3', `${template.id}: k is ${template.k}, ${here} periods of the epoch are there`]);
	if (template.periodsBilled !== billed.length)
		found.push(['invariant 3', `${template.id}: ${template.periodsBilled} counted, ${billed.length} billed`]);
	return found;
};

/** Invariant 24, for the present epoch: earlier schedules are not kept. */
const dated = (template: Template, billed: readonly Period[]): Found =>
	billed.flatMap(({epoch, k, start, end}) => {
		if (epoch !== template.epoch) return [];
		const expected = oraclePeriod(template.schedule, k);
		return expected.start === start && expected.end === end
			? []
			: [
					[
						'invariant 24',
						`${template.id} ${k}: ${start}–${end}, by the second calendar ${expected.start}–${expected.end}`,
					] as const,
				];
	});

/** Invariant 23 and I1: nothing that is due is left behind, and nothing was made before its time. */
type When = {readonly now: string; readonly isWaiting: boolean};

const complete = (template: Template, billed: readonly Period[], {now, isWaiting}: When): Found => {
	const {schedule, zone, periodTiming, ends, status, k} = template;
	const dateOf = (nth: number) => oracleBillingDate(schedule, periodTiming, nth);
	const ended =
		(ends.type === 'on' && dateOf(k) > ends.date) || (ends.type === 'after' && template.periodsBilled >= ends.count);
	if (status === 'active' && ended) return [['I1', `${template.id} is active after its end`]];
	if (status === 'active' && !isWaiting && isReached(now, zone, dateOf(k), schedule.hour))
		return [['I1', `${template.id}: period ${k} of ${dateOf(k)} fell due and is not billed`]];
	if (status === 'active' && template.dueAt === null)
		return [['invariant 4', `${template.id} is active and never due`]];
	const early = billed.filter(
		(period) =>
			period.epoch === template.epoch &&
			!isReached(new Date(Date.parse(now) + 30 * 60_000).toISOString(), zone, dateOf(period.k), schedule.hour),
	);
	return early.map(({k: nth}) => ['I32', `${template.id}: period ${nth} was billed before its time`] as const);
};
