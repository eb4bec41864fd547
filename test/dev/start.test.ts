import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {freePort} from '../../dev/web/listen.ts';

const program = join(import.meta.dirname, '..', '..', 'dev', 'start.ts');

type Ports = {readonly PORT: string; readonly WORKBENCH_PORT: string; readonly STRIPE_PORT: string};
const ports = async (): Promise<Ports> => {
	const [PORT, WORKBENCH_PORT, STRIPE_PORT] = [await freePort(), await freePort(), await freePort()].map(String);
	return {PORT: PORT ?? '', WORKBENCH_PORT: WORKBENCH_PORT ?? '', STRIPE_PORT: STRIPE_PORT ?? ''};
};

const run = (t: ExecutionContext, settings: Ports & {readonly DATA_DIR: string}) => {
	const child = spawn(process.execPath, [program], {
		env: {...process.env, SEED: 'none', ...settings},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	t.teardown(() => child.kill('SIGKILL'));
	const said: string[] = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
	return {child, said: () => said.join('')};
};

const ready = async ({child, said}: {readonly child: ChildProcess; readonly said: () => string}): Promise<string> => {
	for (let turn = 0; turn < 900; turn++) {
		const url = /^Invoice Meister is ready at (http:\S+)$/m.exec(said())?.[1];
		if (url !== undefined) return url;
		if (child.exitCode !== null) break;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`not ready: ${said()}`);
};

const signIn = async (workbenchPort: string): Promise<{readonly authorization: string}> => {
	const answer = await fetch(`http://localhost:${workbenchPort}/api/sign-in`, {
		method: 'POST',
		body: JSON.stringify({email: 'ada@example.org', name: 'Ada'}),
	});
	const {token} = await answer.json();
	return {authorization: `Bearer ${token}`};
};

test('npm start serves the client and the API, and what was made survives kill -9', async (t) => {
	const settings = {...(await ports()), DATA_DIR: join(mkdtempSync(join(tmpdir(), 'start-')), 'data')};
	const first = run(t, settings);
	const url = await ready(first);
	t.is(url, `http://localhost:${settings.PORT}`);
	t.is((await fetch(`${url}/health`)).status, 200);
	t.true((await (await fetch(url)).text()).includes('<div id="root">'));

	const headers = {...(await signIn(settings.WORKBENCH_PORT)), 'content-type': 'application/json'};
	const body = JSON.stringify({name: 'Ada & Co', country: 'DE'});
	const made = await fetch(`${url}/api/v1/accounts`, {method: 'POST', headers, body});
	t.is(made.status, 201);
	const {id} = await made.json();
	first.child.kill('SIGKILL');
	await once(first.child, 'exit');

	const second = run(t, settings);
	await ready(second);
	const found = await fetch(`${url}/api/v1/accounts/${id}`, {headers: await signIn(settings.WORKBENCH_PORT)});
	t.is((await found.json()).name, 'Ada & Co');

	second.child.kill('SIGTERM');
	t.deepEqual(await once(second.child, 'exit'), [0, null]);
	t.true(second.said().includes('Stopped.'));
});

test('pulling the plug ends the process as a power cut would', async (t) => {
	const settings = {...(await ports()), DATA_DIR: mkdtempSync(join(tmpdir(), 'plug-'))};
	const platform = run(t, settings);
	await ready(platform);
	const exit = once(platform.child, 'exit');
	const answer = await fetch(`http://localhost:${settings.WORKBENCH_PORT}/api/plug`, {method: 'POST'});
	t.is(answer.status, 202);
	t.deepEqual(await exit, [null, 'SIGKILL']);
});

test('a port that is taken, and a folder that is in use, are told in words', async (t) => {
	const settings = {...(await ports()), DATA_DIR: mkdtempSync(join(tmpdir(), 'taken-'))};
	const squatter = createServer().listen(Number(settings.PORT), '127.0.0.1');
	t.teardown(() => squatter.close());
	await once(squatter, 'listening');
	const refused = run(t, settings);
	t.deepEqual(await once(refused.child, 'exit'), [1, null]);
	t.regex(refused.said(), new RegExp(`Port ${settings.PORT} is in use by another program`));

	const {PORT: _, ...others} = settings;
	const platform = run(t, {...others, PORT: String(await freePort())});
	await ready(platform);
	const beside = run(t, {...(await ports()), DATA_DIR: settings.DATA_DIR});
	t.deepEqual(await once(beside.child, 'exit'), [1, null]);
	t.regex(beside.said(), /Another Invoice Meister is running/);
});
