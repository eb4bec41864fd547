/** The local platform on the Firebase emulator suite: functions as they are deployed, the workbench as it is embedded. */
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import {randomIds} from '../../functions/adapters/ids.ts';
import type {DeployedFunction, Port} from '../../functions/index.ts';
import type {Db} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import {nextDue} from '../clock/due.ts';
import {platformClock} from '../clock/platform-clock.ts';
import {untilQuiet} from '../clock/quiet.ts';
import {walker} from '../clock/walker.ts';
import {operationsOf, pullThePlug} from '../faults/with-faults.ts';
import {frontServer} from '../front.ts';
import {type Happenings, watchHappenings} from '../host/happenings.ts';
import {type Outside, startOutside} from '../outside.ts';
import type {Platform, PlatformParts} from '../platform.ts';
import {freePort, listenLocally} from '../web/listen.ts';
import {billingBench} from '../workbench/billing.ts';
import type {Workbench} from '../workbench/routes.ts';
import {startWorkbench} from '../workbench/server.ts';
import {type Facts, factsVariable, readFacts, writeFacts} from './facts.ts';
import {type FunctionsSide, startFunctions} from './functions-side.ts';
import {emulatedPeople} from './people.ts';
import {projectId} from './ports.ts';
import {fillProject, projectConfig, projectFolder, writeClientConfig} from './project.ts';
import {relay} from './relay.ts';
import {type SharedClock, sharedClock} from './shared-clock.ts';
import {documentFaults, waitingFaults} from './shared-faults.ts';
import {startSuite} from './suite.ts';
import {ticker} from './ticker.ts';
import {openOnEmulators} from './world.ts';

export type EmulatorParts = Omit<PlatformParts, 'load'> & {
	readonly root: string;
	/** The built functions, once they are built. */
	readonly bundles: Promise<string>;
	/** Puts somebody between the functions and what they reach, and answers where that one listens. */
	readonly between?: (what: 'firestore' | 'pubsub' | 'stripe', port: number) => Promise<number>;
};

/** With its parts in the hand, for those who disturb it. */
export type EmulatorPlatform = Platform & {
	readonly inside: {
		readonly db: Db;
		readonly clock: SharedClock;
		readonly outside: Outside;
		readonly running: FunctionsSide;
	};
};

/** Starts everything, or goes on where a crash has left it; when it resolves, the platform answers. */
export const startOnEmulators = async (parts: EmulatorParts): Promise<EmulatorPlatform> => {
	const {settings, table, log, root, beginAt, between = async (_, port) => port} = parts;
	const {dataDir} = settings;
	// What has started stops again, the last first: when the platform stops, or at once where a later part does not start.
	await using started = new AsyncDisposableStack();
	mkdirSync(dataDir, {recursive: true, mode: 0o700});
	const port = settings.port || (await freePort());
	const workbenchPort = settings.workbenchPort || (await freePort());
	const url = `http://localhost:${port}`;
	const time = platformClock(join(dataDir, 'clock.json'), Date.now, beginAt);
	const wall = (): Instant => new Date().toISOString();
	const happenings = watchHappenings();

	const folder = projectFolder(root, dataDir);
	const [client, bundles] = await Promise.all([parts.client, parts.bundles]);
	fillProject(folder, {root, client, bundles});
	const factsFile = join(dataDir, 'platform.json');
	const suite = await startSuite({
		dataDir,
		folder,
		config: projectConfig(table, `http://localhost:${workbenchPort}`),
		environment: {[factsVariable]: factsFile, BUNDLES: bundles},
	});
	started.defer(suite.stop);
	const {ports} = suite;
	const outside = await startOutside({
		...settings,
		webhookUrl: `http://127.0.0.1:${port}/stripe/webhook`,
		now: time.now,
		wall,
	});
	started.defer(outside.stop);
	const facts: Omit<Facts, 'exchangePort'> = {
		projectId,
		publicUrl: url,
		firestore: `127.0.0.1:${ports.firestore}`,
		pubsub: `127.0.0.1:${ports.pubsub}`,
		auth: `127.0.0.1:${ports.auth}`,
		dataDir,
		stripePort: outside.stripe.port,
		smtpPort: outside.smtpPort,
	};
	const told = {
		...facts,
		firestore: `127.0.0.1:${await between('firestore', ports.firestore)}`,
		pubsub: `127.0.0.1:${await between('pubsub', ports.pubsub)}`,
		stripePort: await between('stripe', outside.stripe.port),
	};
	const db = openFirestore({projectId, databaseId: '(default)', host: facts.firestore});
	started.defer(db.close);
	const clock = sharedClock(time, db);
	await clock.shown();
	const running = await startFunctions({
		table,
		bundles,
		factsFile,
		pubsubPort: ports.pubsub,
		tellExchange: (exchangePort) => writeFacts(factsFile, {...told, exchangePort}),
		happenings,
		now: time.now,
		log,
	});
	started.defer(running.stop);
	running.warm('api');

	const bench = await benchOf({
		facts: {...readFacts(factsFile), ...facts},
		db,
		clock,
		outside,
		running,
		table,
		happenings,
		log,
		authPort: ports.auth,
	});
	const workbench = await startWorkbench({bench, port: workbenchPort, clientPort: port, log});
	started.defer(workbench.close);
	writeClientConfig(folder, ports, workbench.url);
	const files: Parameters<typeof frontServer>[1] = (request, response) =>
		void relay(request, response, async () => ports.hosting);
	const front = await listenLocally(() => frontServer(running, files), port, 'PORT');
	started.defer(front.close);
	// Whatever the last process left undone.
	await bench.sweep();
	const held = started.move();
	return {
		url,
		workbenchUrl: workbench.url,
		stripeUrl: outside.stripe.url,
		signIn: bench.signIn,
		clock,
		walkTo: bench.walkTo,
		inside: {db, clock, outside, running},
		stop: () => held.disposeAsync(),
	};
};

