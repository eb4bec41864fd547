import test from 'ava';
import {attempted, endpointAfter, withSwitchOff} from '../../../../functions/developers/core/delivery.ts';
import {addMinutes} from '../../../../functions/kernel/calendar.ts';
import {outboxOf} from '../../../../functions/kernel/outbox.ts';
import type {DeliveryDocument, WebhookEndpointDocument} from '../../../../schemas/webhook.ts';

const at = '2026-11-22T09:00:00.000Z';
const delivery: DeliveryDocument = {
	schema: 1,
	id: 'evt_abcd',
	accountId: 'acc_abcd',
	eventId: 'evt_efgh',
	endpointId: 'whk_abcd',
	type: 'invoice.paid',
	state: 'pending',
	attempts: [],
	createdAt: at,
	body: 's1.x',
	...outboxOf('evt_abcd', [{step: 'delivery.send', at}]),
};
const endpoint: WebhookEndpointDocument = {
	schema: 1,
	id: 'whk_abcd',
	accountId: 'acc_abcd',
	url: 'https://shop.example',
	description: null,
	events: [],
	status: 'enabled',
	secret: 's1.x',
	failingSince: null,
	version: 1,
	createdAt: at,
	updatedAt: at,
};

test('a delivery that succeeds is done with; one that fails comes again after growing gaps for about three days (I29)', (t) => {
	t.is(attempted(delivery, {at, status: 200, reason: null}).state, 'delivered');
	const times: string[] = [];
	let state = delivery;
	let now = at;
	while (state.state === 'pending' && times.length < 50) {
		times.push(now);
		state = attempted(state, {at: now, status: 500, reason: null});
		now = state.nextActAt ?? now;
	}
	t.is(state.state, 'failed');
	const gaps = times.slice(1).map((time, index) => Date.parse(time) - Date.parse(times[index] ?? time));
	t.deepEqual(
		gaps,
		gaps.toSorted((a, b) => a - b),
	);
	const days = (Date.parse(times.at(-1) ?? at) - Date.parse(at)) / 86_400_000;
	t.true(days > 2.5 && days < 3.5);
});

test('an endpoint that fails for three days on end is switched off; one success forgets all failures', (t) => {
	const failing = endpointAfter(endpoint, {at, status: 500, reason: null});
	t.is(failing?.failingSince, at);
	t.is(failing && endpointAfter(failing, {at: addMinutes(at, 60), status: null, reason: 'timeout'}), undefined);
	t.is(
		failing && endpointAfter(failing, {at: addMinutes(at, 3 * 24 * 60), status: 500, reason: null})?.status,
		'disabled',
	);
	t.is(failing && endpointAfter(failing, {at: addMinutes(at, 61), status: 204, reason: null})?.failingSince, null);
	t.is(endpointAfter(endpoint, {at, status: 200, reason: null}), undefined);
});

test('an endpoint that is off is not switched off again; only the attempt that did it has the owners told', (t) => {
	const failed = {at: addMinutes(at, 3 * 24 * 60), status: 500, reason: null};
	const off = endpointAfter({...endpoint, failingSince: at}, failed);
	t.is(off && endpointAfter(off, {...failed, at: addMinutes(failed.at, 1)}), undefined);
	t.is(off && endpointAfter(off, {...failed, status: 200}), undefined);

	const telling = withSwitchOff(attempted(delivery, failed), off, failed);
	t.deepEqual(
		telling.pending.map(({step}) => step),
		['delivery.mail', 'delivery.send'],
	);
	t.deepEqual(telling.switchedOff, {url: endpoint.url, failingSince: at, ...failed});
	t.is(telling.nextActAt, failed.at);
	t.is(withSwitchOff(delivery, endpoint, failed), delivery);
	t.is(withSwitchOff(delivery, undefined, failed), delivery);
});
