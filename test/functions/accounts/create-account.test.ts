import test from 'ava';
import {readSeller} from '../../../functions/accounts/index.ts';
import {Seller} from '../../../schemas/parties.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

test('a new account can bill at once: three series, a tax rate, an owner, a seller', async (t) => {
	const {call, account, accountId} = await world.business('new@example.com', {country: 'AT'});
	t.like(account, {currency: 'EUR', timeZone: 'Europe/Vienna', locale: 'de-AT', mode: 'live', role: 'owner'});
	const series = (await call('/series')).body.data;
	t.deepEqual(series.map(({sample}: {sample: string}) => sample.replace(/\d{4}-/, 'YYYY-')).sort(), [
		'CN-YYYY-0001',
		'EST-YYYY-0001',
		'INV-YYYY-0001',
	]);
	const [rate] = (await call('/tax-rates')).body.data;
	t.like(rate, {name: 'USt', percent: '20', category: 'S', scheme: 'VAT'});
	const [member] = (await call('/members')).body.data;
	t.like(member, {role: 'owner', status: 'active', email: 'new@example.com'});
	const seller = await readSeller(world.world.db, accountId, 1);
	t.true(Seller.safeParse(seller).success);
	t.is((await call('/activity')).body.data[0].action, 'account.created');
});

test('what is given is taken', async (t) => {
	const {account} = await world.business('given@example.com', {
		country: 'CH',
		currency: 'EUR',
		timeZone: 'Asia/Tokyo',
		locale: 'fr-CH',
		mode: 'test',
	});
	t.like(account, {currency: 'EUR', timeZone: 'Asia/Tokyo', locale: 'fr-CH', mode: 'test', country: 'CH'});
});

for (const wrong of [
	{country: 'DE'},
	{name: 'x', country: 'Germany'},
	{name: 'x', country: 'ZZ'},
	{name: 'x', country: 'DE', timeZone: 'Europe/Atlantis'},
	{name: 'x', country: 'DE', currency: 'XXX'},
	{name: 'x', country: 'DE', mode: 'play'},
	{name: '', country: 'DE'},
	{name: 'x\ny', country: 'DE'},
]) {
	test(`refused: ${JSON.stringify(wrong)}`, async (t) => {
		const token = await world.signIn('wrong@example.com');
		t.is((await world.apiFetch('/accounts', {token, json: wrong})).status, 422);
	});
}

test('the list of accounts holds the caller’s own, newest first', async (t) => {
	const token = await world.signIn('many@example.com');
	const ids: string[] = [];
	for (const name of ['a', 'b', 'c'])
		ids.push((await world.apiFetch('/accounts', {token, json: {name, country: 'DE'}})).body.id);
	const {body} = await world.apiFetch('/accounts', {token});
	t.deepEqual(
		body.data.map(({id}: {id: string}) => id),
		ids.toReversed(),
	);
	const nobody = await world.apiFetch('/accounts', {token: await world.signIn('none@example.com')});
	t.deepEqual(nobody.body, {data: [], nextCursor: null});
});
