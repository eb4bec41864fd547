import {z} from 'zod';
import {Customer, CustomerInput} from '../../schemas/customer.ts';
import {Flag, listOf, listQuery} from '../../schemas/list.ts';
import {patchOf} from '../developers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import {presentCustomer} from './core/present.ts';
import {type CustomerChanged, createCustomer} from './create-customer.ts';
import {customerExample} from './examples.ts';
import {searchCustomers} from './search-customers.ts';
import {asCustomer, openPersonal, readCustomer} from './store.ts';
import {archiveCustomer, restoreCustomer, updateCustomer} from './update-customer.ts';

const read = {kind: 'member', role: 'viewer', scope: 'customers:read'} as const;
const write = {kind: 'member', role: 'bookkeeper', scope: 'customers:write'} as const;

const CustomerQuery = z.strictObject({
	...listQuery,
	/** Beginnings of words of the name, or a whole mail address. */
	q: z.string().min(1).max(200).optional(),
	archived: Flag.default(false),
	sort: z.enum(['createdAt', '-createdAt']).default('-createdAt'),
});

const replyOf = (answer: CustomerChanged) => ({
	body: presentCustomer(answer.customer, answer.personal),
});

export const routes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/customers',
		name: 'createCustomer',
		summary: 'Create a customer',
		access: write,
		body: CustomerInput,
		answer: {status: 201, schema: Customer},
		refusals: [],
		example: {body: {name: 'Café Central', email: 'office@cafe-central.example'}, answer: customerExample},
		run: (context) =>
			answering(
				context.request,
				(answer: CustomerChanged) => ({
					...replyOf(answer),
					location: `/api/v1/accounts/${context.account.id}/customers/${answer.customer.id}`,
				}),
				(remember) => createCustomer(context, context.body, remember),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/customers',
		name: 'listCustomers',
		summary: 'List customers, or find them by name or mail address',
		access: read,
		query: CustomerQuery,
		answer: {status: 200, schema: listOf(Customer)},
		refusals: [],
		example: {query: {q: 'cent', limit: '25'}, answer: {data: [customerExample], nextCursor: null}},
		run: async ({world, account, query}) => {
			const page = await searchCustomers(world, account, query);
			if (!page.ok) return page;
			const customers = page.value.data.map((stored) => asCustomer(stored).document);
			const data = await Promise.all(
				customers.map(async (customer) => presentCustomer(customer, await openPersonal(world, customer))),
			);
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/customers/{customer}',
		name: 'getCustomer',
		summary: 'Get a customer',
		access: read,
		answer: {status: 200, schema: Customer},
		refusals: [],
		example: {answer: customerExample},
		run: async ({world, account, params}) => {
			const found = await readCustomer(world.db, account.id, params.customer);
			if (found === undefined) return refuse('not_found');
			const personal = await openPersonal(world, found.document);
			return ok({body: presentCustomer(found.document, personal)});
		},
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}/customers/{customer}',
		name: 'updateCustomer',
		summary: 'Change a customer; the edit reaches their templates, issued documents stay as they are',
		access: write,
		body: patchOf(CustomerInput),
		answer: {status: 200, schema: Customer},
		refusals: ['customer_archived', 'too_many_templates'],
		example: {body: {billingAddress: {city: 'Wien'}}, answer: customerExample},
		run: async (context) => {
			const done = await updateCustomer(context, context.params.customer, context.body);
			return done.ok ? ok(replyOf(done.value)) : done;
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/customers/{customer}',
		name: 'archiveCustomer',
		summary: 'Archive a customer: kept and readable, billed no more',
		access: write,
		answer: {status: 204},
		refusals: [],
		example: {},
		run: async (context) => {
			const done = await archiveCustomer(context, context.params.customer);
			return done.ok ? ok({}) : done;
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/customers/{customer}/restore',
		name: 'restoreCustomer',
		summary: 'Take a customer out of the archive',
		access: write,
		answer: {status: 200, schema: Customer},
		refusals: [],
		example: {answer: customerExample},
		run: (context) =>
			answering(context.request, replyOf, (remember) => restoreCustomer(context, context.params.customer, remember)),
	}),
];
