/** The worked examples of docs, asked of a whole platform: exact inputs, exact results. */
import type {ExecutionContext} from 'ava';
import {type Business, leaveCard, openBusiness} from './business.ts';
import type {Journey} from './conventions.ts';
import type {Platform} from './platform.ts';
import {logOf} from './twelve-months.ts';

type Line = readonly [quantity: number | string, unitAmount: number | string, ...rates: string[]];

/** A business that previews: rates by percent, made when first wanted. */
const calculator = async (platform: Platform, email: string) => {
	const business = await openBusiness(platform, email);
	const customer = await business.post('/customers', {name: 'Examples'});
	const rates = new Map<string, string>();
	const rate = async (name: string): Promise<string> => {
		const [percent = '', scheme = 'VAT'] = name.split(' ');
		const made = rates.get(name) ?? (await business.post('/tax-rates', {name, percent, scheme, category: 'S'})).id;
		rates.set(name, made);
		return made;
	};
	const preview = async (lines: readonly Line[], more: object = {}) => {
		const entered = [];
		for (const [quantity, unitAmount, ...names] of lines) {
			const taxRateIds = [];
			for (const name of names) taxRateIds.push(await rate(name));
			entered.push({description: 'x', quantity, unitAmount, taxRateIds});
		}
		return business.post('/invoices/preview', {customerId: customer.id, lines: entered, ...more});
	};
	return {business, customer, preview};
};

type Row = {readonly [field: string]: number};
const column = (rows: readonly Row[], field: string): readonly (number | undefined)[] => rows.map((row) => row[field]);

const totals = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const {preview} = await calculator(platform, 'totals@example.org');
	const three: Line = [1, 105, '5'];
	t.like(await preview([three, three, three]), {taxTotal: 16, total: 331});

	const discounts = [{amount: 100}];
	const spread = await preview(
		[
			[1, 1000, '5'],
			[1, 1000, '10'],
			[1, 1000, '20'],
		],
		{discounts},
	);
	t.deepEqual(column(spread.lines, 'discountShare'), [34, 33, 33]);
	t.deepEqual(column(spread.taxes, 'tax'), [48, 97, 193]);
	t.is(spread.total, 3238);
	const four = await preview(
		['5', '10', '20', '7'].map((percent): Line => [1, 1000, percent]),
		{discounts: [{amount: 2}]},
	);
	t.deepEqual(column(four.lines, 'discountShare'), [1, 1, 0, 0]);

	const indian = await preview([[1, 99_999, '9 CGST', '9 SGST']], {currency: 'INR'});
	t.deepEqual(column(indian.taxes, 'tax'), [9000, 9000]);
	t.is(indian.total, 117_999);
	t.is(
		(
			await preview([
				[1, 1000],
				[1, 1000, '20'],
			])
		).total,
		2200,
	);

	const kuwait: readonly Line[] = [['1.5', 12_345, '5']];
	t.like(await preview(kuwait, {currency: 'KWD', cashRounding: 1}), {subtotal: 18_518, taxTotal: 926, total: 19_444});
	t.like(await preview(kuwait, {currency: 'KWD'}), {rounding: -4, total: 19_440});

	const gross: readonly Line[] = [
		[3, 98, '8'],
		[1, 1000, '10'],
		[1, 333, '10'],
	];
	const yen = await preview(gross, {currency: 'JPY', taxInclusive: true});
	t.deepEqual(column(yen.lines, 'net'), [272, 909, 303]);
	t.deepEqual(column(yen.taxes, 'taxable'), [272, 1212]);
	t.deepEqual(column(yen.taxes, 'tax'), [22, 121]);
	t.is(yen.total, 1627);
};

/** Amounts in the provider's own units. */
const charged = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const {business, customer} = await calculator(platform, 'charged@example.org');
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const cases = [
		['ISK', 1234, 123_400],
		['UGX', 5000, 500_000],
		['HUF', 123_456, 123_456],
		['MGA', 123_400, 1234],
		['JPY', 1627, 1627],
		['KWD', 19_440, 19_440],
	] as const;
	for (const [currency, amount, sent] of cases) {
		const lines = [{description: 'x', quantity: 1, unitAmount: amount}];
		const {id} = await business.post('/invoices', {customerId: customer.id, currency, lines});
		await business.post(`/invoices/${id}/finalize`);
		const paid = await business.post(`/invoices/${id}/charge`);
		t.like(paid, {status: 'paid', total: amount, amountPaid: amount}, currency);
		const [charge] = (await logOf(platform)).filter((row) => row.effect === 'charge').slice(-1);
		t.like(charge, {amount: sent, currency: currency.toLowerCase()});
	}
};

