import test from 'ava';
import {nextDue, walkIndexes} from '../../../dev/clock/due.ts';
import {type Walk, walkTo} from '../../../dev/clock/walk.ts';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {indexes} from '../../../functions/indexes.ts';
import type {Fields} from '../../../functions/world.ts';

/** A tiny platform: a run bills every due template one month later again and leaves a charge to do; a sweep does it. */
const platform = async (templates: readonly Fields[]) => {
	const db = openSqlite({file: ':memory:', indexes: [...indexes, ...walkIndexes]});
	await db.commit(
		templates.map((fields, index) => ({op: 'create' as const, path: `accounts/a/templates/t${index}`, fields})),
	);
	let now = '2026-01-15T09:00:00.000Z';
	let reached = now;
	let released = 0;
	const bills: string[] = [];

	const billAll = async (): Promise<void> => {
		for (const {path, version, fields} of await db.query({collection: 'templates', group: true, limit: 100})) {
			if (
				typeof fields.dueAt !== 'string' ||
				fields.dueAt > now ||
				fields.suspended === true ||
				fields.dueShard !== '0'
			)
				continue;
			const next = monthLater(fields.dueAt);
			await db.commit([
				{op: 'update', path, version, fields: {...fields, dueAt: next}},
				{op: 'create', path: `accounts/a/invoices/i${bills.length}`, fields: {actShard: '3', nextActAt: now}},
			]);
			bills.push(now);
		}
	};
	const charge = async (): Promise<void> => {
		for (const {path, version, fields} of await db.query({collection: 'invoices', group: true, limit: 100})) {
			if (typeof fields.nextActAt !== 'string' || fields.nextActAt > now || fields.poison === true) continue;
			await db.commit([{op: 'update', path, version, fields: {...fields, nextActAt: null}}]);
		}
	};
	const walk: Walk = {
		db,
		clock: {
			now: async () => now,
			standAt: async (instant) => {
				now = instant;
			},
			reached: async (instant) => {
				reached = instant;
			},
			release: async () => {
				released++;
			},
		},
		tick: async () => {
			await billAll();
			await charge();
		},
		idle: async () => undefined,
	};
	return {db, walk, bills, reached: () => reached, released: () => released};
};

const monthLater = (instant: string): string => {
	const date = new Date(instant);
	date.setUTCMonth(date.getUTCMonth() + 1);
	return date.toISOString();
};

const monthly = (dueAt: string, more: Fields = {}): Fields => ({dueShard: '0', dueAt, ...more});

test('each template is billed at each of its instants, in order', async (t) => {
	const {walk, bills, reached} = await platform([
		monthly('2026-02-01T06:00:00.000Z'),
		monthly('2026-01-20T05:00:00.000Z'),
	]);
	const walked = await walkTo('2026-03-25T00:00:00.000Z', walk);
	t.deepEqual(bills, [
		'2026-01-20T05:00:00.000Z',
		'2026-02-01T06:00:00.000Z',
		'2026-02-20T05:00:00.000Z',
		'2026-03-01T06:00:00.000Z',
		'2026-03-20T05:00:00.000Z',
	]);
	t.deepEqual(walked, {now: '2026-03-25T00:00:00.000Z', instants: 7, stuck: []});
	t.is(reached(), '2026-03-25T00:00:00.000Z');
});

test('what is due exactly at the end of the walk happens in it', async (t) => {
	const {walk, bills} = await platform([monthly('2026-02-01T06:00:00.000Z')]);
	await walkTo('2026-02-01T06:00:00.000Z', walk);
	t.deepEqual(bills, ['2026-02-01T06:00:00.000Z']);
});

test('what was already due happens before the clock moves', async (t) => {
	const {walk, bills} = await platform([monthly('2026-01-10T06:00:00.000Z')]);
	await walkTo('2026-01-16T00:00:00.000Z', walk);
	t.deepEqual(bills, ['2026-01-15T09:00:00.000Z']);
});

test('a template that no run moves is named and does not hold the walk up', async (t) => {
	const {walk, bills} = await platform([
		monthly('2026-01-20T05:00:00.000Z', {suspended: true}),
		monthly('2026-02-01T06:00:00.000Z'),
	]);
	const {stuck} = await walkTo('2026-02-02T00:00:00.000Z', walk);
	t.deepEqual(stuck, ['accounts/a/templates/t0']);
	t.deepEqual(bills, ['2026-02-01T06:00:00.000Z']);
});

test('test accounts are left to their own clocks', async (t) => {
	const {db, walk, bills} = await platform([monthly('2026-01-20T05:00:00.000Z', {dueShard: 'T:acc_1'})]);
	t.is(await nextDue(db, '2026-01-15T09:00:00.000Z'), undefined);
	await walkTo('2026-02-02T00:00:00.000Z', walk);
	t.deepEqual(bills, []);
});

test('the walk stops where the payment provider does something by itself', async (t) => {
	const {walk} = await platform([]);
	const visited: string[] = [];
	await walkTo('2026-02-01T00:00:00.000Z', {
		...walk,
		nextOutside: async (after) => (after < '2026-01-20T00:00:00.000Z' ? '2026-01-20T00:00:00.000Z' : undefined),
		onInstant: (instant) => visited.push(instant),
	});
	t.deepEqual(visited, ['2026-01-15T09:00:00.000Z', '2026-01-20T00:00:00.000Z', '2026-02-01T00:00:00.000Z']);
});

test('a walk that fails leaves the clock running at the last instant that was finished', async (t) => {
	const {walk, reached, released} = await platform([
		monthly('2026-01-20T05:00:00.000Z'),
		monthly('2026-01-25T05:00:00.000Z'),
	]);
	let ticks = 0;
	const failing: Walk = {
		...walk,
		tick: async (wanted) => {
			if (++ticks === 2) throw new Error('no');
			await walk.tick(wanted);
		},
	};
	await t.throwsAsync(walkTo('2026-02-01T00:00:00.000Z', failing));
	t.is(reached(), '2026-01-20T05:00:00.000Z');
	t.is(released(), 1);
});

test('a run is started only where something is to be billed, a sweep only where a step waits', async (t) => {
	const {db, walk} = await platform([monthly('2026-01-20T05:00:00.000Z')]);
	const fields = {actShard: '1', nextActAt: '2026-01-25T05:00:00.000Z'};
	await db.commit([{op: 'create', path: 'accounts/a/invoices/later', fields}]);
	const wanted: string[] = [];
	await walkTo('2026-02-01T00:00:00.000Z', {
		...walk,
		tick: async (what) => {
			wanted.push(
				Object.entries(what)
					.flatMap(([name, is]) => (is ? [name] : []))
					.join(),
			);
			await walk.tick(what);
		},
	});
	t.deepEqual(wanted, ['billing', 'sweep']);
});
