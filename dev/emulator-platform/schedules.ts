import {localCron} from '../../functions/adapters/local-cron.ts';
import type {DeployedFunction} from '../../functions/index.ts';
import type {Fields, Log} from '../../functions/world.ts';
import type {Ledger} from './ledger.ts';
import {projectId} from './ports.ts';

export type Schedules = {
	/** Starts what listens to a topic with a message that may be empty, as Scheduler's is. */
	publish(topic: string, message: Fields): Promise<void>;
	/** Starts a scheduled function now. */
	run(name: string): Promise<void>;
	stop(): void;
};

/** Every minute rather than as the table says: here nobody likes to wait, and nothing costs. */
const localSchedule = '* * * * *';

/** What Cloud Scheduler does: publishes `{}` to the first topic of each scheduled function. */
export const startSchedules = async (
	table: readonly DeployedFunction[],
	{pubsubPort, ledger, log}: {readonly pubsubPort: number; readonly ledger: Ledger; readonly log: Log},
): Promise<Schedules> => {
	const publish = async (topic: string, message: Fields): Promise<void> => {
		ledger.announce(topic, 1);
		const url = `http://127.0.0.1:${pubsubPort}/v1/projects/${projectId}/topics/${topic}:publish`;
		const body = JSON.stringify({messages: [{data: Buffer.from(JSON.stringify(message)).toString('base64')}]});
		const answer = await fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body});
		if (!answer.ok) throw new Error(`${topic} could not be started: ${answer.status}`);
	};
	const cron = localCron({publish: (topic) => publish(topic, {}), log});
	for (const entry of table) {
		if (entry.kind === 'http' || entry.cron === undefined) continue;
		const [topic = ''] = entry.topics;
		await cron.ensure({name: entry.name, schedule: localSchedule, timeZone: 'UTC', topic, message: {}});
	}
	return {publish, run: (name) => cron.run(name), stop: () => cron.stop()};
};
