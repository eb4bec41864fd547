import test from 'ava';
import {allSeries, readAccount, readSeller} from '../../../functions/accounts/index.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const patch = (json: unknown) => ({method: 'PATCH', json});

test('every setting can be changed, and taken away where it may be absent', async (t) => {
	const {call} = await world.business('all@example.com');
	const settings = {
		name: 'Neu',
		legalName: 'Neu GmbH',
		address: {line1: 'Weg 1', city: 'Freiburg', postalCode: '79098', country: 'DE'},
		taxIds: [{type: 'vat', value: 'DE123456789'}],
		bank: {iban: 'DE02120300000000202051', bic: 'BYLADEM1001', name: 'DKB'},
		replyTo: 'rechnung@example.com',
		locale: 'en',
		timeZone: 'Europe/Vienna',
		taxBasis: 'payment',
		booksClosedOn: '2025-12-31',
		defaults: {paymentTerms: {days: 30, from: 'endOfMonth'}, terms: 'Danke', notes: 'Hallo'},
		reminders: [{offsetDays: -3}, {offsetDays: 7}],
		retryDays: [2, 4],
		lateFee: {percent: '5', afterDays: 10},
		finalAction: 'writeOff',
		billing: {
			paused: true,
			invoicesPerTemplateAndDay: 1,
			jumpFactor: 4,
			runAmountCaps: [{currency: 'EUR', amount: 100_000}],
		},
	};
	const changed = await call('', patch(settings));
	t.is(changed.status, 200, changed.text);
	t.like(changed.body, {
		name: 'Neu',
		lateFee: {percent: '5', afterDays: 10},
		retryDays: [2, 4],
		booksClosedOn: '2025-12-31',
	});
	const cleared = await call(
		'',
		patch({legalName: null, address: {city: null}, taxIds: null, lateFee: null, defaults: {terms: null}}),
	);
	t.like(cleared.body, {legalName: null, taxIds: [], lateFee: null});
	t.is(cleared.body.address.line1, 'Weg 1');
	t.deepEqual(cleared.body.defaults, {
		paymentTerms: {days: 30, from: 'endOfMonth', earlyDiscount: null},
		terms: null,
		notes: 'Hallo',
	});
	t.deepEqual((await call('')).body, cleared.body);
});

for (const wrong of [
	{name: null},
	{timeZone: 'Nowhere/Land'},
	{retryDays: [3, 2]},
	{retryDays: [0]},
	{lateFee: {percent: '5', amount: 3, afterDays: 1}},
	{reminders: Array.from({length: 11}, () => ({offsetDays: 1}))},
	{booksClosedOn: '2026-02-30'},
	{replyTo: 'a@b\r\nBcc: c@d'},
	{logo: {sha256: 'x'}},
	{finalAction: 'delete'},
	{billing: {paused: 'yes'}},
	{billing: {jumpFactor: 1}},
	{billing: {invoicesPerTemplateAndDay: 0}},
	{billing: {runAmountCaps: [{currency: 'EUR', amount: 0}]}},
	{
		billing: {
			runAmountCaps: [
				{currency: 'EUR', amount: 1},
				{currency: 'EUR', amount: 2},
			],
		},
	},
	{billing: {reckless: true}},
]) {
	test(`refused: ${JSON.stringify(wrong).slice(0, 60)}`, async (t) => {
		const {call} = await world.business('wrong@example.com');
		t.is((await call('', patch(wrong))).status, 422);
	});
}

test('what is printed makes a new seller snapshot that all series name; the former one stays', async (t) => {
	const {call, accountId} = await world.business('printed@example.com');
	const {db} = world.world;
	await call('', patch({legalName: 'Neu GmbH'}));
	await call('', patch({reminders: [{offsetDays: 3}]}));
	const account = await readAccount(db, accountId);
	t.is(account?.document.sellerVersion, 2);
	t.is((await readSeller(db, accountId, 1)).legalName, null);
	t.is((await readSeller(db, accountId, 2)).legalName, 'Neu GmbH');
	for (const {document} of await allSeries(db, accountId)) t.is(document.sellerVersion, 2);
});

test('closing the books reaches all series in the same commit', async (t) => {
	const {call, accountId} = await world.business('closed@example.com');
	await call('', patch({booksClosedOn: '2026-01-01'}));
	for (const {document} of await allSeries(world.world.db, accountId)) t.is(document.booksClosedOn, '2026-01-01');
	await call('/series', {json: {for: 'invoice', pattern: 'LATER-{0000}'}});
	for (const {document} of await allSeries(world.world.db, accountId)) t.is(document.booksClosedOn, '2026-01-01');
});

