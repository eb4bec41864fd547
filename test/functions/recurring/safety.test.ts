/**
 * What keeps a run from doing harm, over recurring/bill-page.ts and recurring/bill-series.ts: caps, switches, suspension,
 * runs that overlap. Proves recurring/start-billing-run.ts and recurring/park-template.ts as well.
 */
import test from 'ava';
import {suspendAccount} from '../../../functions/accounts/index.ts';
import {pausePlatform} from '../../../functions/operations/index.ts';
import type {Db} from '../../../functions/world.ts';
import {standardBilling} from '../../../schemas/account.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {
	account,
	activated,
	type Billing,
	endState,
	furnish,
	openBilling,
	put,
	templateFields,
} from './billing-world.ts';

const born = '2026-01-30T09:00:00.000Z';
const due = '2026-01-31T06:00:00.000Z';
const later = '2026-01-31T06:15:00.000Z';

const costing = (unitAmount: number): Pick<TemplateDocument, 'plans'> => ({
	plans: templateFields().plans.map((plan) => ({
		...plan,
		lines: plan.lines.map((line) => ({...line, unitAmount, taxRateIds: []})),
	})),
});
const many = (count: number, fields: Partial<TemplateDocument> = {}) =>
	Array.from({length: count}, (_, index) => activated({id: `tpl_${1000 + index}`, ...fields}, born));
const capped = {billing: {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 10_000}]}};

/** Counters equal the documents (invariant 36); numbers have no gap (5); no period twice (1). */
const isSound = async (t: import('ava').ExecutionContext, billing: Billing): Promise<void> => {
	const [invoices, runs, parked] = await Promise.all([billing.invoices(), billing.runs(), billing.parked()]);
	const sum = (of: (run: (typeof runs)[number]) => number) => runs.reduce((all, run) => all + of(run), 0);
	t.is(
		sum(({issued}) => issued),
		invoices.length,
		'invariant 36: issued',
	);
	t.is(
		sum((run) => run.parked),
		parked.length,
		'invariant 36: parked',
	);
	for (const run of runs) t.is(run.due, run.issued + run.skipped + run.parked, 'invariant 36');
	t.is(
		sum(({amounts}) => amounts.reduce((all, {total}) => all + total, 0)),
		invoices.reduce((all, {total}) => all + total, 0),
		'invariant 36: amounts',
	);
	t.deepEqual(
		invoices.map(({number}) => number),
		invoices.map((_, index) => `INV-2026-${String(index + 1).padStart(4, '0')}`),
		'invariant 5',
	);
	t.is(
		new Set(invoices.map(({template}) => `${template?.id} ${template?.epoch} ${template?.k}`)).size,
		invoices.length,
	);
};

test('invariants 28, 33 and 36: what a cap holds back is parked and says why; its neighbours are billed', async (t) => {
	const billing = openBilling();
	await furnish(
		billing.db,
		[
			...many(5, costing(1000)),
			activated({id: 'tpl_2001', ...costing(50_000), lastTotals: [1000, 1000, 1000]}, born),
			activated({id: 'tpl_2002', ...costing(1), lastDue: {date: '2026-01-31', count: 3}}, born),
			activated({id: 'tpl_2003', ...costing(6000)}, born),
			activated({id: 'tpl_2004', ...costing(99)}, born),
		],
		capped,
	);
	await billing.run(due);
	const parked = await billing.parked();
	t.deepEqual(parked.map(({templateId, reason, date, period}) => [templateId, reason, date, period]).sort(), [
		['tpl_2001', 'amount_jump', '2026-01-31', {epoch: 1, k: 0}],
		['tpl_2002', 'template_day_cap', '2026-01-31', {epoch: 1, k: 0}],
		['tpl_2003', 'run_amount_cap', '2026-01-31', {epoch: 1, k: 0}],
	]);
	t.true(parked.every(({detail}) => detail !== null));
	t.is((await billing.invoices()).length, 6);
	t.like((await billing.runs())[0], {due: 9, issued: 6, parked: 3, amounts: [{currency: 'EUR', total: 5099}]});
	await isSound(t, billing);
	await billing.run(later);
	t.is((await billing.parked()).length, 3, 'parked ones have left the due index');
});

