import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {CloudEvent} from 'cloudevents';
import {type PlatformParts, startPlatform} from '../../dev/platform.ts';
import {consoleLog} from '../../functions/adapters/log.ts';
import type {DeployedFunction} from '../../functions/index.ts';
import type {EventAct, HttpAct} from '../../functions/serve.ts';

const retry = {minBackoffSeconds: 3, maxBackoffSeconds: 10, maxAttempts: 3};
const common = {memoryMb: 256, timeoutSeconds: 60, concurrency: 4} as const;

/** A tiny platform: an API that mails and publishes, a scheduled function that counts, one that always fails. */
const table: readonly DeployedFunction[] = [
	{
		kind: 'http',
		name: 'tinyApi',
		file: '',
		act: 'api',
		paths: ['/api/**', '/health'],
		ports: ['mail', 'bus'],
		minInstances: 0,
		...common,
	},
	{
		kind: 'event',
		name: 'tinyTick',
		file: '',
		act: 'tick',
		topics: ['tiny.tick'],
		cron: '*/5 * * * *',
		ports: ['db'],
		retry,
		...common,
	},
	{kind: 'event', name: 'tinyPoison', file: '', act: 'poison', topics: ['tiny.poison'], ports: [], retry, ...common},
]; // prettier-ignore

/** One after the other: functions are registered by name in the whole process. */
const start = async (t: ExecutionContext, dataDir = mkdtempSync(join(tmpdir(), 'platform-'))) => {
	const ticks: unknown[] = [];
	let poisoned = 0;
	const api: HttpAct = (world) => async (request) => {
		const {pathname} = new URL(request.url);
		if (pathname === '/api/mail') await world.mail.send(letter);
		if (pathname === '/api/poison') await world.bus.publish('tiny.poison', [{path: 'accounts/a/x/y'}]);
		return Response.json({pathname, body: await request.text()});
	};
	const tick: EventAct = () => async (message) => {
		ticks.push(message);
	};
	const poison: EventAct = () => async () => {
		poisoned++;
		throw new Error('never');
	};
	const acts = {tinyApi: api, tinyTick: tick, tinyPoison: poison} as const;
	const parts: PlatformParts = {
		settings: {port: 0, workbenchPort: 0, stripePort: 0, dataDir, seed: 'none'},
		table,
		load: async ({name}) => Object.entries(acts).find(([each]) => each === name)?.[1],
		log: consoleLog('error'),
		client: Promise.resolve(client()),
	};
	const platform = await startPlatform(parts);
	let stopped = false;
	const stop = async (): Promise<void> => {
		if (!stopped) await platform.stop();
		stopped = true;
	};
	t.teardown(stop);
	const bench = async (method: string, path: string, body?: object) => {
		const response = await fetch(`${platform.workbenchUrl}${path}`, {
			method,
			...(body === undefined ? {} : {body: JSON.stringify(body)}),
		});
		return {status: response.status, body: response.status === 204 ? null : await response.json()};
	};
	return {...platform, stop, bench, dataDir, ticks, poisoned: () => poisoned};
};

const letter = {
	key: 'k',
	from: {name: 'Us'},
	replyTo: null,
	to: ['ada@example.org'],
	cc: [],
	subject: 'Hello',
	text: 'Hello <Ada>',
	html: '',
	attachments: [{name: 'a b.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF')}],
};

const client = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'client-'));
	mkdirSync(join(folder, 'assets'));
	writeFileSync(join(folder, 'index.html'), '<!doctype html><title>client</title>');
	writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'console.log(1);');
	return folder;
};