test('reminders reach all series, where runs see them; a later series has them too', async (t) => {
	const {call, accountId} = await world.business('reminded@example.com');
	const reminders = [{offsetDays: -3}, {offsetDays: 7}];
	await call('', patch({reminders}));
	await call('/series', {json: {for: 'invoice', pattern: 'LATER-{0000}'}});
	for (const {document} of await allSeries(world.world.db, accountId)) t.deepEqual(document.reminders, reminders);
});

test('a late fee is a percent or an amount: one takes the place of the other', async (t) => {
	const {call} = await world.business('fee@example.com');
	await call('', patch({lateFee: {percent: '5', afterDays: 10}}));
	const flat = await call('', patch({lateFee: {amount: 4000}}));
	t.deepEqual(flat.body.lateFee, {amount: 4000, afterDays: 10});
	const share = await call('', patch({lateFee: {percent: '2', amount: null, afterDays: 3}}));
	t.deepEqual(share.body.lateFee, {percent: '2', afterDays: 3});
	t.is((await call('', patch({lateFee: {percent: '2', amount: 1}}))).status, 422);
	t.is((await call('', patch({lateFee: []}))).status, 422);
	t.is((await call('', patch({lateFee: null}))).body.lateFee, null);
});

test('the currency can be changed until something was billed in it', async (t) => {
	const {call} = await world.business('currency@example.com');
	t.is((await call('', patch({currency: 'CHF'}))).body.currency, 'CHF');
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 100}];
	const invoice = await call('/invoices', {json: {customerId: customer.body.id, lines}});
	t.is(invoice.status, 201, invoice.text);
	const refused = await call('', patch({currency: 'EUR'}));
	t.is(refused.status, 409);
	t.is(refused.body.code, 'currency_fixed');
});

test('the audit trail names the fields that changed, not their values', async (t) => {
	const {call} = await world.business('trail@example.com');
	await call('', patch({legalName: 'canary GmbH', replyTo: 'canary@example.com'}));
	const [entry] = (await call('/activity')).body.data;
	t.is(entry.action, 'account.updated');
	t.deepEqual(entry.changes.map(({field}: {field: string}) => field).sort(), ['legalName', 'replyTo']);
	t.false(JSON.stringify(entry).includes('canary'));
});

test('what billing may do reaches every series in the same commit, and so does a new one; each half can be said alone', async (t) => {
	const {call, accountId, account} = await world.business('caps@example.com');
	const {db} = world.world;
	t.deepEqual(account.billing, {paused: false, invoicesPerTemplateAndDay: 3, jumpFactor: 10, runAmountCaps: []});
	await call('', patch({billing: {jumpFactor: 5}}));
	const changed = await call('', patch({billing: {runAmountCaps: [{currency: 'EUR', amount: 7}]}}));
	const billing = {
		paused: false,
		invoicesPerTemplateAndDay: 3,
		jumpFactor: 5,
		runAmountCaps: [{currency: 'EUR', amount: 7}],
	};
	t.deepEqual(changed.body.billing, billing);
	await call('/series', {json: {for: 'invoice', pattern: 'Y-{0000}'}});
	const series = await allSeries(db, accountId);
	t.is(series.length, 4);
	for (const {document} of series) t.deepEqual(document.billing, billing);
	t.is((await readAccount(db, accountId))?.document.sellerVersion, 1, 'nothing of it is printed');
	t.deepEqual((await call('', patch({billing: null}))).body.billing, {...account.billing});
});

test('an account from before these settings has their defaults', async (t) => {
	const {call, accountId} = await world.business('old@example.com');
	const {db} = world.world;
	const read = await readAccount(db, accountId);
	if (!read) return t.fail();
	const {path, version, fields} = read.stored;
	await db.commit([{op: 'update', path, version, fields: {...fields, billing: undefined}}]);
	const standard = {paused: false, invoicesPerTemplateAndDay: 3, jumpFactor: 10, runAmountCaps: []};
	t.deepEqual((await call('')).body.billing, standard);
	t.deepEqual((await call('', patch({billing: {paused: true}}))).body.billing, {...standard, paused: true});
});
