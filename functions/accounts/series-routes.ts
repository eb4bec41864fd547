import {ListQuery, listOf} from '../../schemas/list.ts';
import {Series, SeriesInput, SeriesPatch} from '../../schemas/series.ts';
import {listPage} from '../developers/index.ts';
import {today} from '../kernel/calendar.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type AccountContext, answering, type Route, route} from '../route.ts';
import {presentSeries} from './core/present.ts';
import {createSeries, type SeriesMade} from './create-series.ts';
import {pageOf, seriesExample} from './examples.ts';
import {asSeries, findSeries, seriesOf} from './store.ts';
import {deleteSeries, updateSeries} from './update-series.ts';

const read = {kind: 'member', role: 'viewer', scope: 'settings:read'} as const;
const write = {kind: 'member', role: 'admin', scope: 'settings:write'} as const;

const dayOf = ({account, now}: {readonly account: AccountContext; readonly now: string}) =>
	today(now, account.account.timeZone);

export const seriesRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/series',
		name: 'createSeries',
		summary: 'Create a number series',
		access: write,
		body: SeriesInput,
		answer: {status: 201, schema: Series},
		refusals: ['number_taken', 'too_many'],
		example: {body: {for: 'invoice', pattern: 'SHOP-{YYYY}-{0000}', next: 100, reset: 'year'}, answer: seriesExample},
		run: (context) =>
			answering(
				context.request,
				(answer: SeriesMade) => ({
					body: presentSeries(answer.series, dayOf(context)),
					location: `/api/v1/accounts/${context.account.id}/series/${answer.series.id}`,
				}),
				(remember) => createSeries(context, context.body, remember),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/series',
		name: 'listSeries',
		summary: 'List the number series',
		access: read,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Series)},
		refusals: [],
		example: {answer: pageOf(seriesExample)},
		run: async (context) => {
			const page = await listPage(
				context.world.db,
				{collection: seriesOf(context.account.id), orderBy: [{field: 'createdAt', direction: 'desc'}]},
				context.query,
			);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentSeries(asSeries(stored).document, dayOf(context)));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/series/{series}',
		name: 'getSeries',
		summary: 'Get a number series with a sample of its next number',
		access: read,
		answer: {status: 200, schema: Series},
		refusals: [],
		example: {answer: seriesExample},
		run: async (context) => {
			const found = await findSeries(context.world.db, context.account.id, context.params.series);
			if (found === undefined) return refuse('not_found');
			return ok({body: presentSeries(found.document, dayOf(context))});
		},
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}/series/{series}',
		name: 'updateSeries',
		summary: 'Raise the next number, make it the default, or (while unused) change its pattern',
		access: write,
		body: SeriesPatch,
		answer: {status: 200, schema: Series},
		refusals: ['number_taken', 'series_in_use'],
		example: {body: {next: 500}, answer: seriesExample},
		run: async (context) => {
			const done = await updateSeries(context, context.params.series, context.body);
			if (!done.ok) return done;
			return ok({body: presentSeries(done.value.series, dayOf(context))});
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/series/{series}',
		name: 'deleteSeries',
		summary: 'Delete a series from which no number was taken',
		access: write,
		answer: {status: 204},
		refusals: ['series_in_use'],
		example: {},
		run: async (context) => {
			const done = await deleteSeries(context, context.params.series);
			return done.ok ? ok({}) : done;
		},
	}),
];
