/** The API: every domain's routes behind one door. What all of them have in common is in functions/developers. */
import {Hono, type Context as HonoContext} from 'hono';
import {routes as accounts, findAccount} from './accounts/index.ts';
import {routes as catalog} from './catalog/index.ts';
import {routes as clocks} from './clocks/index.ts';
import {routes as customers} from './customers/index.ts';
import {broken, refused, serveRoute, told, unavailable} from './developers/index.ts';
import {routes as developers} from './developers/routes.ts';
import {routes as documents} from './documents/index.ts';
import {routes as invoices} from './invoices/index.ts';
import {addDays} from './kernel/calendar.ts';
import {Bug} from './kernel/invariant.ts';
import {Outage} from './kernel/outage.ts';
import {routes as operations} from './operations/index.ts';
import {routes as payments} from './payments/index.ts';
import {routes as recurring} from './recurring/index.ts';
import type {Route} from './route.ts';
import type {World} from './world.ts';

export const basePath = '/api/v1';

/** Every operation there is. */
export const routes: readonly Route[] = [
	...accounts,
	...customers,
	...catalog,
	...invoices,
	...payments,
	...recurring,
	...documents,
	...operations,
	...clocks,
	...developers,
];

/** `checkAnswers`: parse every answer with its schema, as tests do. */
export type ApiOptions = {readonly checkAnswers?: boolean};

/** The deployed function: see functions/index.ts. */
export const api = (world: World, options: ApiOptions = {}): ((request: Request) => Promise<Response>) => {
	const app = createApi(world, options);
	return async (request) => app.fetch(request);
};

type Variables = {Variables: {requestId: string}};
type Served = HonoContext<Variables>;

const createApi = (world: World, {checkAnswers = false}: ApiOptions) => {
	const app = new Hono<Variables>();
	const desk = {world, checkAnswers, findAccount};

	app.use(async (served, next) => {
		served.set('requestId', `req_${world.ids.random()}`);
		await next();
	});
	for (const route of routes) {
		app.on(route.method, `${basePath}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (served) =>
			serveRoute(desk, route, {
				request: served.req.raw,
				params: served.req.param(),
				requestId: served.get('requestId'),
			}),
		);
	}
	app.get(`${basePath}/openapi.json`, async (served) => {
		const {describe} = await import('./developers/openapi.ts');
		return told(served.get('requestId'), JSON.stringify(describe(routes)));
	});
	app.get('/health', (served) => told(served.get('requestId'), '{"ok":true}'));
	app.get('/.well-known/security.txt', async (served) =>
		told(served.get('requestId'), securityText(world, await world.clock.now()), 'text/plain; charset=utf-8'),
	);
	app.notFound((served) => missing(served));
	app.onError((failure, served) => failed(world, failure, served));
	return app;
};

/** A path that exists for other methods is 405, any other 404. */
const missing = (served: Served): Response => {
	const allowed = allowedOn(served.req.path);
	const requestId = served.get('requestId');
	if (allowed.length === 0) return refused({code: 'not_found'}, requestId);
	return refused({code: 'method_not_allowed'}, requestId, {allow: allowed.join(', ')});
};

const patterns = routes.map(({method, path}) => ({
	method,
	matcher: new RegExp(`^${basePath}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));
const alone = [`${basePath}/openapi.json`, '/health', '/.well-known/security.txt'];

const allowedOn = (path: string): readonly string[] => [
	...new Set(
		alone.includes(path) ? ['GET'] : patterns.filter(({matcher}) => matcher.test(path)).map(({method}) => method),
	),
];

/** Outages ask to come again. Everything else is a bug: told to us without any value, to the caller not at all. */
const failed = (world: World, failure: Error, served: Served): Response => {
	const requestId = served.get('requestId');
	const operation = `${served.req.method} ${served.req.routePath}`;
	if (failure instanceof Outage) {
		world.log.write('warning', 'a request met an outage', {requestId, operation, reason: failure.message});
		return unavailable(requestId);
	}
	// Only our own invariants have messages that are known to hold no values.
	const message = failure instanceof Bug ? failure.message : failure.name;
	const place =
		failure.stack
			?.split('\n')
			.find((line) => line.trim().startsWith('at '))
			?.trim() ?? '';
	world.log.write('error', 'a request met a bug', {requestId, operation, message, place});
	return broken(requestId);
};

/** RFC 9116. */
const securityText = ({settings}: World, now: string): string =>
	[
		`Contact: mailto:security@${new URL(settings.publicUrl).hostname}`,
		`Expires: ${addDays(now.slice(0, 10), 180)}T00:00:00.000Z`,
		'Preferred-Languages: en, de',
		`Canonical: ${settings.publicUrl}/.well-known/security.txt`,
		'',
	].join('\n');
