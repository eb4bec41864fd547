import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
let call: Awaited<ReturnType<TestWorld['business']>>['call'];
test.before(async () => {
	world = await openTestWorld();
	({call} = await world.business('search@example.com'));
	for (const name of ['Anna Berg', 'Anna Tal', 'Berta Berg', 'Annabell Übersee'])
		await call('/customers', {
			json: {
				name,
				email: `${name.split(' ')[0]?.toLowerCase()}@${name.split(' ')[1]?.toLowerCase().replace('ü', 'u')}.example`,
			},
		});
});
test.after.always(() => world.close());

const found = async (q: string): Promise<readonly string[]> => {
	const {body} = await call(`/customers?q=${encodeURIComponent(q)}`);
	return body.data.map(({name}: {name: string}) => name);
};

const table: readonly (readonly [string, readonly string[]])[] = [
	['ann', ['Annabell Übersee', 'Anna Tal', 'Anna Berg']],
	['Anna B', ['Anna Berg']],
	['berg', ['Berta Berg', 'Anna Berg']],
	['ubersee', ['Annabell Übersee']],
	['anna@tal.example', ['Anna Tal']],
	['ANNA@TAL.EXAMPLE', ['Anna Tal']],
	['tal.example', []],
	['nobody', []],
	['???', []],
];
for (const [q, names] of table) test(`looking for ${q}`, async (t) => t.deepEqual(await found(q), names));

test('what is found comes in pages', async (t) => {
	const first = await call('/customers?q=ann&limit=2');
	const second = await call(`/customers?q=ann&limit=2&cursor=${first.body.nextCursor}`);
	t.deepEqual(
		[first, second].map(({body}) => body.data.length),
		[2, 1],
	);
	t.is(second.body.nextCursor, null);
});

test('oldest first when asked', async (t) => {
	const {body} = await call('/customers?sort=createdAt');
	t.is(body.data[0].name, 'Anna Berg');
	t.is((await call('/customers?sort=name')).status, 422);
});

test('of another account nobody is found', async (t) => {
	const other = await world.business('search2@example.com');
	t.deepEqual((await other.call('/customers?q=anna')).body.data, []);
});
