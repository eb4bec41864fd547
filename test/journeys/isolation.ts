/** Two accounts on one platform: nothing of one exists for the other. */
import type {ExecutionContext} from 'ava';
import {type Business, openBusiness, standardRate} from './business.ts';
import type {Platform} from './platform.ts';

/** Whatever is asked of a stranger's object is answered as if there were none, word for word. */
export const twoAccounts = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const mine = await openBusiness(platform, 'mine@example.org');
	const theirs = await openBusiness(platform, 'theirs@example.org', {name: 'Mondschein', country: 'FR'});
	const objects = await oneOfEach(theirs);
	for (const [path, object] of Object.entries(objects)) {
		const absent = object.replace(/[0-9A-Za-z]{8}$/, 'zzzzzzzz');
		for (const [method, json] of [
			['GET', undefined],
			['PATCH', {}],
			['DELETE', undefined],
		] as const) {
			const call = {method, ...(json === undefined ? {} : {json})};
			const stranger = await mine.call(`/${path}/${object}`, call);
			const nobody = await mine.call(`/${path}/${absent}`, call);
			if (stranger.status === 405) continue;
			t.is(stranger.status, 404, `${method} ${path}`);
			t.deepEqual(withoutRequest(stranger.body), withoutRequest(nobody.body));
			// By the stranger's own address, too.
			const through = await platform.call(`/accounts/${theirs.account.id}/${path}/${object}`, {
				token: mine.token,
				...call,
			});
			t.is(through.status, 404, `${method} ${path} through the other account`);
			t.deepEqual(withoutRequest(through.body), withoutRequest(nobody.body));
		}
	}
	await assertActionsRefused(t, mine, objects);
	t.is((await platform.call(`/accounts/${theirs.account.id}`, {token: mine.token})).status, 404);
	t.deepEqual(
		(await platform.call('/accounts', {token: mine.token})).body.data.map(({id}: {id: string}) => id),
		[mine.account.id],
	);
	for (const list of ['invoices', 'templates', 'payments', 'items', 'credit-notes', 'runs'])
		t.deepEqual(await mine.all(`/${list}`), [], list);
};

const oneOfEach = async (business: Business) => {
	const rate = await standardRate(business);
	const customer = await business.post('/customers', {name: 'Their Secret', email: 'secret@example.org'});
	const lines = [{description: 'Work', quantity: 1, unitAmount: 1000, taxRateIds: [rate]}];
	const invoice = await business.post('/invoices', {customerId: customer.id, lines});
	await business.post(`/invoices/${invoice.id}/finalize`);
	const paid = await business.post(`/invoices/${invoice.id}/payments`, {
		amount: 100,
		method: 'cash',
		receivedOn: invoice.issueDate ?? String(invoice.createdAt).slice(0, 10),
	});
	const template = await business.post('/templates', {
		customerId: customer.id,
		lines,
		schedule: {frequency: 'month', interval: 1, anchorDate: '2199-01-31'},
	});
	const item = await business.post('/items', {name: 'Work', unitAmount: 1000, taxRateIds: [rate]});
	const [series] = await business.all('/series');
	return {
		customers: customer.id,
		invoices: invoice.id,
		payments: paid.id,
		templates: template.id,
		items: item.id,
		series: series.id,
		'tax-rates': rate,
	} as const;
};

/** Neither by an action nor by naming the object in something of one's own. */
const assertActionsRefused = async (
	t: ExecutionContext,
	mine: Business,
	theirs: Awaited<ReturnType<typeof oneOfEach>>,
): Promise<void> => {
	for (const action of ['finalize', 'send', 'void', 'duplicate', 'charge', 'remind', 'correct', 'apply-credit'])
		t.is((await mine.call(`/invoices/${theirs.invoices}/${action}`, {json: {}})).status, 404, action);
	for (const action of ['activate', 'pause', 'resume', 'end', 'skip'])
		t.is((await mine.call(`/templates/${theirs.templates}/${action}`, {json: {}})).status, 404, action);
	for (const path of ['pdf', 'payments']) {
		const answer = await mine.call(
			`/invoices/${theirs.invoices}/${path}`,
			path === 'pdf' ? {} : {json: {amount: 1, method: 'cash', receivedOn: '2026-01-01'}},
		);
		t.is(answer.status, 404, path);
	}
	const lines = [{description: 'x', quantity: 1, unitAmount: 1}];
	const naming = await mine.call('/invoices', {json: {customerId: theirs.customers, lines}});
	t.true([404, 422].includes(naming.status), `naming a customer of theirs: ${naming.status}`);
	const own = await mine.post('/customers', {name: 'Own'});
	const rated = await mine.call('/invoices', {
		json: {customerId: own.id, lines: [{...lines[0], taxRateIds: [theirs['tax-rates']]}]},
	});
	t.true([404, 422].includes(rated.status), `naming a rate of theirs: ${rated.status}`);
	const serial = await mine.call('/invoices', {json: {customerId: own.id, lines, seriesId: theirs.series}});
	t.true([404, 422].includes(serial.status), `naming a series of theirs: ${serial.status}`);
	await mine.call(`/customers/${own.id}`, {method: 'DELETE'});
	await mine.call(`/customers/${own.id}`, {method: 'PATCH', json: {}});
};

const withoutRequest = (problem: {readonly requestId?: string} | undefined) => {
	const {requestId: _, ...rest} = problem ?? {};
	return rest;
};