test.serial('paths of the table go to their functions, all others to the client', async (t) => {
	const {url} = await start(t);
	const answer = await fetch(`${url}/api/v1/things`, {
		method: 'POST',
		body: '{"broken"',
		headers: {'content-type': 'application/json'},
	});
	t.deepEqual(await answer.json(), {pathname: '/api/v1/things', body: '{"broken"'});
	t.is((await fetch(`${url}/health`)).status, 200);

	const page = await fetch(`${url}/invoices/inv_1`);
	t.true((await page.text()).includes('<title>client</title>'));
	t.is(page.headers.get('cache-control'), 'no-cache');
	const policy = page.headers.get('content-security-policy') ?? '';
	t.true(policy.includes("default-src 'none'") && policy.includes("require-trusted-types-for 'script'"));
	t.is(page.headers.get('set-cookie'), null);

	const script = await fetch(`${url}/assets/main-1a2b.js`);
	t.is(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
	t.is(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
	t.is((await fetch(`${url}/assets/none.js`)).status, 404);
	t.is((await fetch(`${url}/..%2f..%2fetc/passwd.txt`)).status, 404);
});

test.serial('the client is told where to sign in and where the workbench is', async (t) => {
	const {url, workbenchUrl} = await start(t);
	t.deepEqual(await (await fetch(`${url}/config.json`)).json(), {
		auth: {kind: 'local', signInUrl: `${workbenchUrl}/api/sign-in`},
		platform: {workbenchUrl},
	});
});

test.serial('whoever gives an address is the same person each time, also after a restart', async (t) => {
	const {bench, stop, dataDir} = await start(t);
	const first = await bench('POST', '/api/sign-in', {email: 'Ada@Example.org', name: 'Ada'});
	const again = await bench('POST', '/api/sign-in', {email: 'ada@example.org'});
	t.is(first.status, 200);
	t.is(typeof first.body.token, 'string');
	t.is(first.body.uid, again.body.uid);
	t.not((await bench('POST', '/api/sign-in', {email: 'bob@example.org'})).body.uid, first.body.uid);
	t.is((await bench('POST', '/api/sign-in', {email: 'nobody'})).status, 422);
	await stop();

	const later = await start(t, dataDir);
	t.is((await later.bench('POST', '/api/sign-in', {email: 'ada@example.org'})).body.uid, first.body.uid);
});

test.serial('the clock is walked by a duration or to an instant, forward only', async (t) => {
	const {bench, ticks} = await start(t);
	const before = (await bench('GET', '/api/clock')).body.now;
	const walked = await bench('POST', '/api/clock', {advance: 'P1M'});
	t.is(walked.status, 200);
	t.true(walked.body.now > before);
	t.true((await bench('GET', '/api/clock')).body.now >= walked.body.now);

	t.is((await bench('POST', '/api/clock', {to: '2199-01-01T00:00:00+02:00'})).body.now, '2198-12-31T22:00:00.000Z');
	t.is((await bench('POST', '/api/clock', {to: before})).status, 422);
	t.is((await bench('POST', '/api/clock', {advance: '-P1D'})).status, 422);
	t.is((await bench('POST', '/api/clock', {advance: 'soon'})).status, 422);
	t.is((await bench('POST', '/api/clock', {to: '9999-01-01T00:00:00Z'})).status, 422);
	t.is((await bench('POST', '/api/clock', {})).status, 422);
	t.deepEqual(ticks[0], {});
});

test.serial('walks that are asked for at once happen one after the other', async (t) => {
	const {bench} = await start(t);
	const before = Date.parse((await bench('GET', '/api/clock')).body.now);
	await Promise.all([1, 2, 3].map(() => bench('POST', '/api/clock', {advance: 'P1D'})));
	const days = (Date.parse((await bench('GET', '/api/clock')).body.now) - before) / 86_400_000;
	t.true(days >= 3 && days < 3.01, String(days));
});

test.serial('mail lies in the mailbox with its attachments, shown where it can do nothing', async (t) => {
	const {url, bench, workbenchUrl} = await start(t);
	await fetch(`${url}/api/mail`);
	await fetch(`${url}/api/mail`);
	const {data} = (await bench('GET', '/api/mail?to=ADA@example.org')).body;
	t.is(data.length, 1);
	t.like(data[0], {to: ['ada@example.org'], subject: 'Hello', html: ''});
	t.like(data[0].attachments[0], {name: 'a b.pdf', type: 'application/pdf', size: 4});
	t.is(await (await fetch(data[0].attachments[0].url)).text(), '%PDF');
	t.is((await bench('GET', '/api/mail?to=bob@example.org')).body.data.length, 0);
	t.is((await bench('GET', '/api/mail?since=2199-01-01T00:00:00Z')).body.data.length, 0);
	t.is((await bench('GET', '/api/mail?since=yesterday')).status, 422);

	const shown = await fetch(`${workbenchUrl}/mail/${data[0].id}`);
	t.true(shown.headers.get('content-security-policy')?.startsWith('sandbox'));
	t.true((await shown.text()).includes('Hello &lt;Ada&gt;'));
});

test.serial('the table of functions is shown, and what is scheduled runs on request', async (t) => {
	const {bench, ticks} = await start(t);
	const {data} = (await bench('GET', '/api/functions')).body;
	t.deepEqual(
		data.map(({name, scheduled}: {name: string; scheduled: boolean}) => [name, scheduled]),
		[
			['tinyApi', false],
			['tinyTick', true],
			['tinyPoison', false],
		],
	);
	const before = ticks.length;
	t.is((await bench('POST', '/api/functions/tinyTick/run')).status, 200);
	t.is(ticks.length, before + 1);
	t.is((await bench('POST', '/api/functions/tinyPoison/run')).status, 409);
	t.is((await bench('POST', '/api/functions/none/run')).status, 404);
});

test.serial('a message that always fails is tried as often as the table says and then put aside', async (t) => {
	const {url, bench, poisoned} = await start(t);
	await fetch(`${url}/api/poison`);
	await bench('POST', '/api/functions/tinyTick/run');
	t.is(poisoned(), 3);
	t.true(
		(await bench('GET', '/api/happenings')).body.data.some(({outcome}: {outcome: string}) => outcome === 'failed'),
	);
});

test.serial('faults are added, listed and taken away, and meet the functions', async (t) => {
	const {url, bench} = await start(t);
	const fault = {port: 'mail', operation: 'send', kind: 'error', times: 1};
	const made = await bench('POST', '/api/faults', fault);
	t.is(made.status, 201);
	const {data, operations} = (await bench('GET', '/api/faults')).body;
	t.like(data[0], {...fault, left: 1});
	t.deepEqual(operations.mail, ['send']);
	t.deepEqual(operations.bus, ['publish']);
	t.true(operations.db.includes('commit') && !('settings' in operations));

	t.is((await fetch(`${url}/api/mail`)).status, 503);
	t.is((await fetch(`${url}/api/mail`)).status, 200);
	t.deepEqual((await bench('GET', '/api/faults')).body.data, []);

	await bench('POST', '/api/faults', {...fault, kind: 'delay', delayMs: 1});
	t.is((await bench('DELETE', '/api/faults')).status, 204);
	t.deepEqual((await bench('GET', '/api/faults')).body.data, []);
	t.is((await bench('POST', '/api/faults', {...fault, operation: 'explode'})).status, 422);
	t.is((await bench('POST', '/api/faults', {...fault, kind: 'melt'})).status, 422);
});

test.serial('billing is paused and goes on, and says how far behind it is and what its runs did', async (t) => {
	const {bench} = await start(t);
	const ages = {oldestDueAt: null, oldestPendingAt: null, parked: 0};
	t.deepEqual((await bench('GET', '/api/billing')).body, {paused: false, reason: null, since: null, ages});
	const paused = await bench('POST', '/api/billing', {paused: true, reason: 'A drill'});
	t.like(paused, {status: 200, body: {paused: true, reason: 'A drill'}});
	t.deepEqual((await bench('GET', '/api/billing')).body, {...paused.body, ages});
	t.like((await bench('POST', '/api/billing', {paused: false})).body, {paused: false, reason: null});
	t.is((await bench('POST', '/api/billing', {paused: 'perhaps'})).status, 422);
	t.deepEqual((await bench('GET', '/api/runs')).body, {data: [], complete: true});
});

test.serial('calls to the payment provider’s stand-in are logged', async (t) => {
	const {bench, stripeUrl} = await start(t);
	await fetch(`${stripeUrl}/v1/customers`, {method: 'POST', headers: {authorization: 'Bearer sk_test_x'}});
	t.is((await bench('GET', '/api/payments/log')).body.data.at(-1)?.path, '/v1/customers');
	t.true(Array.isArray((await bench('GET', '/api/payments/objects/customer')).body.data));
});

test.serial('the web client may call the workbench, pages of other sites may not, under no name', async (t) => {
	const {url, workbenchUrl} = await start(t);
	const preflight = await fetch(`${workbenchUrl}/api/clock`, {
		method: 'OPTIONS',
		headers: {origin: url, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type'},
	});
	t.is(preflight.status, 204);
	t.is(preflight.headers.get('access-control-allow-origin'), url);
	const foreign = await fetch(`${workbenchUrl}/api/plug`, {method: 'POST', headers: {origin: 'https://evil.example'}});
	t.is(foreign.status, 403);
	t.is(foreign.headers.get('access-control-allow-origin'), null);
});

test.serial('the workbench page has a strict policy and all it needs', async (t) => {
	const {workbenchUrl} = await start(t);
	const page = await fetch(workbenchUrl);
	t.true(page.headers.get('content-security-policy')?.includes("script-src 'self'"));
	const html = await page.text();
	for (const path of ['/workbench.css', '/workbench.js']) {
		t.true(html.includes(path));
		t.is((await fetch(workbenchUrl + path)).status, 200);
	}
	const script = await (await fetch(`${workbenchUrl}/workbench.js`)).text();
	const parts = [...script.matchAll(/from '\.(\/[\w-]+\.js)'/g)].map(([, path = '']) => path);
	t.deepEqual(parts, ['/page.js', '/runs.js']);
	for (const path of parts)
		t.regex((await fetch(workbenchUrl + path)).headers.get('content-type') ?? '', /^text\/javascript/);
	t.is((await fetch(`${workbenchUrl}/nothing`)).status, 404);
	t.is((await fetch(`${workbenchUrl}/api/clock`, {method: 'DELETE'})).status, 405);
});

test.serial('both names of this machine lead to the platform', async (t) => {
	const {url} = await start(t);
	const {port} = new URL(url);
	t.is((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
	t.is((await fetch(`http://localhost:${port}/health`)).status, 200);
});

test.serial('a CloudEvent that a function gets is one by the specification', async (t) => {
	const {openHost} = await import('../../dev/host/host.ts');
	const seen: unknown[] = [];
	const [, entry] = table;
	if (entry === undefined) return t.fail();
	const host = await openHost({
		table: [{...entry, name: 'tinySeen'}],
		world: {} as never,
		load: async () => () => async (message: unknown) => seen.push(message),
	});
	const {getFunction} = await import('@google-cloud/functions-framework/testing');
	await host.deliver('tinySeen', 'tiny.tick', {a: 'ü'}, '7');
	t.deepEqual(seen, [{a: 'ü'}]);
	t.is(typeof getFunction('tinySeen'), 'function');
	const {cloudEvent} = await import('../../dev/host/cloud-event.ts');
	t.true(new CloudEvent(cloudEvent('tinySeen', 'tiny.tick', {a: 1}, '7')).validate());
});
