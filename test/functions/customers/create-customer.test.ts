import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {openPersonal, readCustomer} from '../../../functions/customers/index.ts';
import {Party} from '../../../schemas/parties.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const whole = {
	name: 'Café Central',
	email: 'office@cafe.example',
	contacts: [{name: 'Lina', email: 'lina@cafe.example', role: 'Buchhaltung', cc: true}],
	billingAddress: {line1: 'Herrengasse 14', line2: null, city: 'Wien', region: null, postalCode: '1010', country: 'AT'},
	deliveryAddress: {line1: 'Hof 2', line2: null, city: 'Wien', region: null, postalCode: '1020', country: 'AT'},
	taxId: 'ATU12345678',
	isBusiness: false,
	buyerReference: '04011000-12345',
	endpoint: {scheme: '0088', id: '4012345000009'},
	currency: 'CHF',
	locale: 'de-AT',
	paymentTerms: {days: 30, from: 'endOfMonth', earlyDiscount: {percent: '2', days: 10}},
	seriesId: null,
	autoApplyCredit: true,
	pauseReminders: true,
	notes: 'zahlt\nimmer',
	metadata: {crm: '77'},
};

test('what goes in comes out, with the rest empty', async (t) => {
	const {call} = await world.business('whole@example.com');
	const made = await call('/customers', {json: whole});
	t.is(made.status, 201, made.text);
	t.like(made.body, whole);
	t.like(made.body, {card: null, creditBalances: [], archivedAt: null, version: 1});
	t.deepEqual((await call(`/customers/${made.body.id}`)).body, made.body);
});

test('a name is enough', async (t) => {
	const {call} = await world.business('name@example.com');
	const {body, status} = await call('/customers', {json: {name: 'x'}});
	t.is(status, 201);
	t.like(body, {email: null, contacts: [], isBusiness: true, paymentTerms: null, metadata: {}});
});

const long = (length: number) => 'x'.repeat(length);
for (const wrong of [
	{},
	{name: ''},
	{name: long(201)},
	{name: 'a\nb'},
	{name: 'a', email: 'x'},
	{name: 'a', contacts: Array.from({length: 21}, () => ({email: 'a@example.com'}))},
	{name: 'a', metadata: Object.fromEntries(Array.from({length: 21}, (_, nth) => [`k${nth}`, 'v']))},
	{name: 'a', metadata: {k: long(501)}},
	{name: 'a', metadata: {k: 5}},
	{name: 'a', notes: long(4001)},
	{name: 'a', currency: 'eur'},
	{name: 'a', billingAddress: {country: 'Austria'}},
	{name: 'a', billingAddress: {street: 'x'}},
	{name: 'a', paymentTerms: {days: -1}},
	{name: 'a', seriesId: 'ser_nothing'},
	{name: 'a', isBusiness: 'yes'},
]) {
	test(`refused: ${JSON.stringify(wrong).slice(0, 70)}`, async (t) => {
		const {call} = await world.business('wrong@example.com');
		t.is((await call('/customers', {json: wrong})).status, 422);
	});
}

test('a series for credit notes is none for a customer’s invoices', async (t) => {
	const {call} = await world.business('series@example.com');
	const {body} = await call('/series');
	const creditNotes = body.data.find((series: {for: string}) => series.for === 'creditNote');
	t.is((await call('/customers', {json: {name: 'a', seriesId: creditNotes.id}})).status, 422);
});

test('nothing personal can be read in any file of the platform', async (t) => {
	const {call, token} = await world.business('canaries@example.com');
	const canary = (what: string) => `Canary${what}Zebra`;
	const made = await call('/customers', {
		json: {
			name: canary('Name'),
			email: `${canary('Mail')}@example.com`,
			contacts: [{name: canary('Contact'), email: `${canary('ContactMail')}@example.com`, role: canary('Role')}],
			billingAddress: {line1: canary('Street'), city: canary('City')},
			deliveryAddress: {line1: canary('Delivery')},
			taxId: canary('TaxId'),
			buyerReference: canary('Reference'),
			endpoint: {scheme: '0088', id: canary('Endpoint')},
			notes: canary('Notes'),
		},
		headers: {'idempotency-key': canary('Key')},
	});
	t.is(made.status, 201, made.text);
	await call(`/customers/${made.body.id}`, {method: 'PATCH', json: {notes: canary('Later')}});
	await call(`/customers?q=${canary('Name')}`);
	t.truthy(token);
	for (const entry of readdirSync(world.dataDir, {recursive: true, withFileTypes: true})) {
		if (!entry.isFile()) continue;
		const file = join(entry.parentPath, entry.name);
		t.false(/Canary\w+Zebra/i.test(readFileSync(file, 'latin1')), file);
	}
	t.false(/Canary\w+Zebra/i.test(JSON.stringify(world.logged)));
});

test('the party for documents is under the legal key and survives the loss of the contact key', async (t) => {
	const {call, accountId} = await world.business('keys@example.com');
	const {body} = await call('/customers', {json: whole});
	const {vault, db} = world.world;
	const read = await readCustomer(db, accountId, body.id);
	if (!read) return t.fail();
	await vault.destroyCustomerKey(accountId, body.id, 'contact');
	t.is(await openPersonal(world.world, read.document), null);
	const party = Party.parse(
		await vault.open({account: accountId, customer: body.id, kind: 'legal'}, read.document.party),
	);
	t.is(party.name, 'Café Central');
});

test('whoever listens is told of new and changed customers; where nobody does, nothing is written', async (t) => {
	const {call, accountId} = await world.business('events@example.com');
	const quiet = await call('/customers', {json: {name: 'quiet'}});
	const pendingOf = async (id: string) => (await readCustomer(world.world.db, accountId, id))?.document.pending;
	t.deepEqual(await pendingOf(quiet.body.id), []);
	const endpoint = await call('/webhook-endpoints', {json: {url: 'http://127.0.0.1:9/hook'}});
	t.is(endpoint.status, 201, endpoint.text);
	const heard = await call('/customers', {json: {name: 'heard'}});
	await call(`/customers/${heard.body.id}`, {method: 'PATCH', json: {name: 'changed'}});
	t.deepEqual(
		(await pendingOf(heard.body.id))?.map(({step, kind}) => [step, kind]),
		[
			['customer.notify', 'customer.created'],
			['customer.notify', 'customer.updated'],
		],
	);
	const path = `accounts/${accountId}/customers/${heard.body.id}`;
	t.true(world.published.some(({topic, message}) => topic === 'customer.notify' && message.path === path));

	const {notifyWebhooks} = await import('../../../functions/developers/notify-webhooks.ts');
	await notifyWebhooks(world.world)({path, step: 'customer.notify'});
	await notifyWebhooks(world.world)({path, step: 'customer.notify'});
	t.deepEqual(await pendingOf(heard.body.id), []);
	const deliveries = await call(`/webhook-endpoints/${endpoint.body.id}/deliveries`);
	t.deepEqual(deliveries.body.data.map(({type}: {type: string}) => type).sort(), [
		'customer.created',
		'customer.updated',
	]);
	const series = await call('/series', {json: {for: 'invoice', pattern: 'LATE-{0000}'}});
	t.true((await world.world.db.get(`accounts/${accountId}/series/${series.body.id}`))?.fields.notify);
});
