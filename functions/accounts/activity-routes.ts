import {z} from 'zod';
import {Activity, ActivityDocument} from '../../schemas/activity.ts';
import {listOf, listQuery} from '../../schemas/list.ts';
import {presentActivity} from '../activity.ts';
import {listPage} from '../developers/index.ts';
import {readAs} from '../kernel/documents.ts';
import {ok} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import {activityExample, pageOf} from './examples.ts';

const ActivityQuery = z.strictObject({
	...listQuery,
	/** The history of one object, by its id. */
	object: z.string().max(50).optional(),
});

export const activityRoutes: readonly Route[] = [
	route({
		method: 'GET',
		path: '/accounts/{account}/activity',
		name: 'listActivity',
		summary: 'List who did what, of the account or of one object',
		access: {kind: 'member', role: 'viewer', scope: 'settings:read'},
		query: ActivityQuery,
		answer: {status: 200, schema: listOf(Activity)},
		refusals: [],
		example: {query: {object: 'cus_0Vw3kYc2b9TqLm'}, answer: pageOf(activityExample)},
		run: async ({world, account, query}) => {
			const page = await listPage(
				world.db,
				{
					collection: `accounts/${account.id}/activity`,
					where: query.object ? [{field: 'about', op: 'array-contains', value: query.object}] : [],
					orderBy: [{field: 'at', direction: 'desc'}],
				},
				query,
			);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentActivity(readAs(ActivityDocument, stored)));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
];
