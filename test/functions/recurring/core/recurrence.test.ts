/** Lives of templates by chance, against a model of the rules (recurrence.ts): what is billed, when, for what and how often. */
import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {inputOf} from '../../../../functions/recurring/core/compose.ts';
import {editTemplate} from '../../../../functions/recurring/core/edit.ts';
import {paused, settlePast, withoutNext} from '../../../../functions/recurring/core/past.ts';
import type {PricedPeriod} from '../../../../functions/recurring/core/period.ts';
import {previewOf} from '../../../../functions/recurring/core/preview.ts';
import {touched} from '../../../../functions/recurring/core/progress.ts';
import {raise} from '../../../../functions/recurring/core/raise.ts';
import {Ends, Schedule} from '../../../../schemas/schedule.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {templateFacts, templateFields} from '../billing-world.ts';
import {days, placeOf, type Stretch, stretchesOf} from './oracle.ts';
import {type Model, modelOf} from './recurrence.ts';

const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Pacific/Apia',
	'Australia/Lord_Howe',
	'Africa/Cairo',
	'America/Sao_Paulo',
	'Antarctica/Troll',
	'Asia/Kathmandu',
] as const;
const clocks = new Map<string, readonly Stretch[]>(zones.map((zone) => [zone, stretchesOf(zone, 5)]));

const rules = fc.oneof(
	fc.constantFrom({type: 'dayOfMonth'}, {type: 'lastDay'}),
	fc.record({
		type: fc.constant('nthWeekday'),
		nth: fc.constantFrom(1, 2, 3, 4, -1),
		weekday: fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
	}),
);
const schedules = fc
	.record({
		frequency: fc.constantFrom('day', 'week', 'month', 'month', 'year'),
		interval: fc.integer({min: 1, max: 5}),
		place: fc.oneof(
			fc.constantFrom(...['2011-12-01', '2024-02-29', '2025-01-31'].map((day) => placeOf.get(day) ?? 0)),
			fc.integer({min: 0, max: 12_000}),
		),
		hour: fc.integer({min: 0, max: 23}),
		rule: rules,
	})
	.map(({place, frequency, rule, ...rest}) =>
		Schedule.parse({
			...rest,
			frequency,
			anchorDate: days[place]?.iso,
			...(/month|year/.test(frequency) ? {rule} : {}),
		}),
	);

/** What happens, some hours after what happened before. `run`: how the run comes to pass. */
const events = fc.record({
	hours: fc.oneof(fc.integer({min: 0, max: 48}), fc.integer({min: 0, max: 2000})),
	what: fc.oneof(
		fc.constantFrom('run', 'crash', 'lost', 'twice', 'race'),
		fc.constantFrom('run', 'skip', 'pause', 'resume', 'edit', 'raise', 'tax'),
	),
	past: fc.constantFrom('skip', 'latest', 'all'),
	price: fc.integer({min: 1, max: 100_000}),
	percent: fc.integer({min: 1, max: 30}),
	ahead: fc.integer({min: -10, max: 400}),
});
type Event = typeof events extends fc.Arbitrary<infer T> ? T : never;

const lives = fc.record({
	schedule: schedules,
	zone: fc.constantFrom(...zones),
	periodTiming: fc.constantFrom('advance', 'arrears'),
	ends: fc.oneof(
		fc.constant({type: 'never' as const}),
		fc.record({type: fc.constant('after' as const), count: fc.integer({min: 1, max: 8})}),
		fc.record({type: fc.constant('on' as const), ahead: fc.integer({min: 0, max: 500})}),
	),
	past: fc.constantFrom('skip', 'latest', 'all'),
	first: fc.integer({min: -100, max: 5000}),
	events: fc.array(events, {maxLength: 25}),
});
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

const hourMs = 3_600_000;
const instant = (at: number): string => new Date(at).toISOString();
const isoAfter = (date: string, count: number): string => days[(placeOf.get(date) ?? 0) + count]?.iso ?? '2062-01-01';

