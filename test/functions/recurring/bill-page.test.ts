/** Proves recurring/bill-page.ts with recurring/bill-series.ts, recurring/park-template.ts, recurring/finish-run.ts and recurring/start-billing-run.ts: the run as it is deployed. */
import test from 'ava';
import {Outage} from '../../../functions/kernel/outage.ts';
import {standardBilling} from '../../../schemas/account.ts';
import {account, activated, endState, furnish, openBilling, type Ports, put, seriesFields} from './billing-world.ts';

const activation = '2026-05-10T09:00:00.000Z';

test('worked example 7: four periods due at activation are billed with their own periods, dated the day they are issued', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [activated({}, activation)]);
	await billing.run('2026-05-10T09:00:00.000Z');
	t.is((await billing.invoices()).length, 3, 'three periods a run');
	await billing.run('2026-05-10T09:15:00.000Z');
	const invoices = await billing.invoices();
	t.deepEqual(
		invoices.map(({number, issueDate, period}) => [number, issueDate, period?.start, period?.end]),
		[
			['INV-2026-0001', '2026-05-10', '2026-01-31', '2026-02-27'],
			['INV-2026-0002', '2026-05-10', '2026-02-28', '2026-03-30'],
			['INV-2026-0003', '2026-05-10', '2026-03-31', '2026-04-29'],
			['INV-2026-0004', '2026-05-10', '2026-04-30', '2026-05-30'],
		],
	);
	t.deepEqual(invoices.map(({dueDate, total}) => [dueDate, total])[0], ['2026-05-24', 1190]);
	t.is((await billing.templates())[0]?.dueAt, '2026-05-31T04:00:00.000Z');
});

test('worked example 7: the platform was down from 31 May to 2 June; the period is billed once, dated 2 June', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [activated({}, activation, 'skip')]);
	await billing.run('2026-05-31T03:59:00.000Z');
	t.is((await billing.invoices()).length, 0, 'never early');
	await billing.run('2026-06-02T09:00:00.000Z');
	await billing.run('2026-06-02T09:15:00.000Z');
	const invoices = await billing.invoices();
	t.deepEqual(
		invoices.map(({issueDate, period}) => [issueDate, period]),
		[['2026-06-02', {start: '2026-05-31', end: '2026-06-29'}]],
	);
});

test('a golden year: 31 January to 31 December without drift, gap or doubt', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [activated({}, '2026-01-01T00:00:00.000Z')]);
	for (let month = 1; month <= 12; month++)
		for (const day of ['27', '28', '30', '31'])
			await billing.run(`2026-${String(month).padStart(2, '0')}-${day}T06:00:00.000Z`).catch(() => {});
	const invoices = await billing.invoices();
	t.is(
		invoices.map(({issueDate}) => issueDate?.slice(5)).join(' '),
		'01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31',
	);
	t.is(invoices[1]?.content.lines[0]?.description, 'Hosting February');
	for (const {postings} of invoices)
		t.is(
			postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
			0,
			'invariant 11',
		);
	const [template] = await billing.templates();
	t.like(template, {k: 12, periodsBilled: 12, billedThrough: '2027-01-30'}, 'invariant 3');
});

test('invariant 36: the run counts what it did, and is finished at its end', async (t) => {
	const billing = openBilling();
	const many = Array.from({length: 250}, (_, index) =>
		activated({id: `tpl_${1000 + index}`}, '2026-01-31T00:00:00.000Z'),
	);
	await furnish(billing.db, many, {notify: true});
	await billing.run('2026-01-31T06:00:00.000Z');
	const [run, ...others] = await billing.runs();
	t.is(others.length, 0);
	t.like(run, {id: 'run_202601310600', state: 'finished', due: 250, issued: 250, skipped: 0, parked: 0});
	t.deepEqual(run?.amounts, [{currency: 'EUR', total: 250 * 1190}]);
	const invoices = await billing.invoices();
	t.deepEqual(
		invoices.map(({number}) => number),
		invoices.map((_, index) => `INV-2026-${String(index + 1).padStart(4, '0')}`),
		'invariant 5, I2',
	);
	t.is(billing.told.filter(({topic}) => topic === 'run.notify').length, 1);
	t.is(billing.told.filter(({topic}) => topic === 'invoice.mail').length, 250, 'I28: one message for each step');
	t.is(billing.queue.length, 0);
});

