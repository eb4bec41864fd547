import {RaisedPrices, RaisePricesQuery, RaisePricesRequest} from '../../schemas/template-requests.ts';
import {answering, type Route, route} from '../route.ts';
import {raisedExample, raisePricesExample} from './examples.ts';
import {raisePrices} from './raise-prices.ts';

export const raiseRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/raise-prices',
		name: 'raisePrices',
		summary: 'Raise the prices of all live templates from a day on',
		access: {kind: 'member', role: 'bookkeeper', scope: 'templates:write'},
		query: RaisePricesQuery,
		body: RaisePricesRequest,
		answer: {status: 200, schema: RaisedPrices},
		refusals: [],
		example: {body: raisePricesExample, answer: raisedExample},
		run: (command) =>
			answering(
				command.request,
				(raised: RaisedPrices) => ({body: raised}),
				(remember) => raisePrices(command, {...command.body, cursor: command.query.cursor}, remember),
			),
	}),
];
