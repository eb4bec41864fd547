/** The same year with the plug pulled ten times on the way. */
import {setTimeout as pause} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import {openBusiness, sentForm, standardRate, submitCheckout, until} from './business.ts';
import type {Platform} from './platform.ts';
import {logOf, type Year} from './twelve-months.ts';

export type Crash =
	| {
			readonly port: string;
			readonly operation: string;
			readonly kind: 'crash_before' | 'crash_after';
			/** Not the first call that is met, but this one. */
			readonly everyNth?: number;
	  }
	| {readonly afterMs: number};

/** One for each month but the last two: before and after each thing that happens, and at no particular moment. */
export const crashes: readonly Crash[] = [
	{port: 'db', operation: 'commit', kind: 'crash_before'},
	{port: 'db', operation: 'commit', kind: 'crash_after'},
	{port: 'payments', operation: 'createIntent', kind: 'crash_after'},
	{port: 'payments', operation: 'confirmIntent', kind: 'crash_before'},
	{port: 'payments', operation: 'confirmIntent', kind: 'crash_after'},
	{port: 'bus', operation: 'publish', kind: 'crash_before', everyNth: 4},
	{port: 'mail', operation: 'send', kind: 'crash_before'},
	{port: 'mail', operation: 'send', kind: 'crash_after'},
	{port: 'db', operation: 'commit', kind: 'crash_after', everyNth: 5},
	{afterMs: 60},
];

/** Walks through the year, month by month, and crashes once in each; answers how often the process died. */
export const walkWithCrashes = async (platform: Platform, {year, endsAt}: Year): Promise<number> => {
	let died = 0;
	for (const [index, crash] of crashes.entries()) {
		const to = new Date(Date.UTC(year, index + 1, 15)).toISOString();
		await crashOnTheWay(platform, to, crash);
		died++;
		await platform.restart();
	}
	await platform.walk(endsAt);
	return died;
};

/** Walks the clock and dies; throws when the walk came through. */
const crashOnTheWay = async (platform: Platform, to: string, crash: Crash): Promise<void> => {
	if (!('afterMs' in crash)) await platform.bench('/api/faults', {...crash, times: 1});
	const walked = platform.walk(to).then(
		() => true,
		() => false,
	);
	if ('afterMs' in crash) {
		await pause(crash.afterMs);
		await platform.kill9();
	}
	if (await walked) throw new Error(`it did not crash: ${JSON.stringify(crash)}`);
	await platform.gone();
};

/** The plug is pulled between a request's effect and its answer: asked again with the same key, the answer comes, the effect not. */
export const lostAnswers = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const {call, all, post} = await openBusiness(platform, 'answers@sonnenschein.example');
	const asked = async (key: string, path: string, json: object) => {
		const request = {json, headers: {'idempotency-key': key}};
		await platform.bench('/api/faults', {port: 'db', operation: 'commit', kind: 'crash_after', times: 1});
		await t.throwsAsync(call(path, request), undefined, 'no answer came');
		await platform.gone();
		await platform.restart();
		const answer = await call(path, request);
		t.is(answer.headers.get('idempotent-replayed'), 'true', path);
		return answer;
	};
	const customer = await asked('one', '/customers', {name: 'Once'});
	t.is(customer.status, 201);
	t.is((await all('/customers')).length, 1);
	const lines = [{description: 'x', quantity: 1, unitAmount: 100, taxRateIds: [await standardRate({all})]}];
	const draft = await post('/invoices', {customerId: customer.body.id, lines});
	const issued = await asked('two', `/invoices/${draft.id}/finalize`, {});
	t.regex(issued.body.number, /-0001$/);
	const money = {amount: 119, method: 'cash', receivedOn: issued.body.issueDate};
	t.is((await asked('three', `/invoices/${draft.id}/payments`, money)).status, 201);
	t.is((await all('/payments')).length, 1);
	const next = await post('/invoices', {customerId: customer.body.id, lines});
	t.regex((await post(`/invoices/${next.id}/finalize`)).number, /-0002$/);
};

/** The plug is pulled after the provider's event was taken and before it was recorded: the money that came is not forgotten. */
export const toldOnce = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const {get, post, all} = await openBusiness(platform, 'told@sonnenschein.example');
	const customer = await post('/customers', {name: 'Payer', email: 'told-payer@example.org'});
	for (const operation of ['getIntent', 'getCheckout']) {
		const lines = [{description: 'x', quantity: 1, unitAmount: 5000}];
		const {id} = await post('/invoices', {customerId: customer.id, lines});
		const {hostedUrl} = await post(`/invoices/${id}/finalize`);
		const opened = await platform.call(`/public/invoices/${hostedUrl.split('/i/')[1]}/checkout`, sentForm({}));
		await platform.bench('/api/faults', {port: 'payments', operation, kind: 'crash_before', times: 1});
		await submitCheckout(platform, opened.headers.get('location') ?? '', {card: 'pm_card_visa'}).catch(() => undefined);
		await platform.gone();
		await platform.restart();
		await until(async () => (await get(`/invoices/${id}`)).status === 'paid', 'it is paid');
		await platform.bench('/api/faults', undefined, 'DELETE');
	}
	t.deepEqual(
		(await all('/payments')).map(({status, amount}) => [status, amount]),
		[
			['succeeded', 5000],
			['succeeded', 5000],
		],
	);
	t.is((await logOf(platform)).filter(({effect}) => effect === 'charge').length, 2);
};
