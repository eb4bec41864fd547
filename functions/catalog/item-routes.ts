import {Item, ItemInput} from '../../schemas/catalog.ts';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {listPage, patchOf} from '../developers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import {createItem, deleteItem, type ItemChanged, updateItem} from './change-item.ts';
import {presentItem} from './core/present.ts';
import {asItem, findItem, itemsOf} from './store.ts';

const read = {kind: 'member', role: 'viewer', scope: 'items:read'} as const;
const write = {kind: 'member', role: 'bookkeeper', scope: 'items:write'} as const;

const example = {
	id: 'itm_0Vw3kYc2b9TqLm',
	name: 'Support, per hour',
	description: null,
	unit: 'h',
	unitAmount: 9500,
	currency: 'EUR',
	taxRateIds: ['tax_0Vw3kYc2b9TqLm'],
	version: 1,
	createdAt: '2026-11-22T09:30:00.000Z',
	updatedAt: '2026-11-22T09:30:00.000Z',
};

export const itemRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/items',
		name: 'createItem',
		summary: 'Create an item of the catalogue',
		access: write,
		body: ItemInput,
		answer: {status: 201, schema: Item},
		refusals: [],
		example: {body: {name: 'Support, per hour', unit: 'h', unitAmount: 9500}, answer: example},
		run: (context) =>
			answering(
				context.request,
				(answer: ItemChanged) => ({
					body: presentItem(answer.item),
					location: `/api/v1/accounts/${context.account.id}/items/${answer.item.id}`,
				}),
				(remember) => createItem(context, context.body, remember),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/items',
		name: 'listItems',
		summary: 'List the items of the catalogue',
		access: read,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Item)},
		refusals: [],
		example: {answer: {data: [example], nextCursor: null}},
		run: async ({world, account, query}) => {
			const page = await listPage(
				world.db,
				{collection: itemsOf(account.id), orderBy: [{field: 'createdAt', direction: 'desc'}]},
				query,
			);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentItem(asItem(stored).document));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/items/{item}',
		name: 'getItem',
		summary: 'Get an item',
		access: read,
		answer: {status: 200, schema: Item},
		refusals: [],
		example: {answer: example},
		run: async ({world, account, params}) => {
			const found = await findItem(world.db, account.id, params.item);
			return found ? ok({body: presentItem(found.document)}) : refuse('not_found');
		},
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}/items/{item}',
		name: 'updateItem',
		summary: 'Change an item; lines that copied it stay as they are',
		access: write,
		body: patchOf(ItemInput),
		answer: {status: 200, schema: Item},
		refusals: [],
		example: {body: {unitAmount: 9800}, answer: {...example, unitAmount: 9800, version: 2}},
		run: async (context) => {
			const done = await updateItem(context, context.params.item, context.body);
			return done.ok ? ok({body: presentItem(done.value.item)}) : done;
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/items/{item}',
		name: 'deleteItem',
		summary: 'Delete an item; lines that copied it stay as they are',
		access: write,
		answer: {status: 204},
		refusals: [],
		example: {},
		run: async (context) => {
			const done = await deleteItem(context, context.params.item);
			return done.ok ? ok({}) : done;
		},
	}),
];
