import test from 'ava';
import {leaveCard, openBusiness, standardRate} from './business.ts';
import {startPlatform} from './platform.ts';
import {liveByTestClock} from './test-clocks.ts';

test('a test account’s clock: a year in one call, each invoice on its day, nobody else notices', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await liveByTestClock(t, platform);
	t.is(await platform.stop(), 0);
});

test('killed while a test clock is moved, the platform goes on with it and bills each period once', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const business = await openBusiness(platform, 'owner@test-clock.example', {mode: 'test'});
	const customer = await business.post('/customers', {name: 'Payer', email: 'payer@test-clock.example'});
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const {now} = await business.get('/clock');
	const begin = Date.parse(now) + 86_400_000;
	const template = await business.post('/templates', {
		customerId: customer.id,
		lines: [{description: 'Care', quantity: '1', unitAmount: 4900, taxRateIds: [await standardRate(business)]}],
		schedule: {frequency: 'week', interval: 1, anchorDate: new Date(begin).toISOString().slice(0, 10)},
		autoCharge: true,
	});
	await business.post(`/templates/${template.id}/activate`);
	const to = new Date(begin + 30 * 7 * 86_400_000).toISOString();
	for (let kills = 0; kills < 3; kills++) {
		const moving = business.call('/clock/advance', {json: {to}}).catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, 700));
		await platform.kill9();
		await moving;
		await platform.restart();
	}
	const done = await business.call('/clock/advance', {json: {to}});
	t.like(done, {status: 200, body: {now: to, until: null}});
	const invoices = await business.all('/invoices');
	t.true(invoices.length >= 30);
	t.is(new Set(invoices.map(({issueDate}) => issueDate)).size, invoices.length);
	t.true(invoices.every(({status, paidAt, issuedAt}) => status === 'paid' && paidAt === issuedAt));
	t.is((await business.all('/payments')).length, invoices.length);
	t.is(await platform.stop(), 0);
});