type Rhythm = readonly [schedule: object, count: number, dates: readonly string[]];
const month = (interval: number, anchorDate: string, rule?: object) => ({
	frequency: 'month',
	interval,
	anchorDate,
	...(rule && {rule}),
});
const rhythms: readonly Rhythm[] = [
	[month(1, '2027-12-31'), 5, ['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']],
	[month(3, '2026-11-30'), 6, ['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30', '2028-02-29']],
	[month(3, '2026-11-30', {type: 'lastDay'}), 4, ['2026-11-30', '2027-02-28', '2027-05-31', '2027-08-31']],
	[
		month(2, '2026-08-31', {type: 'nthWeekday', nth: -1, weekday: 'MO'}),
		6,
		['2026-08-31', '2026-10-26', '2026-12-28', '2027-02-22', '2027-04-26', '2027-06-28'],
	],
	[
		{frequency: 'year', interval: 1, anchorDate: '2026-11-26', rule: {type: 'nthWeekday', nth: 4, weekday: 'TH'}},
		4,
		['2026-11-26', '2027-11-25', '2028-11-23', '2029-11-22'],
	],
	[
		{frequency: 'year', interval: 1, anchorDate: '2096-02-29'},
		9,
		['2096-02-29', ...[2097, 2098, 2099, 2100, 2101, 2102, 2103].map((year) => `${year}-02-28`), '2104-02-29'],
	],
];

const dates = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const {business, customer} = await calculator(platform, 'dates@example.org');
	const template = (schedule: object, on: Business = business, customerId: string = customer.id) =>
		on.post('/templates', {customerId, lines: [{description: 'x', quantity: 1, unitAmount: 100}], schedule});
	for (const [schedule, count, expected] of rhythms) {
		const {id} = await template(schedule);
		const {data} = await business.get(`/templates/${id}/preview?count=${count}`);
		t.deepEqual(
			data.map(({date}: {date: string}) => date),
			expected,
		);
	}
	const kolkata = await openBusiness(platform, 'kolkata@example.org', {country: 'IN', currency: 'INR'});
	const {id: indian} = await kolkata.post('/customers', {name: 'x'});
	const {id} = await template({...month(1, '2031-04-01'), hour: 0}, kolkata, indian);
	t.is((await kolkata.get(`/templates/${id}/preview?count=1`)).data[0].dueAt, '2031-03-31T18:30:00.000Z');
};

/** Auckland at New Year: numbers reset with the account's own date, never with ours. */
const numbers = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const business = await openBusiness(platform, 'auckland@example.org', {
		country: 'NZ',
		currency: 'NZD',
		timeZone: 'Pacific/Auckland',
	});
	const {call, post, all} = business;
	const [series] = (await all('/series')).filter((each) => each.for === 'invoice');
	t.like(series, {pattern: 'INV-{YYYY}-{0000}', reset: 'year', next: 1});
	const customer = await post('/customers', {name: 'x'});
	const draft = async (): Promise<string> =>
		(await post('/invoices', {customerId: customer.id, lines: [{description: 'x', quantity: 1, unitAmount: 100}]})).id;
	const finalize = async (json: object = {}) => call(`/invoices/${await draft()}/finalize`, {json});

	const year = Number((await platform.now()).slice(0, 4)) + 1;
	await platform.walk(`${year}-12-31T10:30:00.000Z`);
	t.is((await call(`/series/${series.id}`, {method: 'PATCH', json: {next: 98}})).status, 200);
	t.is((await finalize()).body.number, `INV-${year}-0098`);
	await platform.walk(`${year}-12-31T11:30:00.000Z`);
	const first = (await finalize()).body;
	t.is(first.number, `INV-${year + 1}-0001`);
	t.is((await finalize({issueDate: `${year}-12-31`})).body.number, `INV-${year}-0099`);
	const before = await finalize({issueDate: `${year}-12-30`});
	t.deepEqual([before.status, before.body.code], [409, 'issue_date_before_last']);
	await post(`/invoices/${first.id}/void`);
	t.is((await all('/credit-notes'))[0].number, `CN-${year + 1}-0001`);
	t.is((await finalize()).body.number, `INV-${year + 1}-0002`);
	await call(`/invoices/${await draft()}`, {method: 'DELETE'});

	const drafts = await Promise.all(Array.from({length: 50}, draft));
	const raced = await Promise.all(drafts.map((id) => call(`/invoices/${id}/finalize`, {json: {}})));
	t.deepEqual(
		raced.map(({body}) => body.number).sort(),
		Array.from({length: 50}, (_, nth) => `INV-${year + 1}-${String(nth + 3).padStart(4, '0')}`),
		'fifty at once',
	);
	t.is((await call(`/series/${series.id}`, {method: 'PATCH', json: {next: 9999}})).status, 200);
	t.is((await finalize()).body.number, `INV-${year + 1}-9999`);
	t.is((await finalize()).body.number, `INV-${year + 1}-10000`);
	t.is((await call(`/series/${series.id}`, {method: 'PATCH', json: {next: 5}})).status, 422, 'only raised');
	t.is((await finalize({issueDate: `${year + 1}-01-02`})).status, 422, 'not in the future');
};

export const workedExamples: readonly Journey[] = [
	{title: 'worked examples 1 to 5: totals, to the unit', run: totals},
	{title: 'worked example 4: amounts reach the provider in its units', run: charged},
	{title: 'worked examples 6 and 9: dates of every schedule, due instants in the account’s zone', run: dates},
	{title: 'worked example 8: numbers over New Year in Auckland, by fifty at once, beyond 9999', run: numbers},
];
