import {z} from 'zod';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {Delivery, WebhookEndpoint, WebhookEndpointInput} from '../../schemas/webhook.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import {patched, patchOf} from './core/merge-patch.ts';
import {listPage} from './paging.ts';
import {type DeliveryAnswer, presentDelivery, redeliver, testEndpoint} from './redeliver.ts';
import {
	changeEndpoint,
	createEndpoint,
	deleteEndpoint,
	type EndpointAnswer,
	presentEndpoint,
} from './webhook-endpoints.ts';
import {asDelivery, asEndpoint, deliveriesOf, endpointsOf, readEndpoint} from './webhook-store.ts';

const reads = {kind: 'member', role: 'admin', scope: 'webhooks:read'} as const;
const writes = {kind: 'member', role: 'admin', scope: 'webhooks:write'} as const;
const all = '/accounts/{account}/webhook-endpoints';
const one = '/accounts/{account}/webhook-endpoints/{endpoint}';

const at = '2026-11-22T09:30:00.000Z';
const endpointExample: WebhookEndpoint = {
	id: 'whk_6hJk2PqS',
	url: 'https://shop.example/hooks/invoices',
	description: null,
	events: ['invoice.paid'],
	status: 'enabled',
	version: 1,
	createdAt: at,
	updatedAt: at,
};
const deliveryExample: Delivery = {
	id: 'evt_1xCv8BnM',
	endpointId: endpointExample.id,
	type: 'invoice.paid',
	state: 'delivered',
	attempts: [{at, status: 200, reason: null}],
	nextAttemptAt: null,
	createdAt: at,
};

const EndpointChange = WebhookEndpointInput.extend({status: z.enum(['enabled', 'disabled'])});

const replied = (answer: EndpointAnswer) => ({
	body: presentEndpoint(answer),
	location: `/api/v1/accounts/${answer.endpoint.accountId}/webhook-endpoints/${answer.endpoint.id}`,
});

export const routes: readonly Route[] = [
	route({
		method: 'POST',
		path: all,
		name: 'createWebhookEndpoint',
		summary: 'Be told of events; the secret is answered this once',
		access: writes,
		body: WebhookEndpointInput,
		answer: {status: 201, schema: WebhookEndpoint},
		refusals: ['too_many'],
		example: {
			body: {url: endpointExample.url, events: ['invoice.paid']},
			answer: {...endpointExample, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8I'},
		},
		run: (command) =>
			answering(command.request, replied, (remember) => createEndpoint(command, command.body, remember)),
	}),
	route({
		method: 'GET',
		path: all,
		name: 'listWebhookEndpoints',
		summary: 'List webhook endpoints',
		access: reads,
		query: ListQuery,
		answer: {status: 200, schema: listOf(WebhookEndpoint)},
		refusals: [],
		example: {answer: {data: [endpointExample], nextCursor: null}},
		run: async ({world, account, query}) => {
			const page = await listPage(
				world.db,
				{collection: endpointsOf(account.id), orderBy: [{field: 'createdAt', direction: 'desc'}]},
				query,
			);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentEndpoint({endpoint: asEndpoint(stored).document}));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: one,
		name: 'getWebhookEndpoint',
		summary: 'Get a webhook endpoint',
		access: reads,
		answer: {status: 200, schema: WebhookEndpoint},
		refusals: [],
		example: {answer: endpointExample},
		run: async ({world, account, params}) => {
			const read = await readEndpoint(world.db, account.id, params.endpoint);
			return read ? ok({body: presentEndpoint({endpoint: read.document})}) : refuse('not_found');
		},
	}),
	route({
		method: 'PATCH',
		path: one,
		name: 'changeWebhookEndpoint',
		summary: 'Change a webhook endpoint, or switch it on again',
		access: writes,
		body: patchOf(EndpointChange),
		answer: {status: 200, schema: WebhookEndpoint},
		refusals: [],
		example: {body: {status: 'enabled'}, answer: endpointExample},
		run: (command) =>
			answering(command.request, replied, (remember) =>
				changeEndpoint(
					command,
					command.params.endpoint,
					(before) => {
						const next = patched(EndpointChange, before, command.body);
						return next.ok
							? ok({
									...before,
									...next.value,
									failingSince: next.value.status === 'enabled' ? null : before.failingSince,
								})
							: next;
					},
					remember,
				),
			),
	}),
	route({
		method: 'DELETE',
		path: one,
		name: 'deleteWebhookEndpoint',
		summary: 'Delete a webhook endpoint',
		access: writes,
		answer: {status: 204},
		refusals: [],
		example: {},
		run: async (command) => {
			const deleted = await deleteEndpoint(command, command.params.endpoint);
			return deleted.ok ? ok({}) : deleted;
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/webhook-endpoints/{endpoint}/deliveries',
		name: 'listDeliveries',
		summary: 'What an endpoint was told, newest first',
		access: reads,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Delivery)},
		refusals: [],
		example: {answer: {data: [deliveryExample], nextCursor: null}},
		run: async ({world, account, params, query}) => {
			const listing = {
				collection: deliveriesOf(account.id),
				where: [{field: 'endpointId', op: '==' as const, value: params.endpoint}],
				orderBy: [{field: 'createdAt', direction: 'desc' as const}],
			};
			const page = await listPage(world.db, listing, query);
			if (!page.ok) return page;
			return ok({
				body: {
					data: page.value.data.map((stored) => presentDelivery(asDelivery(stored).document)),
					nextCursor: page.value.nextCursor,
				},
			});
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/webhook-endpoints/{endpoint}/deliveries/{delivery}/redeliver',
		name: 'redeliver',
		summary: 'Send an event once more',
		access: writes,
		answer: {status: 200, schema: Delivery},
		refusals: [],
		example: {answer: {...deliveryExample, state: 'pending', attempts: []}},
		run: (command) => {
			const {endpoint: endpointId, delivery: deliveryId} = command.params;
			return answering(
				command.request,
				({delivery}: DeliveryAnswer) => ({body: presentDelivery(delivery)}),
				(remember) => redeliver(command, {endpointId, deliveryId}, remember),
			);
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/webhook-endpoints/{endpoint}/test',
		name: 'testWebhookEndpoint',
		summary: 'Send an event that says nothing',
		access: writes,
		answer: {status: 200, schema: Delivery},
		refusals: [],
		example: {answer: {...deliveryExample, type: 'webhook.test', state: 'pending', attempts: []}},
		run: (command) =>
			answering(
				command.request,
				({delivery}: DeliveryAnswer) => ({body: presentDelivery(delivery)}),
				(remember) => testEndpoint(command, command.params.endpoint, remember),
			),
	}),
];