test('invariant 33: the cap of a run holds over its pages and commits, and the next run has its own', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, many(250, costing(100)), {
		billing: {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 12_345}]},
	});
	await billing.run(due);
	t.is((await billing.invoices()).length, 123);
	t.like((await billing.runs())[0], {state: 'finished', due: 250, issued: 123, parked: 127});
	await isSound(t, billing);
	await billing.run('2026-02-28T06:00:00.000Z');
	t.is((await billing.invoices()).length, 246);
	await isSound(t, billing);
});

test('invariants 20, 22 and 33: overlapping and redelivered pages park once and count once', async (t) => {
	const templates = [
		...many(40, costing(400)),
		activated({id: 'tpl_2001', ...costing(9000), lastTotals: [1, 1, 1]}, born),
	];
	const one = openBilling();
	await furnish(one.db, templates, capped);
	await one.run(due);
	const two = openBilling();
	await furnish(two.db, templates, capped);
	two.setNow(due);
	await two.tick();
	await two.tick();
	const pages = [...two.queue, ...two.queue];
	await Promise.all(pages.map(({message}) => two.page(message)));
	await two.drain();
	await isSound(t, two);
	t.deepEqual(
		(await two.parked()).map(({templateId, reason}) => [templateId, reason]),
		(await one.parked()).map(({templateId, reason}) => [templateId, reason]),
	);
	t.like((await two.runs())[0], {due: 41, issued: 25, parked: 16, state: 'finished'});
});

test('invariant 22: two pages of a shard that read before either wrote bill each template once', async (t) => {
	let reads = 0;
	let release = (): void => {};
	const bothHaveRead = new Promise<void>((resolve) => {
		release = resolve;
	});
	const billing = openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			query: async (query) => {
				const rows = await db.query(query);
				if (query.collection === 'templates' && rows.length > 0) {
					if (++reads === 2) release();
					await bothHaveRead;
				}
				return rows;
			},
		},
	}));
	await furnish(billing.db, many(60));
	billing.setNow(due);
	const message = {run: 'run_202601310600', asOf: due, shard: templateFields().dueShard};
	await Promise.all([billing.page(message), billing.page({...message, run: 'run_202601310601'})]);
	t.is(reads, 2);
	t.is((await billing.invoices()).length, 60);
	await isSound(t, billing);
});

test('invariant 21: a crash around any call while caps park gives the state of an undisturbed run', async (t) => {
	const play = async (nth: number, when: 'before' | 'after') => {
		let calls = 0;
		const billing = openBilling(({db, publish}) => {
			const guard =
				<A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
				async (...args: A): Promise<R> => {
					const hit = ++calls === nth;
					if (hit && when === 'before') throw new Error('crashed before');
					const answer = await call(...args);
					if (hit) throw new Error('crashed after');
					return answer;
				};
			return {
				db: {...db, getMany: guard(db.getMany), commit: guard(db.commit), get: guard(db.get)},
				publish: guard(publish),
			};
		});
		await furnish(
			billing.db,
			[...many(4, costing(3000)), activated({id: 'tpl_2001', ...costing(5000), lastTotals: [1, 1, 1]}, born)],
			capped,
		);
		billing.setNow(due);
		for (let attempt = 0; attempt < 3; attempt++) {
			await billing.tick().catch(() => {});
			for (let message = billing.queue.shift(); message; message = billing.queue.shift()) {
				const again = message;
				await billing.page(message.message).catch(() => billing.queue.push(again));
			}
		}
		await isSound(t, billing);
		return {state: await endState(billing), calls};
	};
	const undisturbed = await play(0, 'before');
	for (let nth = 1; nth <= Math.min(undisturbed.calls, 12); nth++)
		for (const when of ['before', 'after'] as const)
			t.deepEqual((await play(nth, when)).state, undisturbed.state, `${when} call ${nth}`);
});

