import type {CloudSchedulerClient, protos} from '@google-cloud/scheduler';
import {invariant} from '../kernel/invariant.ts';
import type {Cron, CronJob, Fields} from '../world.ts';
import {ask, grpcStatus, repeatable} from './google-calls.ts';
import {once} from './once.ts';

type Job = protos.google.cloud.scheduler.v1.IJob;

export type SchedulerSettings = {
	readonly project: string;
	readonly location: string;
	readonly options?: NonNullable<ConstructorParameters<typeof CloudSchedulerClient>[0]>;
};

/** Google Cloud Scheduler, jobs that publish a message. Creating, changing and listing may be repeated; `run` fires once more each time. */
export const scheduler = ({project, location, options = {}}: SchedulerSettings): Cron => {
	const client = once(async () => {
		const vendor = await import('@google-cloud/scheduler');
		return new vendor.CloudSchedulerClient(options);
	});
	const parent = `projects/${project}/locations/${location}`;
	const topics = `projects/${project}/topics/`;
	const update = async (job: Job): Promise<Job | undefined> => {
		const call = (await client()).updateJob(
			{job, updateMask: {paths: ['schedule', 'time_zone', 'pubsub_target']}},
			repeatable,
		);
		return (await ask('scheduler update', call, [grpcStatus.notFound]))?.[0];
	};

	return {
		ensure: async (job) => {
			invariant(/^[\w-]{1,500}$/.test(job.name), 'a cron job is named with letters, digits, - and _');
			const wanted = toJob(job, parent, topics);
			if (await update(wanted)) return;
			const call = (await client()).createJob({parent, job: wanted}, repeatable);
			const created = await ask('scheduler create', call, [grpcStatus.alreadyExists]);
			if (!created) await update(wanted);
		},
		run: async (name) => {
			await ask(
				'scheduler run',
				(await client()).runJob({name: `${parent}/jobs/${name}`}, {...repeatable, retry: null}),
			);
		},
		list: async () => {
			const jobs = (await ask('scheduler list', (await client()).listJobs({parent}, repeatable)))?.[0] ?? [];
			return jobs.map((job) => fromJob(job, parent, topics));
		},
	};
};

const toJob = ({name, schedule, timeZone, topic, message}: CronJob, parent: string, topics: string): Job => ({
	name: `${parent}/jobs/${name}`,
	schedule,
	timeZone,
	pubsubTarget: {topicName: topics + topic, data: Buffer.from(JSON.stringify(message), 'utf8')},
});

const fromJob = (job: Job, parent: string, topics: string): CronJob => {
	const {name, schedule, timeZone, pubsubTarget} = job;
	invariant(name && schedule && timeZone && pubsubTarget?.topicName, 'every job of ours has a schedule and a topic');
	return {
		name: name.slice(`${parent}/jobs/`.length),
		schedule,
		timeZone,
		topic: pubsubTarget.topicName.slice(topics.length),
		message: messageOf(pubsubTarget.data),
	};
};

const messageOf = (data: Uint8Array | string | null | undefined): Fields => {
	const message: unknown = JSON.parse(Buffer.from(data ?? '').toString('utf8'));
	invariant(typeof message === 'object' && message !== null, 'a cron message is an object');
	return message as Fields;
};
