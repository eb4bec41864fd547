/** The local platform in one process: every function, the database, the payment provider's stand-in, the mailbox, the workbench. */
import {join} from 'node:path';
import {randomIds} from '../functions/adapters/ids.ts';
import type {DeployedFunction} from '../functions/index.ts';
import type {Clock, Log} from '../functions/world.ts';
import type {Instant} from '../schemas/basics.ts';
import {nextDue} from './clock/due.ts';
import {type PlatformClock, platformClock} from './clock/platform-clock.ts';
import {untilQuiet} from './clock/quiet.ts';
import {type Walker, walker} from './clock/walker.ts';
import {pullThePlug} from './faults/with-faults.ts';
import {frontServer} from './front.ts';
import {type Happenings, watchHappenings} from './host/happenings.ts';
import {type Inside, openInside} from './inside.ts';
import {type Outside, startOutside} from './outside.ts';
import {localPeople} from './people.ts';
import type {PlatformSettings} from './settings.ts';
import {clientHeaders} from './web/headers.ts';
import {freePort, listenLocally} from './web/listen.ts';
import {staticFiles} from './web/static-files.ts';
import {billingBench} from './workbench/billing.ts';
import type {Workbench} from './workbench/routes.ts';
import {startWorkbench} from './workbench/server.ts';

export type Platform = {
	readonly url: string;
	readonly workbenchUrl: string;
	readonly stripeUrl: string;
	readonly signIn: Workbench['signIn'];
	readonly clock: PlatformClock;
	readonly walkTo: Walker['walkTo'];
	/** Finishes what is under way and lets go of everything. */
	stop(): Promise<void>;
};

export type PlatformParts = {
	readonly settings: PlatformSettings;
	readonly table: readonly DeployedFunction[];
	/** What a table entry names. */
	readonly load: (entry: DeployedFunction) => Promise<unknown>;
	readonly log: Log;
	/** The folder of the client, once it is built; until then its pages say so. */
	readonly client: Promise<string>;
	/** Where the platform's clock begins on a folder that was never used; the machine's time unless told. */
	readonly beginAt?: Instant;
};

/** Starts everything; when it resolves, the platform answers. Throws in words when a port or the data folder is in use. */
export const startPlatform = async (parts: PlatformParts): Promise<Platform> => {
	const {settings, table, load, log, client, beginAt} = parts;
	const {dataDir} = settings;
	const port = settings.port || (await freePort());
	const url = `http://localhost:${port}`;
	const time = platformClock(join(dataDir, 'clock.json'), Date.now, beginAt);
	const wall = (): Instant => new Date().toISOString();
	const clock: Clock = {now: async () => time.now(), wall};
	const happenings = watchHappenings();

	const webhookUrl = `http://127.0.0.1:${port}/stripe/webhook`;
	const outside = await startOutside({...settings, webhookUrl, now: time.now, wall});
	const {smtpPort, stripe} = outside;
	const reached = {publicUrl: url, smtpPort, stripePort: stripe.port};
	const inside = await openInside({dataDir, ...reached, table, load, clock, log, happenings, now: time.now});

	const bench = benchOf({inside, outside, table, time, happenings, dataDir, log});
	const workbench = await startWorkbench({bench, port: settings.workbenchPort, clientPort: port, log});
	const serveClient = builtClient(client, workbench.url);
	const front = await listenLocally(() => frontServer(inside.host, serveClient), port, 'PORT');
	// Whatever the last process left undone.
	await inside.schedules.tick();
	return {
		url,
		workbenchUrl: workbench.url,
		stripeUrl: stripe.url,
		signIn: bench.signIn,
		clock: time,
		walkTo: bench.walkTo,
		stop: async () => {
			await Promise.all([front.close(), workbench.close()]);
			await inside.stop();
			await outside.stop();
		},
	};
};

type BenchParts = {
	readonly inside: Inside;
	readonly outside: Outside;
	readonly table: readonly DeployedFunction[];
	readonly time: PlatformClock;
	readonly happenings: Happenings;
	readonly dataDir: string;
	readonly log: Log;
};

const benchOf = ({inside, outside, table, time, happenings, dataDir, log}: BenchParts): Workbench => {
	const {stripe, mailbox} = outside;
	const ids = randomIds();
	const idle = (): Promise<void> => untilQuiet(inside.bus, stripe);
	const {walkTo} = walker({
		db: inside.db,
		clock: time,
		tick: async ({billing, sweep}) => {
			if (billing) await inside.schedules.run('startBillingRun');
			if (sweep) await inside.schedules.run('sweep');
		},
		idle,
		nextOutside: async (after) => [stripe.nextDueAt() ?? ''].find((at) => at > after),
		onInstant: (at) => happenings.add({at, what: 'The clock stands here', outcome: 'done', ms: 0, detail: null}),
	});
	return {
		signIn: localPeople(join(dataDir, 'people.json'), inside.callers, ids.random),
		now: async () => time.now(),
		nextDue: async () => (await nextDue(inside.db, time.now())) ?? null,
		walkTo,
		mailbox,
		table,
		run: async (name) => {
			await inside.schedules.run(name);
			await idle();
		},
		billing: billingBench({db: inside.db, ids, log}, async () => time.now()),
		faults: inside.faults,
		operations: inside.operations,
		paymentsLog: async () => stripe.log(),
		paymentObjects: async (kind) => (isShown(kind) ? stripe.objects(kind) : []),
		happenings: happenings.since,
		pullThePlug: () => void pullThePlug(),
		newId: () => `fault_${ids.random()}`,
	};
};

const shownKinds = ['payment_intent', 'customer', 'session', 'refund', 'event'] as const;
const isShown = (kind: string): kind is (typeof shownKinds)[number] => shownKinds.some((shown) => shown === kind);

/** The client's files as soon as there are any. */
const builtClient = (client: Promise<string>, workbenchUrl: string): Serve => {
	let serve: Serve = (_, response) => {
		response.writeHead(503, {'content-type': 'text/plain', 'retry-after': '2'}).end('Invoice Meister is starting.\n');
	};
	const open = (folder: string): void => {
		serve = staticFiles(folder, clientHeaders([workbenchUrl]), {'/config.json': configOf(workbenchUrl)});
	};
	// Whoever started the build is told when it fails.
	client.then(open, () => undefined);
	return (request, response) => serve(request, response);
};
type Serve = ReturnType<typeof staticFiles>;

const configOf = (workbenchUrl: string): string =>
	JSON.stringify({auth: {kind: 'local', signInUrl: `${workbenchUrl}/api/sign-in`}, platform: {workbenchUrl}});
