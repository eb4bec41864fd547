/**
 * What should become of a template, told by a model that shares no code with ours: dates and instants are the oracle's,
 * and each period is given its fate and its price by the rules as they are written (rules 24 to 28).
 */
import type {Ends, Past, Schedule} from '../../../../schemas/schedule.ts';
import {days, dueOf, placeOf, placeOfDate, type Stretch} from './oracle.ts';

export type Rhythm = {
	readonly schedule: Schedule;
	readonly periodTiming: 'advance' | 'arrears';
	readonly stretches: readonly Stretch[];
	readonly ends: Ends;
};
type Price = {readonly at: number; readonly price?: number; readonly percent?: number};
type Fate = 'bill' | 'skip';

/** A template's life: ask it in the order of time. `fates[k]` is what becomes of period k. */
export const modelOf = ({schedule, periodTiming, stretches, ends}: Rhythm, price: number) => {
	const fates: Fate[] = [];
	const prices: Price[] = [{at: Number.NEGATIVE_INFINITY, price}];
	const billed = (): number => fates.filter((fate) => fate === 'bill').length;
	const dateOf = (k: number): number | undefined => placeOfDate(schedule, periodTiming === 'advance' ? k : k + 1);
	const startOf = (k: number): number =>
		k === 0 ? (placeOf.get(schedule.anchorDate) ?? 0) : (placeOfDate(schedule, k) ?? 0);
	const exists = (k: number): boolean => {
		const place = dateOf(k);
		if (place === undefined || placeOfDate(schedule, k + 1) === undefined) return false;
		return ends.type !== 'on' || (days[place]?.iso ?? '') <= ends.date;
	};
	const isOver = (): boolean => !exists(fates.length) || (ends.type === 'after' && billed() >= ends.count);
	const isDue = (k: number, now: number): boolean =>
		exists(k) && dueOf(stretches, dateOf(k) ?? 0, schedule.hour) <= now;
	/** While it is active everything that falls due is billed, however late the platform is. */
	const pass = (now: number): void => {
		while (isDue(fates.length, now) && !isOver()) fates.push('bill');
	};
	const instantOf = (place: number): number => dueOf(stretches, place, schedule.hour);
	return {
		pass,
		isOver,
		skip: (now: number): void => {
			pass(now);
			if (!isOver()) fates.push('skip');
		},
		resume: (past: Past, now: number): void => {
			let due = 0;
			while (isDue(fates.length + due, now)) due++;
			for (; due > 0 && !isOver(); due--)
				fates.push(past === 'all' || (past === 'latest' && due === 1) ? 'bill' : 'skip');
		},
		edit: (to: number, now: number): void => void prices.push({at: now, price: to}),
		raise: (percent: number, from: string, now: number): void =>
			void prices.push({at: Math.max(now, instantOf(placeOf.get(from) ?? 0) - 1), percent}),
		billed: (): readonly number[] => fates.flatMap((fate, k) => (fate === 'bill' ? [k] : [])),
		decided: (): number => fates.length,
		/** The last price entered before the period starts, with the raises that came into force after it. */
		priceOf: (k: number): number => {
			const start = instantOf(startOf(k));
			let now = 0;
			for (const {at, price: entered, percent = 0} of prices.toSorted((a, b) => a.at - b.at))
				if (at < start) now = entered ?? Math.floor((now * (100 + percent)) / 100 + 0.5);
			return now;
		},
		period: (k: number) => ({
			start: days[startOf(k)]?.iso,
			end: days[(placeOfDate(schedule, k + 1) ?? 0) - 1]?.iso,
		}),
	};
};
export type Model = ReturnType<typeof modelOf>;
