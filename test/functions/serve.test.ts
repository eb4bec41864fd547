import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';

const serve = new URL('../../functions/serve.ts', import.meta.url).href;
const framework = fileURLToPath(new URL('main.js', import.meta.resolve('@google-cloud/functions-framework')));

/** One function in a process of its own, as it runs deployed. */
const deployed = async (t: ExecutionContext, target: 'api' | 'billPage') => {
	const folder = await mkdtemp(join(tmpdir(), 'serve-'));
	await writeFile(join(folder, 'package.json'), '{"type":"module","main":"index.mjs"}');
	await writeFile(join(folder, 'index.mjs'), program);
	const port = await freePort();
	const child = spawn(process.execPath, [framework, `--target=${target}`, `--source=${folder}`, `--port=${port}`], {
		env: {...process.env, NODE_ENV: 'production'},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	t.teardown(async () => {
		child.kill('SIGKILL');
		await rm(folder, {recursive: true});
	});
	const base = `http://127.0.0.1:${port}`;
	await listening(base);
	return {base, child};
};

const program = `
import {drainOnSigterm, keepBodiesUnread, serveEvent, serveHttp} from '${serve}';
const entry = {name: 'api', ports: ['db'], kind: 'http'};
const world = {db: {get: async () => undefined}, bus: {}, settings: {}};
const api = (world) => async (request) => {
	const {pathname} = new URL(request.url);
	if (pathname === '/slow') await new Promise((resolve) => setTimeout(resolve, 700));
	if (pathname === '/bug') throw new Error('a secret');
	if (pathname === '/outage') throw Object.assign(new Error('x'), {});
	if (pathname === '/port') world.bus.publish('x', []);
	if (pathname === '/db') await world.db.get('x');
	return new Response(await request.text(), {headers: {'x-type': request.headers.get('content-type') ?? ''}});
};
if (process.argv.join().includes('billPage')) serveEvent({...entry, name: 'billPage'}, () => async (message) => {
	console.log('message ' + JSON.stringify(message));
	if (message.fail) throw new Error('again');
}, async () => world);
else {
	keepBodiesUnread();
	serveHttp(entry, api, async () => world);
}
drainOnSigterm();
`;

const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	return port;
};

const listening = async (base: string): Promise<void> => {
	for (let turn = 0; turn < 100; turn++) {
		if (
			await fetch(base, {method: 'OPTIONS'}).then(
				() => true,
				() => false,
			)
		)
			return;
		await pause(50);
	}
	throw new Error('the function does not listen');
};

const post = (url: string, body: string, type = 'application/json') =>
	fetch(url, {method: 'POST', body, headers: {'content-type': type}});

test('an HTTP function reads its body itself, broken JSON and all, and shows nothing of what it throws', async (t) => {
	const {base} = await deployed(t, 'api');

	const broken = await post(`${base}/echo`, '{"a":1,"a":2');
	t.is(broken.status, 200);
	t.is(await broken.text(), '{"a":1,"a":2');
	t.is(broken.headers.get('x-type'), 'application/json');
	t.is(await (await post(`${base}/echo`, 'ü'.repeat(300_000), 'text/plain')).text(), 'ü'.repeat(300_000));

	const bug = await post(`${base}/bug`, '');
	t.is(bug.status, 500);
	t.false((await bug.text()).includes('secret'));
});

test('a function reaches the ports that the table gives it and no other', async (t) => {
	const {base} = await deployed(t, 'api');
	t.is((await post(`${base}/db`, '')).status, 200);
	t.is((await post(`${base}/port`, '')).status, 500);
});

test('requests in flight are finished after SIGTERM, then the process ends', async (t) => {
	const {base, child} = await deployed(t, 'api');
	const inFlight = [post(`${base}/slow`, 'one'), post(`${base}/slow`, 'two')];
	await pause(200);
	child.kill('SIGTERM');
	const ended = once(child, 'exit');
	t.deepEqual(await Promise.all(inFlight.map(async (answer) => [(await answer).status, await (await answer).text()])), [
		[200, 'one'],
		[200, 'two'],
	]);
	t.deepEqual((await ended)[0], 0);
});

test('without a request in flight SIGTERM ends the process at once', async (t) => {
	const {child} = await deployed(t, 'api');
	child.kill('SIGTERM');
	t.deepEqual((await once(child, 'exit'))[0], 0);
});

test('an event function is handed the message that the topic carried, and a failure asks for another delivery', async (t) => {
	const {base, child} = await deployed(t, 'billPage');
	const push = (message: unknown) =>
		post(
			`${base}/projects/p/topics/billing.page`,
			JSON.stringify({
				subscription: 'projects/p/subscriptions/s',
				message: {messageId: '1', data: Buffer.from(JSON.stringify(message)).toString('base64')},
			}),
		);
	const printed: string[] = [];
	child.stdout.on('data', (chunk) => printed.push(String(chunk)));
	t.is((await push({shard: '7'})).status, 204);
	t.is((await push({fail: true})).status, 500);
	t.true(printed.join('').includes('message {"shard":"7"}'));
});
