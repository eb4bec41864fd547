import {join} from 'node:path';
import {openEmbedded} from '../functions/adapters/embedded.ts';
import {localCron} from '../functions/adapters/local-cron.ts';
import type {DeployedFunction} from '../functions/index.ts';
import {indexes} from '../functions/indexes.ts';
import {invariant} from '../functions/kernel/invariant.ts';
import type {Clock, Log} from '../functions/world.ts';
import type {Instant} from '../schemas/basics.ts';
import {walkIndexes} from './clock/due.ts';
import {faultFile} from './faults/fault-file.ts';
import {operationsOf, withFaults} from './faults/with-faults.ts';
import {functionBus, type LocalBus} from './host/deliveries.ts';
import type {Happenings} from './host/happenings.ts';
import {type Host, openHost} from './host/host.ts';
import {keptMessages} from './host/kept-messages.ts';

export type InsideSettings = {
	readonly dataDir: string;
	readonly publicUrl: string;
	readonly stripePort: number;
	readonly smtpPort: number;
	readonly table: readonly DeployedFunction[];
	readonly load: (entry: DeployedFunction) => Promise<unknown>;
	readonly clock: Clock;
	readonly log: Log;
	readonly happenings: Happenings;
	readonly now: () => Instant;
};
export type Inside = Awaited<ReturnType<typeof openInside>>;

/** The platform itself: its world, the functions that live in it, the bus and the schedules that start them. */
export const openInside = async (settings: InsideSettings) => {
	const {dataDir, table, load, log, happenings, now} = settings;
	let host: Host | undefined;
	const kept = keptMessages(join(dataDir, 'messages.sqlite'));
	const bus = functionBus(
		table,
		() => {
			invariant(host, 'nothing is delivered before the functions are there');
			return host;
		},
		{happenings, now},
		kept,
	);
	const embedded = await openEmbedded({...settings, bus, indexes: [...indexes, ...walkIndexes]});
	const faults = faultFile(join(dataDir, 'faults.json'));
	host = await openHost({table, world: withFaults(embedded.world, faults), load});
	const schedules = await startSchedules(bus, table, log);
	await bus.takeUp();
	return {
		db: embedded.world.db,
		callers: embedded.callers,
		bus,
		host,
		faults,
		operations: operationsOf(embedded.world),
		schedules,
		stop: async (): Promise<void> => {
			schedules.stop();
			await bus.close();
			kept.close();
			embedded.close();
		},
	};
};

/** Every minute rather than as the table says: here nobody likes to wait, and nothing costs. */
const localSchedule = '* * * * *';

const startSchedules = async (bus: LocalBus, table: readonly DeployedFunction[], log: Log) => {
	const cron = localCron({publish: bus.fire, log});
	const jobs = table.flatMap((entry) => {
		const [topic] = entry.kind === 'event' && entry.cron !== undefined ? entry.topics : [];
		return topic === undefined
			? []
			: [{name: entry.name, schedule: localSchedule, timeZone: 'UTC', topic, message: {}}];
	});
	for (const job of jobs) await cron.ensure(job);
	return {
		run: cron.run,
		/** All of them, now. */
		tick: async (): Promise<void> => {
			await Promise.all(jobs.map(({name}) => cron.run(name)));
		},
		stop: cron.stop,
	};
};