test('invariants 20 and 22: overlapping ticks and redelivered pages change nothing', async (t) => {
	const templates = Array.from({length: 20}, (_, index) =>
		activated({id: `tpl_${1000 + index}`}, '2026-01-31T00:00:00.000Z'),
	);
	const one = openBilling();
	await furnish(one.db, templates);
	await one.run('2026-01-31T06:00:00.000Z');
	const two = openBilling();
	await furnish(two.db, templates);
	two.setNow('2026-01-31T06:00:00.000Z');
	await two.tick();
	await two.tick();
	const pages = [...two.queue, ...two.queue];
	await Promise.all(pages.map(({message}) => two.page(message)));
	await two.drain();
	t.is((await two.invoices()).length, 20);
	t.deepEqual(
		(await two.invoices()).map(({number}) => number),
		(await one.invoices()).map(({number}) => number),
	);
	t.deepEqual(
		(await two.templates()).map(({k, dueAt}) => [k, dueAt]),
		(await one.templates()).map(({k, dueAt}) => [k, dueAt]),
	);
	t.like((await two.runs())[0], {issued: 20, due: 20, state: 'finished'});
});

/** Fails the n-th call of the ports, before or after its effect. */
const failing =
	(nth: number, when: 'before' | 'after', calls: {count: number}) =>
	({db, publish}: Ports): Ports => {
		const guard =
			<A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
			async (...args: A): Promise<R> => {
				const hit = ++calls.count === nth;
				if (hit && when === 'before') throw new Outage('crashed before');
				const answer = await call(...args);
				if (hit) throw new Outage('crashed after');
				return answer;
			};
		return {
			db: {...db, get: guard(db.get), getMany: guard(db.getMany), query: guard(db.query), commit: guard(db.commit)},
			publish: guard(publish),
		};
	};

test('invariant 21: a crash before or after any call of the database or the bus gives the same end state', async (t) => {
	const templates = [
		activated({id: 'tpl_0001'}, activation),
		activated({id: 'tpl_0002', billing: 'draft'}, activation, 'latest'),
		activated({id: 'tpl_0003', plans: negative}, activation, 'latest'),
		activated({id: 'tpl_0004', taxPlan: []}, activation, 'latest'),
	];
	const play = async (nth: number, when: 'before' | 'after') => {
		const calls = {count: 0};
		const billing = openBilling(failing(nth, when, calls));
		await furnish(billing.db, templates, {notify: true});
		billing.setNow('2026-05-10T09:00:00.000Z');
		// At least once: whatever failed is delivered again; a tick that failed is ticked again.
		for (let attempt = 0; attempt < 3; attempt++) {
			await billing.tick().catch(() => {});
			for (let message = billing.queue.shift(); message; message = billing.queue.shift()) {
				const again = message;
				await billing.page(message.message).catch(() => billing.queue.push(again));
			}
		}
		return {state: await endState(billing), calls: calls.count};
	};
	const undisturbed = await play(0, 'before');
	const last = Math.min(undisturbed.calls, 120);
	for (let nth = 1; nth <= last; nth++)
		for (const when of ['before', 'after'] as const)
			t.deepEqual((await play(nth, when)).state, undisturbed.state, `${when} call ${nth}`);
	t.true(last > 40);
});

const negative = [
	{
		from: null,
		lines: [
			{
				id: 'lin_0001',
				description: 'Bonus {{number}}',
				quantity: '-1',
				unitAmount: 1000,
				discounts: [],
				charges: [],
				taxRateIds: ['tax_0001'],
			},
		],
		discounts: [],
		charges: [],
		taxInclusive: false,
		cashRounding: null,
	},
];

test('rule 10: a negative total becomes a standalone credit note and goes to the balance', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [
		activated({plans: negative}, activation, 'latest'),
		activated({id: 'tpl_0002', plans: negative}, activation, 'latest'),
	]);
	await billing.run(activation);
	t.is((await billing.invoices()).length, 0);
	const [note, second] = await billing.creditNotes();
	t.like(note, {
		total: 1190,
		subtotal: 1000,
		taxTotal: 190,
		balanceAmount: 1190,
		cause: 'standalone',
		issueDate: '2026-05-10',
	});
	t.deepEqual([note?.number, second?.number].sort(), ['CN-2026-0001', 'CN-2026-0002']);
	t.regex(note?.content?.lines[0]?.description ?? '', /^Bonus CN-2026-000[12]$/);
	const [customer] = await billing.all(`accounts/${account}/customers`);
	t.deepEqual(customer?.fields.creditBalances, {EUR: 2380});
	t.is(
		note?.postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
		0,
	);
});

test('rule 10: a total of zero is issued, settled at once and never charged', async (t) => {
	const billing = openBilling();
	const free = [
		{
			...negative[0],
			from: null,
			lines: [
				{
					id: 'lin_0001',
					description: 'Free',
					quantity: '0',
					unitAmount: 1000,
					discounts: [],
					charges: [],
					taxRateIds: [],
				},
			],
			discounts: [],
			charges: [],
			taxInclusive: false,
			cashRounding: null,
		},
	];
	await furnish(billing.db, [activated({plans: free, autoCharge: true}, activation, 'latest')]);
	await billing.run(activation);
	const [invoice] = await billing.invoices();
	t.like(invoice, {status: 'paid', total: 0, charge: null, number: 'INV-2026-0001'});
	t.deepEqual(
		invoice?.pending.map(({step}) => step),
		['invoice.mail'],
	);
});