type Made = PricedPeriod & Pick<TemplateDocument, 'taxPlan'>;

/** The store: one template with its version, and its invoices by their ids. A commit is whole or not there. */
const storeOf = (template: TemplateDocument) => {
	const invoices = new Map<string, Made>();
	let stored = template;
	return {
		read: () => stored,
		write: (next: TemplateDocument) => {
			stored = next;
		},
		invoices,
		commit: (read: TemplateDocument, {periods, next}: ReturnType<typeof bill>): boolean => {
			if (read.version !== stored.version) return false;
			for (const period of periods) {
				const id = `${read.id} ${read.epoch} ${period.k}`;
				assert.ok(!invoices.has(id), `invariant 1: ${id} is billed twice`);
				invoices.set(id, {...period, taxPlan: read.taxPlan});
			}
			stored = next;
			return true;
		},
	};
};
type Store = ReturnType<typeof storeOf>;

const live = (life: Life): void => {
	const {schedule, zone, periodTiming, past} = life;
	const stretches = clocks.get(zone) ?? [];
	const ends = Ends.parse(
		life.ends.type === 'on' ? {type: 'on', date: isoAfter(schedule.anchorDate, life.ends.ahead)} : life.ends,
	);
	const model = modelOf({schedule, periodTiming, stretches, ends}, 1000);
	let now = Date.parse(schedule.anchorDate) + life.first * hourMs;
	const draft = templateFields({schedule, zone, periodTiming, ends});
	const store = storeOf(settlePast(draft, past, instant(now)).template);
	model.resume(past, now);
	const shown = new Map<string, string>();
	show(store, shown);
	for (const event of life.events) {
		now += event.hours * hourMs;
		const {status} = store.read();
		if (status === 'active') model.pass(now);
		const at = now;
		const change = (next: TemplateDocument | undefined): boolean => {
			if (next) store.write(touched(next, instant(at)));
			show(store, shown);
			return next !== undefined;
		};
		happenings[event.what]({store, model, event, now, change});
	}
	if (store.read().status === 'paused') {
		store.write(touched(settlePast(store.read(), past, instant(now)).template, instant(now)));
		model.resume(past, now);
	}
	for (let run = 0; run < 10_000 && isDue(store.read(), now); run++) runOnce(store, now);
	agree(store, model);
	for (const [id, {previewHash}] of store.invoices)
		if (shown.has(id)) assert.equal(previewHash, shown.get(id), `preview = bill: ${id}`);
};

/** What people were shown last of each period. */
const show = (store: Store, shown: Map<string, string>): void => {
	const template = store.read();
	const preview = previewOf(template, 12);
	if (!preview.ok) return;
	for (const {k, previewHash} of preview.value) shown.set(`${template.id} ${template.epoch} ${k}`, previewHash);
};

const isDue = ({dueAt}: TemplateDocument, now: number): boolean => dueAt !== null && Date.parse(dueAt) <= now;
const decide = (template: TemplateDocument, now: number) => bill(template, {asOf: instant(now), now: instant(now)});

const runOnce = (store: Store, now: number): void => {
	const read = store.read();
	if (isDue(read, now)) store.commit(read, decide(read, now));
};

type Happening = {
	readonly store: Store;
	readonly model: Model;
	readonly event: Event;
	readonly now: number;
	/** Stores a change, where there is one, and shows people what comes next. */
	readonly change: (next: TemplateDocument | undefined) => boolean;
};

/** Decided twice from the same read: once the first is in, the second comes too late. */
const runTwice = ({store, now}: Happening): void => {
	const read = store.read();
	if (!isDue(read, now)) return;
	const [one, other] = [decide(read, now), decide(read, now)];
	store.commit(read, one);
	store.commit(read, other);
};

