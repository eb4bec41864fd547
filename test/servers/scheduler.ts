import {type GrpcServer, type Message, refusal, startGrpc} from './grpc.ts';

export type SchedulerServer = GrpcServer & {readonly fired: {readonly topic: string; readonly message: string}[]};

/** Cloud Scheduler of project `p` in `europe-west1`. Nothing fires by itself; `fired` shows what RunJob published. */
export const startScheduler = async (): Promise<SchedulerServer> => {
	const jobs = new Map<string, Message>();
	const fired: {topic: string; message: string}[] = [];
	const demand = (name: string): Message => {
		const job = jobs.get(name);
		if (!job) throw refusal(5);
		return job;
	};
	const keep = (job: Message): Message => {
		if (!job.name.startsWith('projects/p/locations/europe-west1/jobs/')) throw refusal(3);
		jobs.set(job.name, job);
		return job;
	};
	const server = await startGrpc(
		{
			client: 'scheduler',
			proto: 'google/cloud/scheduler/v1/cloudscheduler.proto',
			service: 'google.cloud.scheduler.v1.CloudScheduler',
		},
		{
			CreateJob: ({parent, job}) => {
				if (parent !== 'projects/p/locations/europe-west1') throw refusal(3);
				if (jobs.has(job.name)) throw refusal(6);
				return keep(job);
			},
			UpdateJob: ({job}) => {
				demand(job.name);
				return keep(job);
			},
			RunJob: ({name}) => {
				const job = demand(name);
				fired.push({topic: job.pubsubTarget.topicName, message: job.pubsubTarget.data.toString('utf8')});
				return job;
			},
			ListJobs: ({pageToken}) => {
				const all = [...jobs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
				const from = Number(pageToken || 0);
				return {jobs: all.slice(from, from + 2), nextPageToken: from + 2 < all.length ? String(from + 2) : ''};
			},
		},
	);
	return {...server, fired};
};
