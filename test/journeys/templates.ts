/** Periods that lie in the past, and a platform that was away (worked example 7). */
import type {ExecutionContext} from 'ava';
import {type Business, openBusiness, standardRate, until} from './business.ts';
import type {Platform} from './platform.ts';

export type Rented = {readonly business: Business; readonly year: number; readonly template: () => Promise<string>};

/** A business in Berlin whose templates are monthly from 31 January; the year is one with a 28 February. */
export const openRental = async (platform: Platform, email: string): Promise<Rented> => {
	const business = await openBusiness(platform, email);
	const rate = await standardRate(business);
	const customer = await business.post('/customers', {name: 'Tenant', email: 'tenant@example.org'});
	const next = Number((await platform.now()).slice(0, 4)) + 1;
	const year = next % 4 === 0 ? next + 1 : next;
	return {
		business,
		year,
		template: async () => {
			const made = await business.post('/templates', {
				customerId: customer.id,
				lines: [{description: 'Rent', quantity: 1, unitAmount: 50_000, taxRateIds: [rate]}],
				schedule: {frequency: 'month', interval: 1, anchorDate: `${year}-01-31`},
			});
			return made.id;
		},
	};
};

const periodsOf = (year: number) => [
	{start: `${year}-01-31`, end: `${year}-02-27`},
	{start: `${year}-02-28`, end: `${year}-03-30`},
	{start: `${year}-03-31`, end: `${year}-04-29`},
	{start: `${year}-04-30`, end: `${year}-05-30`},
];

/** Activated on 10 May, or resumed then after a pause since before the first date: the same choice, the same outcome. */
export const choosePast = async (
	t: ExecutionContext,
	platform: Platform,
	{business, year, template}: Rented,
	how: 'activate' | 'resume',
) => {
	const periods = periodsOf(year);
	const expected = {skip: [], latest: periods.slice(3), all: periods} as const;
	const begun: {readonly past: keyof typeof expected; readonly id: string}[] = [];
	for (const past of ['skip', 'latest', 'all'] as const) {
		const id = await template();
		if (how === 'resume') {
			await business.post(`/templates/${id}/activate`);
			await business.post(`/templates/${id}/pause`);
		}
		begun.push({past, id});
	}
	if ((await platform.now()) < `${year}-05-10T09:00:00.000Z`) await platform.walk(`${year}-05-10T09:00:00.000Z`);
	for (const {past, id} of begun) {
		t.deepEqual((await business.get(`/templates/${id}/invoices`)).data, []);
		const answer = await business.post(`/templates/${id}/${how}`, past === 'skip' ? {} : {past});
		t.is(answer.status, 'active');
		t.deepEqual(
			answer.willBill.map(({period, total}: {period: object; total: number}) => ({period, total})),
			expected[past].map((period) => ({period, total: 59_500})),
			past,
		);
	}
	await platform.walk(new Date(Date.parse(await platform.now()) + 60_000).toISOString());
	for (const {past, id} of begun) {
		const invoices = (await business.get(`/templates/${id}/invoices`)).data.toSorted(byNumber);
		t.deepEqual(
			invoices.map(({period}: {period: object}) => period),
			expected[past],
			past,
		);
		t.true(invoices.every(({issueDate}: {issueDate: string}) => issueDate === `${year}-05-10`));
		t.like(await business.get(`/templates/${id}`), {
			nextAt: `${year}-05-31T04:00:00.000Z`,
			periodsBilled: expected[past].length,
			periodsSkipped: 4 - expected[past].length,
		});
	}
	return begun.map(({id}) => id);
};

/** Numbers rise with the periods: the oldest is issued first. */
const byNumber = (a: {readonly number: string}, b: {readonly number: string}): number =>
	a.number.localeCompare(b.number);

/** Down from before 31 May to 2 June: the period is billed once, dated the day it is issued. */
export const assertLate = async (
	t: ExecutionContext,
	{business, year}: Rented,
	templateIds: readonly string[],
): Promise<void> => {
	for (const id of templateIds) {
		const late = await until(
			async () =>
				(await business.get(`/templates/${id}/invoices`)).data.find(
					({period}: {period: {start: string}}) => period.start === `${year}-05-31`,
				),
			'the late period is billed',
		);
		t.like(late, {issueDate: `${year}-06-02`, period: {start: `${year}-05-31`, end: `${year}-06-29`}});
		t.like(await business.get(`/templates/${id}`), {nextDate: `${year}-06-30`, nextAt: `${year}-06-30T04:00:00.000Z`});
	}
};
