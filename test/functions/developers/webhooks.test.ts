/** From event to endpoint: developers/webhook-endpoints.ts, developers/webhook-store.ts, developers/notify-webhooks.ts, developers/send-delivery.ts, developers/redeliver.ts. */
import {createHmac} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {notifyWebhooks} from '../../../functions/developers/notify-webhooks.ts';
import {sendDelivery} from '../../../functions/developers/send-delivery.ts';
import {openTestWorld} from '../../world.ts';

/** A shop's server: answers what it is told to and remembers what it got. */
const startReceiver = async () => {
	const received: {readonly headers: {readonly [name: string]: unknown}; readonly body: string}[] = [];
	let status = 200;
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => {
			body += chunk;
		});
		request.on('end', () => {
			received.push({headers: request.headers, body});
			response.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		received,
		answer: (next: number) => {
			status = next;
		},
		close: () => new Promise((resolve) => server.close(resolve)),
	};
};

const setUp = async () => {
	const opened = await openTestWorld();
	const {call, accountId} = await opened.business('hooks@shop.example');
	const receiver = await startReceiver();
	const made = await call('/webhook-endpoints', {json: {url: receiver.url, events: ['invoice.issued']}});
	const customer = await call('/customers', {json: {name: 'Buyer', email: 'buyer@shop.example'}});
	const draft = await call('/invoices', {
		json: {customerId: customer.body.id, lines: [{description: 'Tea', quantity: 1, unitAmount: 500}]},
	});
	const path = `accounts/${accountId}/invoices/${draft.body.id}`;
	await call(`/invoices/${draft.body.id}/finalize`, {json: {}});
	return {
		opened,
		call,
		receiver,
		endpoint: made.body,
		path,
		close: () => Promise.all([opened.close(), receiver.close()]),
	};
};

test('an event reaches the endpoint once, signed as Standard Webhooks has it, however often its message comes', async (t) => {
	const {opened, receiver, endpoint, path, call, close} = await setUp();
	const {world, published} = opened;
	for (let times = 0; times < 4; times++) await notifyWebhooks(world)({path, step: 'invoice.notify'});
	const deliveries = published.filter(({topic}) => topic === 'delivery.send');
	t.is(deliveries.length, 1);
	await sendDelivery(world)(deliveries[0]?.message);
	await sendDelivery(world)(deliveries[0]?.message);

	t.is(receiver.received.length, 1);
	const [{headers, body} = {headers: {}, body: ''}] = receiver.received;
	const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
	const key = Buffer.from(endpoint.secret.slice('whsec_'.length), 'base64');
	t.is(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
	const event = JSON.parse(body);
	t.is(event.type, 'invoice.issued');
	t.like(event.data.object, {status: 'open', total: 500, amountDue: 500}, 'I14: of what was issued, with its amounts');
	const listed = await call(`/webhook-endpoints/${endpoint.id}/deliveries`);
	t.is(listed.body.data[0].state, 'delivered');
	await close();
});

test('what an endpoint refuses is sent again later, the same bytes under the same id', async (t) => {
	const {opened, receiver, endpoint, path, call, close} = await setUp();
	const {world, published} = opened;
	receiver.answer(500);
	// The first step tells of the draft, which this endpoint does not want to hear of.
	await notifyWebhooks(world)({path, step: 'invoice.notify'});
	await notifyWebhooks(world)({path, step: 'invoice.notify'});
	const message = published.find(({topic}) => topic === 'delivery.send')?.message;
	await sendDelivery(world)(message);
	const [failed] = (await call(`/webhook-endpoints/${endpoint.id}/deliveries`)).body.data;
	t.is(failed.state, 'pending');
	t.is(failed.attempts[0].status, 500);
	t.truthy(failed.nextAttemptAt);

	receiver.answer(204);
	const again = await call(`/webhook-endpoints/${endpoint.id}/deliveries/${failed.id}/redeliver`, {method: 'POST'});
	t.is(again.status, 200);
	await sendDelivery(world)(message);
	const [first, second] = receiver.received;
	t.is(second?.body, first?.body);
	t.is(second?.headers['webhook-id'], first?.headers['webhook-id']);
	await close();
});

test('an event that the endpoint did not ask for is not sent, and the secret is shown once only', async (t) => {
	const {opened, endpoint, path, call, close} = await setUp();
	await call(`/webhook-endpoints/${endpoint.id}`, {method: 'PATCH', json: {events: ['run.finished']}});
	await notifyWebhooks(opened.world)({path, step: 'invoice.notify'});
	await notifyWebhooks(opened.world)({path, step: 'invoice.notify'});
	t.false(opened.published.some(({topic}) => topic === 'delivery.send'));
	t.regex(endpoint.secret, /^whsec_/);
	t.is((await call(`/webhook-endpoints/${endpoint.id}`)).body.secret, undefined);
	await close();
});

test('an address that deliveries would refuse is refused when it is given, and when it is changed', async (t) => {
	const {call, endpoint, close} = await setUp();
	for (const url of ['http://shop.example/hook', 'https://10.0.0.1/', 'https://169.254.169.254/']) {
		const made = await call('/webhook-endpoints', {json: {url}});
		t.is(made.status, 422, url);
		t.is(made.body.errors[0].path, 'url');
		t.is((await call(`/webhook-endpoints/${endpoint.id}`, {method: 'PATCH', json: {url}})).status, 422, url);
	}
	t.is((await call(`/webhook-endpoints/${endpoint.id}`, {method: 'PATCH', json: {description: 'Shop'}})).status, 200);
	await close();
});

test('where a clock stands still every event is told, many of one kind at one instant too', async (t) => {
	const opened = await openTestWorld();
	const {call, accountId} = await opened.business('still@shop.example', {mode: 'test'});
	await call('/webhook-endpoints', {json: {url: 'http://127.0.0.1:9/never', events: ['customer.updated']}});
	const {id} = (await call('/customers', {json: {name: 'Buyer'}})).body;
	const message = {path: `accounts/${accountId}/customers/${id}`, step: 'customer.notify'};
	for (let times = 0; times < 45; times++) {
		await call(`/customers/${id}`, {method: 'PATCH', json: {name: `Buyer ${times}`}});
		await notifyWebhooks(opened.world)(message);
		await notifyWebhooks(opened.world)(message);
	}
	const deliveries = opened.published.filter(({topic}) => topic === 'delivery.send');
	t.is(new Set(deliveries.map(({message}) => JSON.stringify(message))).size, 45);
	await opened.close();
});
