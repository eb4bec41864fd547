/** A year in a test account: its own clock is moved, everything falls due on its day, and nobody else notices. */
import type {ExecutionContext} from 'ava';
import type {Answer} from '../world.ts';
import {type Business, leaveCard, openBusiness, standardRate} from './business.ts';
import type {Platform} from './platform.ts';

const payerMail = 'payer@test-clock.example';
const lastDays = ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'];

export const liveByTestClock = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const live = await openBusiness(platform, 'live@test-clock.example');
	const tested = await openBusiness(platform, 'owner@test-clock.example', {mode: 'test'});
	t.is((await tested.get('')).mode, 'test');
	const year = yearAfter((await tested.get('/clock')).now);
	const template = await sellCare(platform, tested, year);
	await sellCare(platform, live, year);
	const before = await stateOf(live);
	const platformBefore = await platform.now();

	const startedAt = performance.now();
	const [half, whole] = await Promise.all([
		advance(tested, `${year}-07-01T00:00:00.000Z`),
		advance(tested, `${year + 1}-01-10T00:00:00.000Z`),
	]);
	t.log(`a year by a test clock: ${Math.round(performance.now() - startedAt)} ms`);
	t.true(half.body.now >= `${year}-07-01`);
	t.like(whole, {status: 200, body: {now: `${year + 1}-01-10T00:00:00.000Z`, until: null}});
	t.deepEqual(await tested.get('/clock'), whole.body);
	await assertYear(t, platform, {tested, year, template});

	t.deepEqual(await stateOf(live), before, 'a live account does not notice');
	const passedMs = Date.parse(await platform.now()) - Date.parse(platformBefore);
	t.true(passedMs < 3_600_000, 'the platform’s clock runs on as ever');
	await assertRefusals(t, platform, {tested, live});
};

const yearAfter = (now: string): number => {
	const next = Number(now.slice(0, 4)) + 1;
	return next % 4 === 0 ? next + 1 : next;
};

const sellCare = async (platform: Platform, business: Business, year: number): Promise<string> => {
	const customer = await business.post('/customers', {name: 'Payer', email: payerMail});
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const template = await business.post('/templates', {
		customerId: customer.id,
		lines: [{description: 'Care', quantity: '1', unitAmount: 4900, taxRateIds: [await standardRate(business)]}],
		schedule: {frequency: 'month', interval: 1, anchorDate: `${year}-01-31`},
		autoCharge: true,
	});
	await business.post(`/templates/${template.id}/activate`);
	return template.id;
};

/** Until it is there: one call may not last that long. */
const advance = async ({call}: Business, to: string): Promise<Answer> => {
	for (;;) {
		const answer = await call('/clock/advance', {json: {to}});
		if (answer.status !== 202) return answer;
	}
};

type Lived = {readonly tested: Business; readonly year: number; readonly template: string};

const assertYear = async (t: ExecutionContext, platform: Platform, {tested, year, template}: Lived): Promise<void> => {
	const dates = [...lastDays, '12-31'].map((day) => `${year}-${day}`);
	const invoices = await tested.all('/invoices?sort=issueDate');
	t.deepEqual(
		invoices.map(({issueDate, number}) => [issueDate, number]),
		dates.map((date, index) => [date, `INV-${year}-${String(index + 1).padStart(4, '0')}`]),
	);
	for (const invoice of invoices) {
		t.like(invoice, {status: 'paid', amountDue: 0, paidAt: invoice.issuedAt, delivery: {sentAt: invoice.issuedAt}});
		t.like(invoice.payment, {state: 'succeeded', attempts: 1});
	}
	const payments = await tested.all('/payments');
	t.deepEqual(payments.map(({receivedOn}) => receivedOn).sort(), dates);
	const subjects: readonly {subject: string}[] = (await platform.bench(`/api/mail?to=${payerMail}`)).data;
	for (const {number} of invoices) t.is(subjects.filter(({subject}) => subject.includes(number)).length, 1, number);
	t.like(await tested.get(`/templates/${template}`), {status: 'active', periodsBilled: 12});
};

const stateOf = async (business: Business): Promise<unknown> => {
	const paths = ['/invoices', '/payments', '/templates', '/customers', '/runs', '/activity'];
	return Promise.all(paths.map(business.all));
};

const assertRefusals = async (
	t: ExecutionContext,
	platform: Platform,
	{tested, live}: {readonly tested: Business; readonly live: Business},
): Promise<void> => {
	const {now} = await tested.get('/clock');
	const later = {to: new Date(Date.parse(now) + 60_000).toISOString()};
	const past = {to: new Date(Date.parse(now) - 1).toISOString()};
	t.like(await live.call('/clock'), {status: 409, body: {code: 'not_a_test_account'}});
	t.like(await live.call('/clock/advance', {json: later}), {status: 409, body: {code: 'not_a_test_account'}});
	t.like(await tested.call('/clock/advance', {json: past}), {status: 422, body: {code: 'invalid_request'}});
	t.is((await tested.call('/clock/advance', {json: {...later, by: 1}})).status, 422);
	const stranger = await platform.signIn('stranger@test-clock.example');
	t.is((await tested.call('/clock/advance', {json: later, token: stranger})).status, 404);
	t.deepEqual(await tested.get('/clock'), {now, until: null}, 'nothing of this moved it');
};
