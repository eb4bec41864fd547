import {answered, type Call, demand} from './call.ts';
import {newId} from './ids.ts';
import type {StoredEvent} from './kinds.ts';
import {bool, list, text} from './params.ts';
import {listing, page, type Route, route} from './route.ts';
import {apiVersion} from './wire.ts';

/** Records that something happened to an object, and queues the event for the webhook, in the same transaction. */
export const emit = (
	call: Call,
	type: StoredEvent['type'],
	object: object,
	previous?: Readonly<Record<string, unknown>>,
): void => {
	const heard = call.sendings(type, 1) > 0;
	const event = {
		id: newId('evt'),
		object: 'event',
		...(call.account === '' ? {} : {account: call.account}),
		api_version: apiVersion,
		created: call.at,
		data: {object, ...(previous ? {previous_attributes: previous} : {})},
		livemode: false,
		pending_webhooks: heard ? 1 : 0,
		request: {id: call.request?.id ?? null, idempotency_key: call.request?.idempotencyKey ?? null},
		type,
	} satisfies StoredEvent;
	call.store.put({kind: 'event', account: call.account, object: event, hidden: {}, dueAt: null});
	if (!heard) return;
	const {lastInsertRowid} = call.store.run(
		'INSERT INTO deliveries (event_id, next_at, attempts, remaining) VALUES (?, 0, 0, 1)',
		event.id,
	);
	const sendings = call.sendings(type, Number(lastInsertRowid));
	if (sendings !== 1) call.store.run('UPDATE deliveries SET remaining = ? WHERE seq = ?', sendings, lastInsertRowid);
};

export const eventRoutes: readonly Route[] = [
	route(
		'GET',
		'/v1/events',
		{...listing, type: text, types: list(text), delivery_success: bool},
		(call, {type, types, delivery_success, created, ...paged}) =>
			page(call, 'event', '/v1/events', paged, {
				created,
				types: type === undefined ? types : [type],
				undelivered: delivery_success === undefined ? undefined : !delivery_success,
			}),
	),
	route('GET', '/v1/events/:id', {}, (call, _params, id) => answered(demand(call, 'event', id).object)),
];
