/** Proves recurring/raise-prices.ts with recurring/raise-routes.ts, through the API. */
import test from 'ava';
import {Outage} from '../../../functions/kernel/outage.ts';
import type {World} from '../../../functions/world.ts';
import {openTemplates} from './template-api.ts';

const february = '2026-02-10T09:00:00.000Z';

type Row = {readonly id: string; readonly oldTotal: number; readonly newTotal: number; readonly total: number};

const opened = async (
	t: {teardown(close: () => Promise<void>): void},
	count: number,
	through?: (world: World) => World,
) => {
	const templates = await openTemplates(february, {}, through);
	t.teardown(templates.close);
	const ids: string[] = [];
	for (let index = 0; index < count; index++) {
		const {id} = await templates.template({name: `No ${index}`});
		await templates.post(`/templates/${id}/activate`);
		ids.push(id);
	}
	const totals = async (id: string): Promise<readonly number[]> =>
		(await templates.get(`/templates/${id}/preview?count=4`)).body.data.map(({total}: Row) => total);
	return {...templates, ids, totals};
};

test('prices rise for periods from the day on, and a dry run changes nothing', async (t) => {
	const {ids, template, post, get, totals} = await opened(t, 2);
	const [id = ''] = ids;
	const draft = await template();
	const before = await get(`/templates/${id}`);
	const ask = {percent: '10', from: '2026-04-01'};
	const dry = await post('/templates/raise-prices', {...ask, dryRun: true});
	t.is(dry.status, 200, dry.text);
	t.like(dry.body, {percent: '10', from: '2026-04-01', dryRun: true, nextCursor: null});
	t.deepEqual(await get(`/templates/${id}`).then(({body}) => body), before.body);
	const done = await post('/templates/raise-prices', ask);
	t.deepEqual(done.body.data, dry.body.data, 'what the dry run said is what happens');
	t.deepEqual(
		done.body.data.map(({id: raised, ok, oldTotal, newTotal}: Row & {ok: boolean}) => [raised, ok, oldTotal, newTotal]),
		ids.toReversed().map((raised) => [raised, true, 1190, 1309]),
	);
	t.deepEqual(await totals(id), [1190, 1190, 1309, 1309]);
	t.deepEqual(await totals(draft.id), [1190, 1190, 1190, 1190], 'a draft is not live');
	const after = (await get(`/templates/${id}`)).body;
	t.is(after.version, before.body.version + 1);
	t.is(after.lines[0].unitAmount, 1000, 'until then the lines are what they were');
});

test('invariant 26: what is billed after a raise carries the hash of its preview', async (t) => {
	const {ids, post, get, run} = await opened(t, 1);
	const [id = ''] = ids;
	await post('/templates/raise-prices', {percent: '10', from: '2026-03-31'});
	const shown = (await get(`/templates/${id}/preview?count=2`)).body.data;
	await run('2026-02-28T06:00:00.000Z');
	await run('2026-03-31T06:00:00.000Z');
	const made = (await get(`/templates/${id}/invoices`)).body.data.toReversed();
	const told = ({previewHash, total}: {previewHash: string; total: number}) => [previewHash, total];
	t.deepEqual(made.map(told), shown.map(told));
	t.deepEqual(
		made.map(({total}: Row) => total),
		[1190, 1309],
	);
	t.is((await get(`/templates/${id}`)).body.lines[0].unitAmount, 1100);
});

test('invariant 21: a raise cut off in its middle is finished by sending it again, and nothing rises twice', async (t) => {
	let left = Number.POSITIVE_INFINITY;
	const {ids, accountId, world, post, get} = await opened(t, 1, (outer) => ({
		...outer,
		db: {
			...outer.db,
			commit: async (writes) => {
				if (left-- <= 0) throw new Outage('gone');
				return outer.db.commit(writes);
			},
		},
	}));
	const [id = ''] = ids;
	const copies = Array.from({length: 120}, (_, index) => `tpl_${1000 + index}`);
	await copy(world, `accounts/${accountId}/templates/${id}`, copies);
	const ask = {percent: '10', from: '2026-02-28'};
	const headers = {'idempotency-key': 'raise-1'};
	left = 1;
	t.is((await post('/templates/raise-prices', ask, {headers})).status, 503);
	left = Number.POSITIVE_INFINITY;
	const versions = async () =>
		Promise.all([id, ...copies].map(async (one) => (await get(`/templates/${one}`)).body.version));
	t.is((await versions()).filter((version) => version === 3).length, 100, 'one page was raised');
	const done = await post('/templates/raise-prices', ask, {headers});
	t.is(done.status, 200, done.text);
	t.is(done.body.data.length, 121);
	t.true(done.body.data.every(({oldTotal, newTotal}: Row) => oldTotal === 1190 && newTotal === 1309));
	t.true(
		(await versions()).every((version) => version === 3),
		'each once',
	);
	const again = await post('/templates/raise-prices', ask, {headers});
	t.is(again.headers.get('idempotent-replayed'), 'true');
	t.deepEqual(again.body, done.body);
	t.true((await versions()).every((version) => version === 3));
});

test('more than a thousand templates take more than one call', async (t) => {
	const {ids, accountId, world, post} = await opened(t, 1);
	await copy(
		world,
		`accounts/${accountId}/templates/${ids[0]}`,
		Array.from({length: 1050}, (_, index) => `tpl_${10_000 + index}`),
	);
	const ask = {percent: '10', from: '2026-02-28', dryRun: true};
	const first = await post('/templates/raise-prices', ask);
	t.is(first.body.data.length, 1000);
	const rest = await post(`/templates/raise-prices?cursor=${encodeURIComponent(first.body.nextCursor)}`, ask);
	t.deepEqual([rest.body.data.length, rest.body.nextCursor], [51, null]);
	t.is(new Set([...first.body.data, ...rest.body.data].map(({id}: Row) => id)).size, 1051);
});

test('nonsense is refused', async (t) => {
	const {post} = await opened(t, 0);
	for (const json of [{}, {percent: '0', from: '2026-04-01'}, {percent: '-5', from: '2026-04-01'}, {percent: 5}])
		t.is((await post('/templates/raise-prices', json)).status, 422);
	t.deepEqual((await post('/templates/raise-prices', {percent: 5, from: '2026-04-01'})).body.data, []);
});

/** Templates like the one at `path`, by-passing the bound of 200 a customer. */
const copy = async ({db}: Pick<World, 'db'>, path: string, ids: readonly string[]): Promise<void> => {
	const stored = await db.get(path);
	if (!stored) throw new Error('no template');
	const collection = path.slice(0, path.lastIndexOf('/'));
	for (let from = 0; from < ids.length; from += 100)
		await db.commit(
			ids
				.slice(from, from + 100)
				.map((id) => ({op: 'create', path: `${collection}/${id}`, fields: {...stored.fields, id}})),
		);
};
