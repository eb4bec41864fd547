/** The functions of the table on the emulators: a process each, topics and push subscriptions, schedules. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import {openPubsub} from '../../functions/adapters/pubsub.ts';
import type {DeployedFunction, EventFunction} from '../../functions/index.ts';
import type {Log} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {Happenings} from '../host/happenings.ts';
import {covers} from '../host/host.ts';
import {listenLocally} from '../web/listen.ts';
import {exchangeServer, pushEndpoint} from './exchange.ts';
import {openLedger} from './ledger.ts';
import {projectId} from './ports.ts';
import {relay} from './relay.ts';
import {startSchedules} from './schedules.ts';
import {openWorker, type Worker} from './worker.ts';

export type FunctionsSettings = {
	readonly table: readonly DeployedFunction[];
	readonly bundles: string;
	readonly factsFile: string;
	readonly pubsubPort: number;
	/** Told where the exchange listens, before any function starts. */
	readonly tellExchange: (port: number) => void;
	readonly happenings: Happenings;
	readonly now: () => Instant;
	readonly log: Log;
};
export type FunctionsSide = Awaited<ReturnType<typeof startFunctions>>;

/** Here nobody waits ten minutes for another try: the same number of tries, 1000 times sooner. */
const hurry = 1000;
const giveUpMs = 5000;

export const startFunctions = async (settings: FunctionsSettings) => {
	const {table, bundles, factsFile, pubsubPort, tellExchange, happenings, now, log} = settings;
	const events = table.filter((entry): entry is EventFunction => entry.kind === 'event');
	const listenersOf = (topic: string) => events.filter(({topics}) => topics.includes(topic));
	const ledger = openLedger({
		listeners: (topic) => listenersOf(topic).length,
		maxAttempts: (topic) => Math.max(0, ...listenersOf(topic).map(({retry}) => retry.maxAttempts)),
		giveUpMs,
	});
	const workers = new Map<string, Worker>();
	for (const {name} of table) workers.set(name, openWorker({name, bundles, factsFile, say: sayOf(log, name)}));
	const workerOf = (name: string) => workers.get(name)?.ready;

	const concurrencyOf = (name: string): number => events.find((entry) => entry.name === name)?.concurrency ?? 1;
	const exchange = () => exchangeServer({ledger, workerOf, concurrencyOf, happenings, now});
	const listening = await listenLocally(exchange, 0, 'the exchange');
	tellExchange(listening.port);
	const pubsub = openPubsub({projectId, emulatorHost: `127.0.0.1:${pubsubPort}`});
	await pubsub.ensureTopology({
		topics: [],
		subscriptions: events.flatMap((entry) =>
			entry.topics.map((topic) => ({
				name: `${entry.name}.${topic}`,
				topic,
				pushEndpoint: pushEndpoint(listening.port, entry, projectId, topic),
				ackDeadlineSeconds: Math.max(10, entry.timeoutSeconds),
				minBackoffSeconds: entry.retry.minBackoffSeconds / hurry,
				maxBackoffSeconds: entry.retry.maxBackoffSeconds / hurry,
				maxDeliveryAttempts: entry.retry.maxAttempts,
			})),
		),
	});
	const schedules = await startSchedules(table, {pubsubPort, ledger, log});
	return {
		ledger,
		schedules,
		httpFunction: (path: string) => {
			const entry = table.find((each) => each.kind === 'http' && each.paths.some((pattern) => covers(pattern, path)));
			const ready = entry && workerOf(entry.name);
			return (
				ready && ((request: IncomingMessage, response: ServerResponse): void => void relay(request, response, ready))
			);
		},
		/** So that the first visitor does not wait for it. */
		warm: (name: string): void => void workerOf(name)?.().catch(() => undefined),
		/** The processes that run now. */
		workers: (): readonly {readonly name: string; readonly pid: number}[] =>
			[...workers].flatMap(([name, worker]) => {
				const pid = worker.pid();
				return pid === undefined ? [] : [{name, pid}];
			}),
		stop: async (): Promise<void> => {
			schedules.stop();
			await Promise.all([...workers.values()].map((worker) => worker.stop()));
			await listening.close();
			await pubsub.close();
		},
	};
};

/** What functions write besides their routine: warnings, errors, and whatever somebody printed. */
const sayOf =
	(log: Log, name: string) =>
	(line: string): void => {
		if (!/"severity":"(DEBUG|INFO|NOTICE)"/.test(line)) log.write('warning', `${name}: ${line.slice(0, 500)}`);
	};
