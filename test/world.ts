/** A whole world for tests: the adapters of the local platform on a folder of its own, and the API on a real port. */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {getRequestListener} from '@hono/node-server';
import {adjustableClock} from '../functions/adapters/clock.ts';
import {openEmbedded} from '../functions/adapters/embedded.ts';
import {api} from '../functions/api.ts';
import {indexes} from '../functions/indexes.ts';
import type {Fields, Log, World} from '../functions/world.ts';
import {startSmtp} from './servers/smtp.ts';
import {temporaryFolder} from './servers/temporary.ts';

export type Call = {
	readonly method?: string;
	readonly token?: string | undefined;
	/** Sent as JSON. */
	readonly json?: unknown;
	/** Sent as it is. */
	readonly raw?: string | Uint8Array;
	readonly headers?: {readonly [name: string]: string};
};
// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
export type Answer = {readonly status: number; readonly headers: Headers; readonly text: string; readonly body: any};
export type LogLine = {
	readonly severity: string;
	readonly message: string;
	readonly fields: {readonly [key: string]: unknown};
};

export type TestWorldOptions = {
	/** Port of a Stripe stand-in; without one every call to the provider is an outage. */
	readonly stripePort?: number;
	/** Wraps the world that the API sees: to lose answers, to fail. */
	readonly through?: (world: World) => World;
	/** Where the platform's clock begins; then it runs. Default: the machine's. */
	readonly beginAt?: string;
};

/** Opens everything; `close` lets go of it. Each call has its own database. */
export const openTestWorld = async ({stripePort = 9, through, beginAt}: TestWorldOptions = {}) => {
	const dataDir = temporaryFolder();
	const smtp = await startSmtp();
	const published: {readonly topic: string; readonly message: Fields}[] = [];
	const logged: LogLine[] = [];
	const log: Log = {write: (severity, message, fields = {}) => void logged.push({severity, message, fields})};
	let offsetMs = beginAt === undefined ? 0 : Date.parse(beginAt) - Date.now();
	const clock = adjustableClock({
		read: async () => offsetMs,
		write: async (ms) => {
			offsetMs = ms;
		},
	});
	const publicUrl = 'http://localhost:5000';
	const bus = {
		publish: async (topic: string, messages: readonly Fields[]) => {
			published.push(...messages.map((message) => ({topic, message})));
		},
	};
	const embedded = await openEmbedded({dataDir, publicUrl, indexes, bus, clock, log, stripePort, smtpPort: smtp.port});
	const world = through?.(embedded.world) ?? embedded.world;
	const server = createServer(getRequestListener(api(world, {checkAnswers: true}), {overrideGlobalObjects: false}));
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;

	/** `path` begins with `/api` or is below `/api/v1`. */
	const apiFetch = async (path: string, call: Call = {}): Promise<Answer> => {
		const {method = call.json === undefined && call.raw === undefined ? 'GET' : 'POST', token, json, raw} = call;
		const answer = await fetch(
			`http://127.0.0.1:${port}${/^\/(api|health|\.well-known)/.test(path) ? path : `/api/v1${path}`}`,
			{
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
			},
		);
		const text = await answer.text();
		// What the API keeps to itself, whoever reads the test's output may know, unless the test made it fail.
		if (answer.status === 500 && through === undefined) console.error('a bug was met', logged.at(-1));
		const isJson = /json/.test(answer.headers.get('content-type') ?? '');
		return {status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined};
	};
	const signIn = (email: string, name: string | null = null): Promise<string> =>
		embedded.callers.issue({uid: `person_${email.replace(/\W/g, '_')}`, email, name});

	return {
		world,
		dataDir,
		databaseFile: join(dataDir, 'database.sqlite'),
		port,
		clock,
		mailbox: smtp.received,
		published,
		logged,
		apiFetch,
		signIn,
		/** A person with an account of their own, and `call` for paths below it. */
		business: async (email: string, input: object = {}) => {
			const token = await signIn(email);
			const made = await apiFetch('/accounts', {token, json: {name: 'Sonnenschein', country: 'DE', ...input}});
			if (made.status !== 201) throw new Error(made.text);
			const accountId: string = made.body.id;
			const call = (path: string, options: Call = {}) => apiFetch(`/accounts/${accountId}${path}`, {token, ...options});
			return {token, accountId, account: made.body, call};
		},
		close: async () => {
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
			await smtp.stop();
			embedded.close();
		},
	};
};
export type TestWorld = Awaited<ReturnType<typeof openTestWorld>>;
