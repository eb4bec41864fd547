/**
 * Dates and due instants from 2000 to 2050 against an oracle that shares no code with ours (oracle.ts). Quick: every jump
 * of the clocks of every kind of zone and what is near it, and dice for the rest. `ORACLE=full`: every day, zone and rule.
 */
import test from 'ava';
import {instantOf} from '../../../../functions/kernel/calendar.ts';
import {dateOf, dueAt} from '../../../../functions/recurring/core/schedule.ts';
import {Schedule} from '../../../../schemas/schedule.ts';
import {days, diceOf, dueOf, placeOf, placeOfDate, type Stretch, stretchesOf} from './oracle.ts';

const isFull = process.env.ORACLE === 'full';
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000_007);
const dice = diceOf(seed);
const lastPlace = placeOf.get('2050-12-31') ?? 0;
const zones = Intl.supportedValuesOf('timeZone');

/** Each zone with its jumps, from Intl alone. The nearest two are seven days apart (Gaza in 2040), so five are few enough. */
const clocks: ReadonlyMap<string, readonly Stretch[]> = new Map(
	zones.map((zone) => [zone, stretchesOf(zone, isFull ? 1 : 5)]),
);

const rules: readonly object[] = [
	{rule: {type: 'dayOfMonth'}},
	{rule: {type: 'lastDay'}},
	...[1, 2, 3, 4, -1].flatMap((nth) =>
		['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].map((weekday) => ({rule: {type: 'nthWeekday', nth, weekday}})),
	),
];
const rhythms: readonly object[] = [
	...[1, 2, 7, 30, 365].map((interval) => ({frequency: 'day', interval})),
	...[1, 2, 13, 52].map((interval) => ({frequency: 'week', interval})),
	...rules.flatMap((rule) => [1, 2, 3, 6, 12].map((interval) => ({frequency: 'month', interval, ...rule}))),
	...rules.flatMap((rule) => [1, 4].map((interval) => ({frequency: 'year', interval, ...rule}))),
];

test(`invariant 24: dates of every rule agree with walking the calendar (seed ${seed})`, (t) => {
	t.is(days[lastPlace]?.weekday, 5, '31 December 2050 is a Saturday');
	let compared = 0;
	const compare = (schedule: Schedule, k: number): boolean => {
		const place = placeOfDate(schedule, k);
		if (place === undefined || place > lastPlace) return false;
		compared++;
		const date = dateOf(schedule, k);
		if (date !== days[place]?.iso) t.fail(`${JSON.stringify(schedule)} k=${k}: ${date}, not ${days[place]?.iso}`);
		return true;
	};
	for (const rhythm of rhythms) {
		const base = Schedule.parse({...rhythm, anchorDate: '2000-01-01'});
		for (const place of anchors()) {
			const schedule = {...base, anchorDate: days[place]?.iso ?? ''};
			let k = 0;
			while (k < 14 && compare(schedule, k)) k++;
			for (let more = 0; more < 4 && compare(schedule, k + dice(600)); more++);
		}
	}
	t.log(`${compared} dates of ${rhythms.length} rules, seed ${seed}`);
	t.true(compared > 100_000);
});

const all = Array.from({length: lastPlace + 1}, (_, place) => place);
const edges = all.filter((place) => {
	const {iso = '', day = 1} = days[place] ?? {};
	return /^20(00|23|24|49|50)/.test(iso) && (day >= 28 || day === 1);
});

/** All days; else some around the ends of the months of five years, and some by dice. */
const anchors = (): readonly number[] =>
	isFull ? all : [...edges.filter(() => dice(6) === 0), ...Array.from({length: 20}, () => dice(lastPlace + 1))];

test(`invariant 25, I32: due instants of every zone agree with its clocks, gaps and overlaps included (seed ${seed})`, (t) => {
	const seen = {compared: 0, jumps: 0, gaps: 0, overlaps: 0, zones: 0, sameInstant: [] as string[]};
	const check = (zone: string, place: number, hour: number): number => {
		const stretches = clocks.get(zone) ?? [];
		const iso = days[place]?.iso ?? '';
		const due = dueOf(stretches, place, hour);
		seen.compared++;
		const ours = instantOf(iso, hour, zone);
		if (Date.parse(ours) !== due) t.fail(`${zone} ${iso} ${hour}h: ${ours}, not ${new Date(due).toISOString()}`);
		return due;
	};
	for (const [kind, alike] of Map.groupBy(zones, (zone) => JSON.stringify(clocks.get(zone)))) {
		const jumps = (JSON.parse(kind) as readonly (Stretch | {at: null})[]).slice(1).length;
		seen.jumps += jumps;
		const chosen = isFull ? alike : [alike[dice(alike.length)] ?? ''];
		for (const zone of chosen) checkJumps(zone, check, seen);
		for (const zone of alike) {
			seen.zones++;
			for (let some = 0; some < 8; some++) check(zone, dice(lastPlace + 1), dice(24));
		}
	}
	if (isFull) for (const zone of zones) checkEveryDay(zone, check, seen);
	t.log({...seen, seed});
	t.true(seen.zones === zones.length && seen.gaps > 1000 && seen.overlaps > 1000);
});

type Seen = {gaps: number; overlaps: number; sameInstant: string[]};
type Check = (zone: string, place: number, hour: number) => number;

/** Two days before and after each jump: the hours in it and beside it, midnight, and those by dice. */
const checkJumps = (zone: string, check: Check, seen: Seen): void => {
	const stretches = clocks.get(zone) ?? [];
	for (const [index, {at, offset}] of stretches.entries()) {
		const before = stretches[index - 1]?.offset;
		if (before === undefined || at < Date.UTC(2000, 0, 3)) continue;
		if (offset > before) seen.gaps++;
		else seen.overlaps++;
		const place = Math.floor((at + Math.min(before, offset) - Date.UTC(2000, 0, 1)) / 86_400_000);
		const hour = Math.floor((at + Math.min(before, offset)) / 3_600_000) % 24;
		const hours = new Set([hour, (hour + 1) % 24, (hour + 2) % 24, (hour + 23) % 24, 0, 23, dice(24)]);
		for (const one of isFull ? Array.from({length: 24}, (_, every) => every) : hours)
			checkRow(zone, {from: place - (isFull ? 2 : 1), to: Math.min(lastPlace, place + 2), hour: one}, check, seen);
	}
};

/** The hour changes every 24 days. */
const checkEveryDay = (zone: string, check: Check, seen: Seen): void => {
	for (let place = 0; place <= lastPlace; place += 24)
		checkRow(zone, {from: place, to: Math.min(lastPlace, place + 24), hour: dice(24)}, check, seen);
};

type Row = {readonly from: number; readonly to: number; readonly hour: number};

/** One day after the other: instants never decrease, and two days share one only where a day was left out. */
const checkRow = (zone: string, {from, to, hour}: Row, check: Check, seen: Seen): void => {
	let last = Number.NEGATIVE_INFINITY;
	for (let place = from; place <= to; place++) {
		const due = check(zone, place, hour);
		if (due < last) throw new Error(`${zone} ${days[place]?.iso} ${hour}h falls due before the day before`);
		const name = `${zone} ${days[place]?.iso}`;
		if (due === last && !seen.sameInstant.includes(name)) seen.sameInstant.push(name);
		last = due;
	}
};

test(`invariant 25: a schedule falls due where rule, hour and zone say together (seed ${seed})`, (t) => {
	for (let some = 0; some < (isFull ? 200_000 : 3000); some++) {
		const rhythm = rhythms[dice(rhythms.length)] ?? {};
		const place = dice(lastPlace - 400);
		const schedule = Schedule.parse({...rhythm, anchorDate: days[place]?.iso, hour: dice(24)});
		const zone = zones[dice(zones.length)] ?? 'UTC';
		const timing = dice(2) === 0 ? 'advance' : 'arrears';
		const k = dice(40);
		const at = placeOfDate(schedule, timing === 'advance' ? k : k + 1);
		if (at === undefined || at > lastPlace) continue;
		const due = dueOf(clocks.get(zone) ?? [], at, schedule.hour);
		t.is(Date.parse(dueAt(schedule, zone, timing, k)), due, `${JSON.stringify(schedule)} ${zone} ${timing} k=${k}`);
	}
});