test('drafts are made without a number, with the input that people can edit', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [activated({billing: 'draft'}, activation, 'latest')]);
	await billing.run(activation);
	const [invoice] = await billing.invoices();
	t.like(invoice, {
		status: 'draft',
		number: null,
		issueDate: null,
		dueDate: '2026-05-24',
		postings: [],
		nextActAt: null,
	});
	t.is(invoice?.draft?.lines[0]?.description, 'Hosting April');
	const [series] = await billing.all(`accounts/${account}/series`);
	t.deepEqual(series?.fields.counters, {});
});

test('invariants 28 and 29: poison never stops its neighbours; it is parked with its reason and can be found', async (t) => {
	const billing = openBilling();
	const sound = Array.from({length: 30}, (_, index) => activated({id: `tpl_${1000 + index}`}, activation, 'latest'));
	await furnish(billing.db, [
		...sound,
		activated({id: 'tpl_0001', taxPlan: []}, activation, 'latest'),
		activated({id: 'tpl_0002', seriesId: 'ser_0009'}, activation, 'latest'),
	]);
	for (const [id, change] of [
		['tpl_1003', {plans: []}],
		['tpl_1004', {schema: 2}],
		['tpl_1005', {party: 7}],
		['tpl_1006', {locale: '!'}],
		['tpl_1007', {zone: 'Mars/Phobos'}],
	] as const) {
		const stored = await billing.db.get(`accounts/${account}/templates/${id}`);
		if (stored)
			await billing.db.commit([
				{op: 'update', path: stored.path, version: stored.version, fields: {...stored.fields, ...change}},
			]);
	}
	await billing.run(activation);
	t.is((await billing.invoices()).length, 25);
	const parked = await billing.parked();
	t.deepEqual(parked.map(({templateId, reason}) => `${templateId} ${reason}`).sort(), [
		'tpl_0001 tax_rate_missing',
		'tpl_0002 refused_by_store',
		'tpl_1003 bug',
		'tpl_1004 bug',
		'tpl_1005 refused_by_store',
		'tpl_1006 bug',
		'tpl_1007 bug',
	]);
	t.like((await billing.runs())[0], {due: 32, issued: 25, parked: 7});
	await billing.run('2026-05-10T09:15:00.000Z');
	t.is((await billing.parked()).length, 7, 'parked ones have left the due index');
});

test('invariant 26: an edit that races a commit gives the old lines or the new ones, never a mix', async (t) => {
	let raced = false;
	const billing = openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			commit: async (writes) => {
				if (!raced) {
					raced = true;
					const stored = await db.get(`accounts/${account}/templates/tpl_1001`);
					if (stored)
						await db.commit([
							{
								op: 'update',
								path: stored.path,
								version: stored.version,
								fields: {...stored.fields, notes: 'edited', version: 9},
							},
						]);
					const paused = await db.get(`accounts/${account}/templates/tpl_1002`);
					if (paused)
						await db.commit([
							{
								op: 'update',
								path: paused.path,
								version: paused.version,
								fields: {...paused.fields, status: 'paused', dueAt: null},
							},
						]);
				}
				return db.commit(writes);
			},
		},
	}));
	await furnish(
		billing.db,
		Array.from({length: 5}, (_, index) => activated({id: `tpl_${1000 + index}`}, activation, 'latest')),
	);
	await billing.run(activation);
	const invoices = await billing.invoices();
	t.is(invoices.length, 4);
	t.like(
		invoices.find(({template}) => template?.id === 'tpl_1001'),
		{notes: 'edited', template: {version: 9}},
	);
	t.false(
		invoices.some(({template}) => template?.id === 'tpl_1002'),
		'invariant 27',
	);
	t.is(invoices.at(-1)?.number, 'INV-2026-0004');
});

test('invariant 27: a suspended account is passed over, also when it is suspended in mid-run', async (t) => {
	const billing = openBilling();
	await furnish(billing.db, [activated({}, activation, 'latest')], {suspended: true});
	await billing.run(activation);
	t.is((await billing.invoices()).length, 0);
	t.is((await billing.parked()).length, 0);
	t.is((await billing.templates())[0]?.dueAt, '2026-04-30T04:00:00.000Z');
});

