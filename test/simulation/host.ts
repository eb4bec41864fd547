/** The functions of the table, each started as a piece of work of its own, and the API for a caller beside it. */
import {z} from 'zod';
import {findAccount} from '../../functions/accounts/index.ts';
import {basePath, routes} from '../../functions/api.ts';
import {serveRoute} from '../../functions/developers/index.ts';
import {type DeployedFunction, functions} from '../../functions/index.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Route} from '../../functions/route.ts';
import type {Fields, World} from '../../functions/world.ts';

export type EventAct = (world: World) => (message: unknown) => Promise<void>;
export type HttpAct = (world: World) => (request: Request) => Promise<Response>;

const load = async ({file, act}: DeployedFunction): Promise<unknown> => {
	const module: {readonly [name: string]: unknown} = await import(
		new URL(`../../functions/${file}`, import.meta.url).href
	);
	return module[act];
};
const EventExport = z.custom<EventAct>((value) => typeof value === 'function');
const HttpExport = z.custom<HttpAct>((value) => typeof value === 'function');

// What acts load when they first need it takes real time, which must not pass in a simulation.
await import('../../functions/documents/render-pdf.ts');
await import('stripe');

/** By topic; all of the table, so that whatever joins it joins the simulation. */
export const eventActs: ReadonlyMap<string, EventAct> = new Map(
	(
		await Promise.all(
			functions.map(async (entry) =>
				entry.kind === 'event'
					? await load(entry).then((act) => entry.topics.map((topic) => [topic, EventExport.parse(act)] as const))
					: [],
			),
		)
	).flat(),
);
const webhookEntry = functions.find(({name}) => name === 'stripeWebhook');
if (webhookEntry === undefined) throw new Error('the table has a function for webhooks');
export const webhookAct: HttpAct = HttpExport.parse(await load(webhookEntry));

/** What is not an outage is a bug: acts may throw nothing else, whatever goes wrong outside. */
export const runEvent = async (
	world: World,
	{topic, message}: {readonly topic: string; readonly message: Fields},
	onBug: (bug: string) => void,
): Promise<void> => {
	const act = eventActs.get(topic);
	if (act === undefined) throw new Error(`nobody listens to ${topic}`);
	try {
		await act(world)(message);
	} catch (failure) {
		if (!(failure instanceof Outage)) onBug(`${topic} ${message.path ?? ''}: ${told(failure)}`);
		throw failure;
	}
};

const told = (failure: unknown): string =>
	failure instanceof Error ? (failure.stack ?? failure.message).split('\n').slice(0, 4).join(' | ') : String(failure);

type Matcher = {readonly route: Route; readonly pattern: RegExp; readonly names: readonly string[]};
const matchers: readonly Matcher[] = routes.map((route) => ({
	route,
	names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
	pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
}));

export type ApiCall = {
	readonly method: Route['method'];
	/** Below `/api/v1`. */
	readonly path: string;
	readonly json?: unknown;
	readonly uid: string;
	readonly key?: string;
};
// biome-ignore lint/suspicious/noExplicitAny: answers are read as they come
export type ApiAnswer = {readonly status: number; readonly body: any};

/** One request, past the router: the conventions and the route are the real ones. Throws what the route throws. */
export const callApi = async (world: World, {method, path, json, uid, key}: ApiCall): Promise<ApiAnswer> => {
	const found = matchers.find(({route, pattern}) => route.method === method && pattern.test(path));
	if (found === undefined) throw new Error(`no route ${method} ${path}`);
	const values = found.pattern.exec(path)?.slice(1) ?? [];
	const request = new Request(`https://app.example${basePath}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${uid}`,
			...(json === undefined ? {} : {'content-type': 'application/json'}),
			...(key === undefined ? {} : {'idempotency-key': key}),
		},
		...(json === undefined ? {} : {body: JSON.stringify(json)}),
	});
	const params = Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? '']));
	const requestId = `req_${world.ids.random()}`;
	const desk = {world, checkAnswers: true, findAccount};
	const response = await serveRoute(desk, found.route, {request, params, requestId});
	const text = await response.text();
	return {status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined};
};
