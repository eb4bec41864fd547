/** The main job, end to end: a card left on the provider's page, a monthly template from 31 January, and a year going by. */
import type {ExecutionContext} from 'ava';
import {type Business, leaveCard, openBusiness, standardRate} from './business.ts';
import type {Platform} from './platform.ts';

export const customerMail = 'office@cafe-central.example';
export const monthlyTotal = 5831;

export type Year = {
	readonly business: Business;
	readonly year: number;
	readonly templateId: string;
	/** What the preview promised before anything was billed. */
	readonly promised: readonly {readonly date: string; readonly previewHash: string; readonly total: number}[];
	/** Ten days after the last of the twelve. */
	readonly endsAt: string;
};

/** Everything before the clock is moved: the year begins three weeks before its first invoice. */
export const beginYear = async (platform: Platform): Promise<Year> => {
	const business = await openBusiness(platform, 'owner@sonnenschein.example');
	const customer = await business.post('/customers', {
		name: 'Café Central',
		email: customerMail,
		billingAddress: {line1: 'Herrengasse 14', postalCode: '79098', city: 'Freiburg', country: 'DE'},
	});
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const year = await yearAhead(platform);
	await platform.walk(`${year}-01-10T09:00:00.000Z`);
	const template = await business.post('/templates', {
		customerId: customer.id,
		lines: [
			{
				description: 'Website care {{period.month}} {{period.year}}',
				quantity: '1',
				unitAmount: 4900,
				taxRateIds: [await standardRate(business)],
			},
		],
		schedule: {frequency: 'month', interval: 1, anchorDate: `${year}-01-31`},
		billing: 'issue_and_send',
		autoCharge: true,
	});
	const promised = (await business.get(`/templates/${template.id}/preview?count=12`)).data;
	await business.post(`/templates/${template.id}/activate`);
	return {business, year, templateId: template.id, promised, endsAt: `${year + 1}-01-10T09:00:00.000Z`};
};

/** A year that begins later than now and has a 28 February. */
const yearAhead = async (platform: Platform): Promise<number> => {
	const next = Number((await platform.now()).slice(0, 4)) + 1;
	return next % 4 === 0 ? next + 1 : next;
};

const lastDays = ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'];

/** What the issue promises of the year, from all that can be seen from outside. */
export const assertYear = async (t: ExecutionContext, platform: Platform, lived: Year): Promise<void> => {
	const {business, year, templateId, promised} = lived;
	const dates = [...lastDays, '12-31'].map((day) => `${year}-${day}`);
	const invoices = await business.all('/invoices?sort=issueDate');
	t.deepEqual(
		invoices.map(({issueDate}) => issueDate),
		dates,
		'twelve invoices, on the last days',
	);
	t.deepEqual(
		invoices.map(({number}) => number),
		dates.map((_, index) => `INV-${year}-${String(index + 1).padStart(4, '0')}`),
		'numbers without gap',
	);
	for (const invoice of invoices) {
		t.like(invoice, {status: 'paid', total: monthlyTotal, amountPaid: monthlyTotal, amountDue: 0, templateId});
		t.like(invoice.payment, {state: 'succeeded', attempts: 1, nextAttemptAt: null});
		t.is(invoice.delivery.state, 'sent');
		t.is(invoice.paidAt, invoice.issuedAt);
	}
	t.deepEqual(
		invoices.map(({issueDate, previewHash, total}) => ({date: issueDate, previewHash, total})),
		promised.map(({date, previewHash, total}) => ({date, previewHash, total})),
		'billed as it was previewed',
	);
	await assertMoney(t, platform, business, dates);
	await assertMails(t, platform, invoices);
	await assertCounters(t, lived);
};

const assertMoney = async (
	t: ExecutionContext,
	platform: Platform,
	business: Business,
	dates: readonly string[],
): Promise<void> => {
	const charges = (await logOf(platform)).filter(({effect}) => effect === 'charge');
	t.deepEqual(
		charges.map(({at}) => at.slice(0, 10)),
		dates,
		'twelve charges and not one more',
	);
	t.true(charges.every(({amount, currency}) => amount === monthlyTotal && currency === 'eur'));
	t.is(new Set(charges.map(({objectId}) => objectId)).size, 12);

	const payments = await business.all('/payments');
	t.deepEqual(payments.map(({receivedOn}) => receivedOn).sort(), dates);
	for (const payment of payments) t.like(payment, {status: 'succeeded', amount: monthlyTotal, method: 'card'});
	t.is(new Set(payments.flatMap(({allocations}) => allocations).map(({invoiceId}) => invoiceId)).size, 12);
};

