import {Cron as Croner} from 'croner';
import type {Instant} from '../../schemas/basics.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Bus, Cron, CronJob, Log} from '../world.ts';

export type LocalCron = Cron & {
	/** The first job to fire after an instant: what a clock that is walked forward stops at. Ties by name. */
	next(after: Instant): {readonly at: Instant; readonly name: string} | undefined;
	stop(): void;
};

/** Schedules inside this process, on the machine's clock, five fields as in Cloud Scheduler. Nothing is caught up after a pause. */
export const localCron = ({publish, log}: {readonly publish: Bus['publish']; readonly log: Log}): LocalCron => {
	const entries = new Map<string, {readonly job: CronJob; readonly timer: Croner}>();

	const fire = (job: CronJob): Promise<void> => publish(job.topic, [job.message]);
	const schedule = (job: CronJob): Croner =>
		new Croner(
			job.schedule,
			{
				timezone: job.timeZone,
				mode: '5-part',
				unref: true,
				protect: true,
				// The next tick is the retry, as with Cloud Scheduler; there is nobody to throw to.
				catch: (error) => log.write('error', 'a cron job did not fire', {job: job.name, error: String(error)}),
			},
			() => fire(job),
		);

	return {
		ensure: async (job) => {
			invariant(/^[\w-]{1,500}$/.test(job.name), 'a cron job is named with letters, digits, - and _');
			const timer = schedule(job);
			entries.get(job.name)?.timer.stop();
			entries.set(job.name, {job, timer});
		},
		run: async (name) => {
			const entry = entries.get(name);
			invariant(entry, 'only known cron jobs are run');
			await fire(entry.job);
		},
		list: async () => [...entries.values()].map(({job}) => job).sort((a, b) => (a.name < b.name ? -1 : 1)),
		next: (after) =>
			[...entries.values()]
				.flatMap(({job, timer}) => {
					const at = timer.nextRun(new Date(after));
					return at ? [{at: at.toISOString(), name: job.name}] : [];
				})
				.sort((a, b) => (a.at + a.name < b.at + b.name ? -1 : 1))[0],
		stop: () => {
			for (const {timer} of entries.values()) timer.stop();
			entries.clear();
		},
	};
};