type BenchParts = {
	readonly facts: Facts;
	readonly db: Db;
	readonly clock: SharedClock;
	readonly outside: Outside;
	readonly running: FunctionsSide;
	readonly table: readonly DeployedFunction[];
	readonly happenings: Happenings;
	readonly log: PlatformParts['log'];
	readonly authPort: number;
};

const benchOf = async (parts: BenchParts): Promise<Workbench & {sweep(): Promise<void>}> => {
	const {facts, db, clock, outside, running, table, happenings, log, authPort} = parts;
	const {stripe, mailbox} = outside;
	const ids = randomIds();
	const {schedules, ledger} = running;
	const idle = (): Promise<void> => untilQuiet(ledger, stripe);
	const scheduled = table.filter((entry) => entry.kind === 'event' && entry.cron !== undefined).map(({name}) => name);
	const sweep = async (): Promise<void> => {
		await clock.shown();
		await Promise.all(scheduled.map((name) => schedules.run(name)));
	};
	const walk = walker({
		db,
		clock,
		tick: ticker({db, clock, schedules}),
		idle,
		nextOutside: async (after) => [stripe.nextDueAt() ?? ''].find((at) => at > after),
		onInstant: (at) => happenings.add({at, what: 'The clock stands here', outcome: 'done', ms: 0, detail: null}),
	});
	const allPorts: readonly Port[] = [...new Set(table.flatMap(({ports}) => ports))];
	const faults = waitingFaults(documentFaults(facts));
	return {
		sweep,
		signIn: emulatedPeople(authPort, ids.random),
		now: async () => clock.now(),
		nextDue: async () => (await nextDue(db, clock.now())) ?? null,
		walkTo: async (choose) => {
			const walked = await walk.walkTo(choose);
			await clock.shown();
			return walked;
		},
		mailbox,
		table,
		run: async (name) => {
			await schedules.run(name);
			await idle();
		},
		billing: billingBench({db, ids, log}, async () => clock.now()),
		faults,
		operations: operationsOf(await openOnEmulators(facts, allPorts, log)),
		paymentsLog: async () => stripe.log(),
		paymentObjects: async (kind) => (isShown(kind) ? stripe.objects(kind) : []),
		happenings: happenings.since,
		pullThePlug: () => void pullThePlug(),
		newId: () => `fault_${ids.random()}`,
	};
};

const shownKinds = ['payment_intent', 'customer', 'session', 'refund', 'event'] as const;
const isShown = (kind: string): kind is (typeof shownKinds)[number] => shownKinds.some((shown) => shown === kind);