type Billed = {readonly number: string; readonly issueDate: string};

const assertMails = async (t: ExecutionContext, platform: Platform, invoices: readonly Billed[]): Promise<void> => {
	const mails = (await platform.bench(`/api/mail?to=${customerMail}`)).data;
	t.is(mails.length, 12, 'each mail once');
	for (const {number, issueDate} of invoices) {
		const about = mails.filter(({subject}: {subject: string}) => subject.includes(number));
		t.is(about.length, 1, `one mail about ${number}`);
		t.is(about[0].at.slice(0, 10), issueDate);
		t.deepEqual(
			about[0].attachments.map(({type}: {type: string}) => type),
			['application/pdf'],
		);
	}
};

/** Σ over the runs is what there is, and the counters stand behind the last document. */
const assertCounters = async (t: ExecutionContext, {business, year, templateId}: Year): Promise<void> => {
	const runs = (await business.all('/runs')).filter(({due}) => due > 0);
	t.is(runs.length, 12);
	const sum = (field: string): number => runs.reduce((total, run) => total + run[field], 0);
	t.deepEqual([sum('due'), sum('issued'), sum('skipped'), sum('parked')], [12, 12, 0, 0]);
	t.true(runs.every(({state, finishedAt}) => state === 'finished' && finishedAt !== null));
	t.is(
		runs.reduce((total, run) => total + run.amounts[0].total, 0),
		12 * monthlyTotal,
	);
	const [series] = (await business.all('/series')).filter((each) => each.for === 'invoice');
	t.true([1, 13].includes(series.next) && [`INV-${year}-0013`, `INV-${year + 1}-0001`].includes(series.sample));
	t.like(await business.get(`/templates/${templateId}`), {
		status: 'active',
		periodsBilled: 12,
		periodsSkipped: 0,
		nextDate: `${year + 1}-01-31`,
	});
	t.deepEqual(await business.all('/parked'), []);
};

type LogRow = {
	readonly at: string;
	readonly effect: string | null;
	readonly objectId: string | null;
	readonly amount: number | null;
	readonly currency: string | null;
};

export const logOf = async (platform: Platform): Promise<readonly LogRow[]> =>
	(await platform.bench('/api/payments/log')).data;

/**
 * All that is left of a year, without what two platforms never share (ids, links, ports): what crashes must not change.
 * Calls without effect are left out: asking again is how one gets through a crash.
 */
export const endState = async (platform: Platform, {business}: Year): Promise<object> => {
	const invoices = await business.all('/invoices?sort=issueDate');
	const names = new Map(invoices.map(({id, number}) => [id, number]));
	const state = {
		invoices: invoices.map((invoice) => omit(invoice, ['version', 'updatedAt', 'previewHash'])),
		payments: (await business.all('/payments'))
			.map((payment) => omit(payment, ['version', 'updatedAt', 'id']))
			.sort((a, b) => String(a.createdAt).localeCompare(String(b.createdAt))),
		mails: (await platform.bench('/api/mail')).data.map(
			({to, cc, from, subject, text, attachments, at}: {readonly [field: string]: unknown}) => ({
				to,
				cc,
				from,
				subject,
				text,
				attachments: (attachments as {name: string; type: string}[]).map(({name, type}) => [name, type]),
				at,
			}),
		),
		effects: (await logOf(platform))
			.filter(({effect, at}) => effect !== null && at >= String(invoices[0].issuedAt))
			.map(({at, effect, amount, currency}) => ({at, effect, amount, currency})),
		// A run whose last message was lost is closed by the sweep, within the hour: when is not part of the end state.
		runs: (await business.all('/runs')).filter(({due}) => due > 0).map((run) => omit(run, ['finishedAt'])),
		templates: (await business.all('/templates')).map((template) =>
			omit(template, ['version', 'updatedAt', 'createdAt', 'id']),
		),
		series: (await business.all('/series')).map((series) => omit(series, ['version', 'updatedAt', 'createdAt'])),
		actions: (await business.all('/activity')).map(({action}) => action).sort(),
	};
	return JSON.parse(
		JSON.stringify(state)
			.replaceAll(/\binv_\w+/g, (id) => names.get(id) ?? id)
			.replaceAll(/http:\/\/localhost:\d+\/i\/[\w.~-]+/g, 'LINK')
			.replaceAll(/\b(acc|cus|tpl|ser|tax|lin|pay|sha)_\w+/g, '$1')
			.replaceAll(/"sha256":"\w+"/g, '"sha256":""'),
	);
};

const omit = (
	row: {readonly [field: string]: unknown},
	fields: readonly string[],
): {readonly [field: string]: unknown} =>
	Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