test('a commit whose answer was lost is found again, not repeated', async (t) => {
	let lost = 0;
	const billing = openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			commit: async (writes) => {
				const answer = await db.commit(writes);
				return ++lost === 1 ? {outcome: 'unknown'} : answer;
			},
		},
	}));
	await furnish(billing.db, [activated({}, activation, 'latest')]);
	await billing.run(activation);
	t.is((await billing.invoices()).length, 1);
	t.like((await billing.runs())[0], {due: 1, issued: 1, state: 'finished'});
	t.is(billing.told.filter(({topic}) => topic === 'invoice.mail').length, 1);
});

test('invariant 34: at 100 invoices per series page at most 2.1 writes and 1.1 reads per invoice', async (t) => {
	const cost = {reads: 0, writes: 0};
	const billing = openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			get: async (path) => {
				cost.reads++;
				return db.get(path);
			},
			getMany: async (paths) => {
				cost.reads += paths.length;
				return db.getMany(paths);
			},
			query: async (query) => {
				const rows = await db.query(query);
				cost.reads += Math.max(1, rows.length);
				return rows;
			},
			commit: async (writes) => {
				cost.writes += writes.length;
				return db.commit(writes);
			},
		},
	}));
	const count = 1000;
	await furnish(
		billing.db,
		Array.from({length: count}, (_, index) => activated({id: `tpl_${1000 + index}`}, '2026-01-31T00:00:00.000Z')),
	);
	await billing.run('2026-01-31T06:00:00.000Z');
	t.is((await billing.invoices()).length, count);
	t.true(cost.writes / count <= 2.1, `${cost.writes / count} writes`);
	t.true(cost.reads / count <= 1.1, `${cost.reads / count} reads`);
	t.log(`${cost.writes / count} writes, ${cost.reads / count} reads per invoice`);
});

test('rule 23: a run dates no invoice before the last one of its series', async (t) => {
	const billing = openBilling();
	await furnish(
		billing.db,
		[activated({}, activation, 'latest')],
		seriesFields({counters: {2026: {next: 8, lastDate: '2026-05-12'}}}),
	);
	await billing.run(activation);
	t.like((await billing.invoices())[0], {number: 'INV-2026-0008', issueDate: '2026-05-12', dueDate: '2026-05-26'});
});

test('a run whose last page was lost is finished by the sweeper’s message', async (t) => {
	const billing = openBilling();
	await furnish(
		billing.db,
		Array.from({length: 100}, (_, index) => activated({id: `tpl_${1000 + index}`}, activation, 'latest')),
	);
	billing.setNow(activation);
	await billing.tick();
	for (const {message} of billing.queue.splice(0)) await billing.page(message);
	billing.queue.length = 0;
	const [run] = await billing.runs();
	t.like(run, {state: 'running', issued: 100, nextActAt: '2026-05-10T10:00:00.000Z'});
	billing.setNow('2026-05-10T10:00:00.000Z');
	await billing.finish({path: `accounts/${account}/runs/${run?.id}`, step: 'run.finish'});
	t.like((await billing.runs())[0], {state: 'finished', nextActAt: null});
});

test('a page of a test account that comes again late dates by where the clock stands, not by where it stood', async (t) => {
	const billing = openBilling();
	const shard = `T:${account}`;
	await furnish(billing.db, [activated({dueShard: shard, actShard: shard}, activation, 'latest')]);
	const clockAt = '2026-06-20T08:00:00.000Z';
	await put(billing.db, {path: `accounts/${account}`, fields: {clockAt}});
	await billing.page({run: 'run_202605100915', asOf: activation, shard});
	t.like((await billing.invoices())[0], {issueDate: '2026-06-20', issuedAt: clockAt, period: {start: '2026-04-30'}});
	t.like((await billing.runs())[0], {state: 'finished', finishedAt: clockAt});
});

test('a test account, to which no tick comes, is billed page by page until nothing is left; paused, it is left alone', async (t) => {
	const shard = `T:${account}`;
	const first = {run: 'run_202605100900', asOf: activation, shard};
	const halted = {...standardBilling, paused: true};
	for (const [billingOf, pages, invoices] of [
		[standardBilling, 2, 4],
		[halted, 1, 0],
	] as const) {
		const billing = openBilling();
		await furnish(billing.db, [activated({dueShard: shard, actShard: shard}, activation)], {billing: billingOf});
		await put(billing.db, {path: `accounts/${account}`, fields: {clockAt: activation}});
		await billing.page(first);
		let told = 1;
		for (const {message} of billing.queue) {
			await billing.page(message);
			told++;
		}
		t.is(told, pages);
		t.is((await billing.invoices()).length, invoices);
		if (invoices > 0) t.like(await billing.runs(), [{state: 'finished', due: 4, issued: 4}]);
	}
});
