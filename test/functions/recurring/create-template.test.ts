/** Proves recurring/create-template.ts with recurring/template-facts.ts, through the API. */
import test from 'ava';
import {openTemplates} from './template-api.ts';

const may = '2026-05-10T09:00:00.000Z';
const opened = async (t: {teardown(close: () => Promise<void>): void}, at = may) => {
	const templates = await openTemplates(at);
	t.teardown(templates.close);
	return templates;
};

test('what could never be billed is refused with its place', async (t) => {
	const {call, input, customer, rate} = await opened(t);
	const refused = async (fields: object) => {
		const {status, body} = await call('/templates', {json: {...input, ...fields}});
		return [status, body.code, body.errors?.[0]?.path];
	};
	const [line] = input.lines;
	t.deepEqual(await refused({lines: [{...line, description: 'x {{customer}}'}]}), [
		422,
		'invalid_request',
		'lines.0.description',
	]);
	const odd = [{description: 'x {{customer}}', percent: 1}];
	for (const list of ['discounts', 'charges'])
		t.deepEqual(await refused({lines: [{...line, [list]: odd}]}), [
			422,
			'invalid_request',
			`lines.0.${list}.0.description`,
		]);
	t.deepEqual(await refused({notes: '{{dueDate}}'.repeat(360)}), [422, 'invalid_request', 'notes']);
	t.deepEqual(await refused({notes: '{{period.day}}'}), [422, 'invalid_request', 'notes']);
	t.deepEqual(await refused({lines: [{...line, taxRateIds: ['tax_none']}]}), [
		422,
		'invalid_request',
		'lines.0.taxRateIds',
	]);
	t.deepEqual(await refused({customerId: 'cus_none'}), [422, 'invalid_request', 'customerId']);
	t.deepEqual(await refused({seriesId: 'ser_none'}), [422, 'invalid_request', 'seriesId']);
	t.deepEqual(await refused({schedule: {...input.schedule, frequency: 'week', rule: {type: 'lastDay'}}}), [
		422,
		'invalid_request',
		'schedule.rule',
	]);
	t.deepEqual(await refused({schedule: {...input.schedule, hour: 24}}), [422, 'invalid_request', 'schedule.hour']);
	t.deepEqual(await refused({discounts: [{amount: 100, taxRateIds: []}]}), [422, 'discount_not_spreadable', undefined]);
	t.deepEqual(await refused({unknown: 1}), [422, 'invalid_request', 'unknown']);
	t.truthy(rate.id);
	await call(`/customers/${customer.id}`, {method: 'DELETE'});
	t.deepEqual(await refused({}), [409, 'customer_archived', undefined]);
});

test('a repeated request with its key makes one template', async (t) => {
	const {post, input, get} = await opened(t);
	const headers = {'idempotency-key': 'make-one'};
	const first = await post('/templates', input, {headers});
	const second = await post('/templates', input, {headers});
	t.is(first.status, 201);
	t.is(second.body.id, first.body.id);
	t.is(second.headers.get('idempotent-replayed'), 'true');
	t.is((await get('/templates')).body.data.length, 1);
});

test('an invoice becomes a template in one call, with its lines and what is given besides', async (t) => {
	const {call, input, post, get} = await opened(t);
	const invoice = (
		await call('/invoices', {
			json: {customerId: input.customerId, lines: input.lines, notes: 'Thanks', purchaseOrder: 'PO 7'},
		})
	).body;
	const made = await post(`/invoices/${invoice.id}/make-recurring`, {
		schedule: input.schedule,
		autoCharge: true,
		notes: 'Every month',
	});
	t.is(made.status, 201);
	t.like(made.body, {
		status: 'draft',
		customerId: input.customerId,
		purchaseOrder: 'PO 7',
		notes: 'Every month',
		autoCharge: true,
	});
	t.like(made.body.lines[0], {description: 'Hosting {{period.month}}', unitAmount: 1000});
	t.is(
		made.headers.get('location'),
		`/api/v1/accounts/${invoice.id ? made.headers.get('location')?.split('/')[4] : ''}/templates/${made.body.id}`,
	);
	t.is((await post('/invoices/inv_none/make-recurring', {schedule: input.schedule})).status, 404);
	t.is((await post(`/invoices/${invoice.id}/make-recurring`, {})).status, 422);
	t.is((await get('/templates')).body.data.length, 1);
});
