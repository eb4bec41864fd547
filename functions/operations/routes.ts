import {ListQuery, listOf} from '../../schemas/list.ts';
import {BillingHealth} from '../../schemas/operations.ts';
import {Parked, Run} from '../../schemas/run.ts';
import {SearchAnswer, SearchQuery} from '../../schemas/search.ts';
import {ok} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import {billingHealth} from './billing-health.ts';
import {getRun, listParked, listRuns, presentParked} from './list-runs.ts';
import {retryParked} from './retry-parked.ts';
import {searchAccount} from './search-account.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'templates:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'templates:write'} as const;

const runExample: Run = {
	id: 'run_202611300500',
	state: 'finished',
	startedAt: '2026-11-30T05:00:00.000Z',
	finishedAt: '2026-11-30T05:00:04.210Z',
	due: 12,
	issued: 11,
	skipped: 0,
	parked: 1,
	amounts: [{currency: 'EUR', total: 64141}],
};
const parkedExample: Parked = {
	id: 'prk_6tYc2QmZ',
	templateId: 'tpl_5sWd8NcE',
	date: '2026-11-30',
	reason: 'amount_jump',
	detail: '1190.00 EUR is more than 10 times the usual 11.90 EUR.',
	figures: {type: 'amount_jump', currency: 'EUR', amount: 119_000, usual: 1190, factor: 10},
	since: '2026-11-30T05:00:03.870Z',
};

export const routes: readonly Route[] = [
	route({
		method: 'GET',
		path: '/accounts/{account}/search',
		name: 'searchAccount',
		summary: 'Find customers and invoices by how they begin',
		access: {kind: 'member', role: 'viewer', scope: 'customers:read'},
		query: SearchQuery,
		answer: {status: 200, schema: SearchAnswer},
		refusals: [],
		example: {
			query: {q: 'caf'},
			answer: {data: [{type: 'customer', id: 'cus_0Vw3kYc2b9TqLm', title: 'Café Central', subtitle: null}]},
		},
		run: async ({world, account, query}) => ok({body: {data: await searchAccount(world, account, query.q)}}),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/runs',
		name: 'listRuns',
		summary: 'List billing runs, newest first',
		access: reads,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Run)},
		refusals: [],
		example: {answer: {data: [runExample], nextCursor: null}},
		run: async (command) => {
			const page = await listRuns(command, command.query);
			return page.ok ? ok({body: page.value}) : page;
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/runs/{run}',
		name: 'getRun',
		summary: 'Get this account’s share of a billing run',
		access: reads,
		answer: {status: 200, schema: Run},
		refusals: [],
		example: {answer: runExample},
		run: async (command) => {
			const found = await getRun(command, command.params.run);
			return found.ok ? ok({body: found.value.run}) : found;
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/billing-health',
		name: 'getBillingHealth',
		summary: 'Get how far billing is behind, and what holds it back',
		access: reads,
		answer: {status: 200, schema: BillingHealth},
		refusals: [],
		example: {
			answer: {
				oldestDueAt: '2026-11-30T05:00:00.000Z',
				oldestPendingAt: null,
				parked: 1,
				paused: false,
				suspended: false,
			},
		},
		run: async (command) => ok({body: await billingHealth(command)}),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/parked',
		name: 'listParked',
		summary: 'List templates that could not be billed',
		access: reads,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Parked)},
		refusals: [],
		example: {answer: {data: [parkedExample], nextCursor: null}},
		run: async (command) => {
			const page = await listParked(command, command.query);
			return page.ok ? ok({body: page.value}) : page;
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/parked/{parked}/retry',
		name: 'retryParked',
		summary: 'Bill a parked template again',
		access: writes,
		answer: {status: 200, schema: Parked},
		refusals: ['not_parked', 'customer_archived'],
		example: {answer: parkedExample},
		run: async (command) => {
			const {params, request} = command;
			const done = await retryParked(
				command,
				params.parked,
				(parked) => () => request.remember({body: presentParked(parked)}),
			);
			return done.ok ? ok({body: presentParked(done.value.parked)}) : done;
		},
	}),
];