const happenings: {readonly [What in Event['what']]: (happening: Happening) => void} = {
	run: ({store, now}) => runOnce(store, now),
	crash: ({store, now}) => {
		if (isDue(store.read(), now)) decide(store.read(), now);
	},
	lost: runTwice,
	twice: runTwice,
	race: (happening) => {
		const {store, now} = happening;
		const read = store.read();
		const decided = isDue(read, now) ? decide(read, now) : undefined;
		happenings.edit(happening);
		if (decided && !store.commit(read, decided)) runOnce(store, now);
	},
	pause: ({store, now, change}) => {
		const read = store.read();
		if (read.status === 'active') change(paused(read, instant(now)));
	},
	resume: ({store, model, event, now, change}) => {
		const read = store.read();
		if (read.status !== 'paused') return;
		change(settlePast(read, event.past, instant(now)).template);
		model.resume(event.past, now);
	},
	skip: ({store, model, now, change}) => {
		const read = store.read();
		if (read.status === 'active' && change(withoutNext(read, instant(now)))) model.skip(now);
	},
	edit: ({store, model, event: {price}, now, change}) => {
		const read = store.read();
		if (read.status === 'ended') return;
		const entered = inputOf(read, instant(now));
		const lines = entered.lines.map((line) => ({...line, unitAmount: price}));
		const facts = {...templateFacts(), rates: ratesOf(read), now: instant(now)};
		const edited = editTemplate(read, {...entered, lines}, facts);
		if (edited.ok && change(edited.value)) model.edit(price, now);
	},
	raise: ({store, model, event: {price, percent, ahead}, now, change}) => {
		const from = isoAfter(instant(now).slice(0, 10), ahead);
		const asked = {id: `raise ${now} ${price}`, percent: String(percent), from};
		const raised = raise(store.read(), asked, instant(now));
		if (raised?.outcome.ok && change(raised.template)) model.raise(percent, from, now);
	},
	tax: ({store, event: {percent, ahead}, now, change}) => {
		const read = store.read();
		const from = isoAfter(instant(now).slice(0, 10), Math.max(1, ahead));
		if (read.status !== 'ended')
			change({...read, taxPlan: read.taxPlan.map((rate) => replacedRate(rate, String(percent), from))});
	},
};

type Rate = TemplateDocument['taxPlan'][number];
const ratesOf = ({taxPlan}: TemplateDocument) => new Map(taxPlan.map((rate) => [rate.id, rate]));
const replacedRate = (rate: Rate, percent: string, from: string): Rate =>
	(rate.versions.at(-1)?.from ?? '') < from ? {...rate, versions: [...rate.versions, {from, percent}]} : rate;

const agree = (store: Store, model: Model): void => {
	const template = store.read();
	const made = [...store.invoices.values()].sort((a, b) => a.k - b.k);
	assert.deepEqual(
		made.map(({k}) => k),
		[...model.billed()],
	);
	for (const {k, period, content, totals, dueAt, taxPlan} of made) {
		assert.deepEqual(period, model.period(k), 'invariant 2');
		assert.equal(content.lines[0]?.unitAmount, model.priceOf(k), `the price of ${period.start}, due ${dueAt}`);
		const versions = taxPlan[0]?.versions ?? [];
		const valid = versions.filter(({from}) => from === null || from <= period.end).at(-1);
		assert.equal(totals.taxes[0]?.percent, valid?.percent, 'the rate valid at the tax point');
	}
	assert.equal(template.periodsBilled, made.length);
	if (template.status === 'active') {
		assert.equal(template.k, model.decided(), 'invariant 3: k is the next to decide');
		assert.equal(template.billedThrough, template.k === 0 ? null : model.period(template.k - 1).end, 'invariant 3');
		assert.equal(template.k, template.periodsBilled + template.periodsSkipped);
	}
	assert.equal(template.status === 'ended', model.isOver());
};

test('invariants 1, 2, 3, 23, 26 and I1: whatever happens to a template, exactly what the rules say is billed, as it was shown', (t) => {
	const lived = fc.property(lives, live);
	t.notThrows(() => fc.assert(lived, {numRuns: Number(process.env.RECURRENCE_RUNS ?? 400)}));
});
