/**
 * The local platform as people and programs meet it: a child process, its three addresses and nothing else. A journey is
 * one function that runs on any of the platforms.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../../dev/web/listen.ts';
import {temporaryFolder} from '../servers/temporary.ts';
import type {Answer, Call} from '../world.ts';

/** `npm start`, and the same on the Firebase emulator suite. */
export type Kind = 'embedded' | 'emulators';

export type Platform = {
	readonly kind: Kind;
	readonly url: string;
	readonly workbenchUrl: string;
	readonly stripeUrl: string;
	readonly dataDir: string;
	/** Everything the process has written to its console, over all restarts. */
	console(): string;
	/** A person's token; the person is made when unknown. */
	signIn(email: string): Promise<string>;
	/** `path` is an address, begins with `/api`, `/i/` or another root of ours, or is below `/api/v1`. */
	call(path: string, call?: Call): Promise<Answer>;
	/** The workbench's JSON. Throws unless it answers 2xx. */
	// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
	bench(path: string, json?: unknown, method?: string): Promise<any>;
	now(): Promise<string>;
	/** Walks the clock; resolves when all of it has happened. */
	walk(to: string): Promise<void>;
	/** Pulls the plug and waits until it is dark. */
	kill9(): Promise<void>;
	/** Resolves when the process is gone, for whatever reason. */
	gone(): Promise<void>;
	/** Starts it again on the same folder and ports. */
	restart(): Promise<void>;
	/** Ends it cleanly; answers its exit code. */
	stop(): Promise<number | null>;
};

const root = join(import.meta.dirname, '..', '..');
const programs: {readonly [On in Kind]: string} = {
	embedded: join('dev', 'start.ts'),
	emulators: join('dev', 'start-emulators.ts'),
};
/** The first start builds the web client; the emulator suite takes its time. */
const startWithinMs = 240_000;
const stopWithinMs = 15_000;

/** Starts an empty platform on free ports and a folder of its own; nothing of it outlives the test process. */
export const startPlatform = async (kind: Kind = 'embedded'): Promise<Platform> => {
	const dataDir = temporaryFolder();
	const [port, workbenchPort, stripePort] = await Promise.all([freePort(), freePort(), freePort()]);
	const env = {
		PORT: String(port),
		WORKBENCH_PORT: String(workbenchPort),
		STRIPE_PORT: String(stripePort),
		DATA_DIR: dataDir,
		SEED: 'none',
	};
	const url = `http://localhost:${port}`;
	const workbenchUrl = `http://localhost:${workbenchPort}`;
	let said = '';
	const start = () =>
		launch(join(root, programs[kind]), env, (text) => {
			said += text;
		});
	let child = await start();

	const call = callsOf(url);
	const bench: Platform['bench'] = async (path, json, method) => {
		const answer = await send(workbenchUrl + path, {
			...(json === undefined ? {} : {json}),
			...(method === undefined ? {} : {method}),
		});
		if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
		return answer.body;
	};
	return {
		kind,
		url,
		workbenchUrl,
		stripeUrl: `http://localhost:${stripePort}`,
		dataDir,
		console: () => said,
		signIn: async (email) => (await bench('/api/sign-in', {email})).token,
		call,
		bench,
		now: async () => (await bench('/api/clock')).now,
		walk: async (to) => void (await bench('/api/clock', {to})),
		kill9: async () => {
			child.kill('SIGKILL');
			await ended(child);
		},
		gone: () => ended(child),
		restart: async () => {
			child = await start();
		},
		stop: async () => {
			child.kill('SIGTERM');
			await Promise.race([ended(child), pause(stopWithinMs, undefined, {ref: false})]);
			killGroup(child);
			await ended(child);
			return child.exitCode;
		},
	};
};

/** Resolves when the platform says that it is ready. */
const launch = async (program: string, env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<ChildProcess> => {
	const child = spawn(process.execPath, [program], {
		cwd: root,
		env: {...process.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own, so that nothing it starts outlives it.
		detached: true,
	});
	const kill = (): void => killGroup(child);
	process.once('exit', kill);
	child.once('close', () => process.off('exit', kill));
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	let last = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => {
			say(String(chunk));
			last = `${last}${chunk}`.slice(-4000);
			if (last.includes('Invoice Meister is ready at ')) resolve();
		});
	child.once('close', (code) => reject(new Error(`The platform ended (${code}) before it was ready:\n${last}`)));
	const tooLate = setTimeout(() => {
		killGroup(child);
		reject(new Error(`The platform is not ready after ${startWithinMs} ms:\n${last}`));
	}, startWithinMs);
	await promise.finally(() => clearTimeout(tooLate));
	return child;
};

const isGone = ({exitCode, signalCode}: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const ended = async (child: ChildProcess): Promise<void> => {
	if (!isGone(child)) await once(child, 'exit');
};

const killGroup = ({pid}: ChildProcess): void => {
	try {
		if (pid !== undefined) process.kill(-pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

/** Calls of the platform at an address: see `Platform.call`. */
export const callsOf =
	(url: string): Platform['call'] =>
	(path, options = {}) =>
		send(addressOf(url, path), options);

const addressOf = (url: string, path: string): string => {
	if (path.startsWith('http')) return path;
	return /^\/(api|health|\.well-known|i\/|stripe|config)/.test(path) ? url + path : `${url}/api/v1${path}`;
};

const send = async (address: string, call: Call): Promise<Answer> => {
	const {method = call.json === undefined && call.raw === undefined ? 'GET' : 'POST', token, json, raw} = call;
	const answer = await fetch(address, {
		method,
		redirect: 'manual',
		headers: {
			...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
			...(json === undefined ? {} : {'content-type': 'application/json'}),
			...call.headers,
		},
		...(json === undefined && raw === undefined
			? {}
			: {body: raw === undefined ? JSON.stringify(json) : (raw as BodyInit)}),
	});
	const text = await answer.text();
	const isJson = /json/.test(answer.headers.get('content-type') ?? '');
	return {
		status: answer.status,
		headers: answer.headers,
		text,
		body: isJson && text !== '' ? JSON.parse(text) : undefined,
	};
};
