import {TaxRate, TaxRateInput, TaxRateReplacement} from '../../schemas/catalog.ts';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {listPage, patchOf} from '../developers/index.ts';
import {today} from '../kernel/calendar.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type AccountContext, answering, type Route, route} from '../route.ts';
import {createTaxRate, deleteTaxRate, type TaxRateChanged, updateTaxRate} from './change-tax-rate.ts';
import {presentTaxRate} from './core/present.ts';
import {replaceTaxRate} from './replace-tax-rate.ts';
import {asTaxRate, findTaxRate, taxRatesOf} from './store.ts';

const read = {kind: 'member', role: 'viewer', scope: 'taxRates:read'} as const;
const write = {kind: 'member', role: 'admin', scope: 'taxRates:write'} as const;

const example = {
	id: 'tax_0Vw3kYc2b9TqLm',
	name: 'USt',
	percent: '19',
	scheme: 'VAT',
	category: 'S',
	reason: null,
	exemptionCode: null,
	versions: [{from: null, percent: '19'}],
	version: 1,
	createdAt: '2026-11-22T09:30:00.000Z',
	updatedAt: '2026-11-22T09:30:00.000Z',
};

const dayOf = ({account, now}: {readonly account: AccountContext; readonly now: string}) =>
	today(now, account.account.timeZone);

export const taxRateRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/tax-rates',
		name: 'createTaxRate',
		summary: 'Create a tax rate',
		access: write,
		body: TaxRateInput,
		answer: {status: 201, schema: TaxRate},
		refusals: [],
		example: {body: {name: 'USt', percent: '19', category: 'S'}, answer: example},
		run: (context) =>
			answering(
				context.request,
				(answer: TaxRateChanged) => ({
					body: presentTaxRate(answer.rate, dayOf(context)),
					location: `/api/v1/accounts/${context.account.id}/tax-rates/${answer.rate.id}`,
				}),
				(remember) => createTaxRate(context, context.body, remember),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/tax-rates',
		name: 'listTaxRates',
		summary: 'List the tax rates',
		access: read,
		query: ListQuery,
		answer: {status: 200, schema: listOf(TaxRate)},
		refusals: [],
		example: {answer: {data: [example], nextCursor: null}},
		run: async (context) => {
			const page = await listPage(
				context.world.db,
				{
					collection: taxRatesOf(context.account.id),
					where: [{field: 'deleted', op: '==', value: false}],
					orderBy: [{field: 'createdAt', direction: 'desc'}],
				},
				context.query,
			);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentTaxRate(asTaxRate(stored).document, dayOf(context)));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/tax-rates/{taxRate}',
		name: 'getTaxRate',
		summary: 'Get a tax rate with every percent it has and will have',
		access: read,
		answer: {status: 200, schema: TaxRate},
		refusals: [],
		example: {answer: example},
		run: async (context) => {
			const found = await findTaxRate(context.world.db, context.account.id, context.params.taxRate);
			if (found === undefined) return refuse('not_found');
			return ok({body: presentTaxRate(found.document, dayOf(context))});
		},
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}/tax-rates/{taxRate}',
		name: 'updateTaxRate',
		summary: 'Change a tax rate; once used, its percent is replaced instead',
		access: write,
		body: patchOf(TaxRateInput),
		answer: {status: 200, schema: TaxRate},
		refusals: ['tax_rate_used'],
		example: {body: {name: 'Umsatzsteuer'}, answer: {...example, name: 'Umsatzsteuer', version: 2}},
		run: async (context) => {
			const done = await updateTaxRate(context, context.params.taxRate, context.body);
			if (!done.ok) return done;
			return ok({body: presentTaxRate(done.value.rate, dayOf(context))});
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/tax-rates/{taxRate}',
		name: 'deleteTaxRate',
		summary: 'Offer a tax rate no more; documents that name it keep it',
		access: write,
		answer: {status: 204},
		refusals: [],
		example: {},
		run: async (context) => {
			const done = await deleteTaxRate(context, context.params.taxRate);
			return done.ok ? ok({}) : done;
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/tax-rates/{taxRate}/replace',
		name: 'replaceTaxRate',
		summary: 'Set another percent from a day on',
		access: write,
		body: TaxRateReplacement,
		answer: {status: 200, schema: TaxRate},
		refusals: [],
		example: {
			body: {percent: '21', from: '2027-01-01'},
			answer: {
				...example,
				versions: [
					{from: null, percent: '19'},
					{from: '2027-01-01', percent: '21'},
				],
			},
		},
		run: async (context) => {
			const done = await replaceTaxRate(context, context.params.taxRate, context.body);
			if (!done.ok) return done;
			return ok({body: presentTaxRate(done.value.rate, dayOf(context))});
		},
	}),
];