const accountFields = {
	schema: 1,
	id: account,
	mode: 'live',
	country: 'DE',
	name: 'Sonnenschein',
	locale: 'de',
	timeZone: 'Europe/Berlin',
	currency: 'EUR',
	legalName: null,
	address: null,
	taxIds: [],
	bank: null,
	replyTo: null,
	taxBasis: 'invoice',
	booksClosedOn: null,
	defaults: {},
	reminders: [],
	retryDays: [1],
	lateFee: null,
	finalAction: 'leave',
	logo: null,
	sellerVersion: 1,
	roles: {},
	stripeAccount: null,
	suspendedAt: null,
	clockAt: null,
	version: 1,
	createdAt: born,
	updatedAt: born,
} as const;

/** Does something right before the nth commit that creates an invoice. */
const beforeCommit = (nth: number, happens: (db: Db) => Promise<unknown>) => {
	let commits = 0;
	return openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			commit: async (writes) => {
				if (writes.some(({path}) => path.includes('/invoices/')) && ++commits === nth) await happens(db);
				return db.commit(writes);
			},
		},
	}));
};

test('invariant 27: suspending in mid-run makes the commit in flight fail; what it missed is billed afterwards', async (t) => {
	const billing = beforeCommit(2, (db) =>
		suspendAccount({db, ids: {random: () => 'suspension'}}, {accountId: account, suspended: true, now: due}),
	);
	await furnish(billing.db, many(250));
	await put(billing.db, {path: `accounts/${account}`, fields: accountFields});
	await billing.run(due);
	t.is((await billing.invoices()).length, 100, 'the page before it, and nothing after');
	t.is((await billing.parked()).length, 0);
	t.like((await billing.runs())[0], {due: 100, issued: 100, state: 'finished'});
	await billing.run(later);
	t.is((await billing.invoices()).length, 100, 'passed over');
	await suspendAccount(billing.world, {accountId: account, suspended: false, now: later});
	await billing.run('2026-02-02T09:00:00.000Z');
	const invoices = await billing.invoices();
	t.is(invoices.length, 250, 'rule 27: late because of us, billed in any case');
	t.true(
		invoices.slice(100).every(({issueDate, period}) => issueDate === '2026-02-02' && period?.start === '2026-01-31'),
	);
	await isSound(t, billing);
});

test('a paused account is passed over like a suspended one, from the commit on that pauses it', async (t) => {
	const billing = beforeCommit(1, async (db) => {
		const stored = await db.get(`accounts/${account}/series/ser_0001`);
		if (!stored) throw new Error('no series');
		const {path, version, fields} = stored;
		await db.commit([{op: 'update', path, version, fields: {...fields, billing: {...standardBilling, paused: true}}}]);
	});
	await furnish(billing.db, many(3));
	await billing.run(due);
	t.is((await billing.invoices()).length, 0);
	t.is((await billing.runs()).length, 0);
	t.true((await billing.templates()).every(({dueAt, status}) => dueAt !== null && status === 'active'));
});

test('the platform’s switch stops a run within half a minute, and loses nothing', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, many(250));
	billing.setNow(due);
	await billing.tick();
	const pages = billing.queue.splice(0);
	for (const {message} of pages) await billing.page(message);
	t.is(billing.queue.length, 1, 'the shard goes on');
	await pausePlatform(billing.world, {paused: true, reason: 'A drill', now: due});
	billing.setNow('2026-01-31T06:00:31.000Z');
	await billing.drain();
	t.is((await billing.invoices()).length, 100);
	t.like((await billing.runs())[0], {state: 'finished', due: 100, issued: 100});
	await billing.run(later);
	t.is((await billing.invoices()).length, 100, 'no run begins');
	await pausePlatform(billing.world, {paused: false, reason: null, now: later});
	await billing.run('2026-01-31T06:30:00.000Z');
	t.is((await billing.invoices()).length, 250);
	await isSound(t, billing);
});

test('invariant 33: a message from the future bills nothing early', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, many(3));
	billing.setNow(born);
	await billing.page({run: 'run_209901010000', asOf: '2099-01-01T00:00:00.000Z', shard: templateFields().dueShard});
	t.is((await billing.invoices()).length, 0);
	t.is((await billing.parked()).length, 0);
	await billing.run(due);
	t.is((await billing.invoices()).length, 3);
});
