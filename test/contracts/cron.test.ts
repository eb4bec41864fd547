import test from 'ava';
import {localCron} from '../../functions/adapters/local-cron.ts';
import {scheduler} from '../../functions/adapters/scheduler.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Cron, CronJob, Fields} from '../../functions/world.ts';
import {startScheduler} from '../servers/scheduler.ts';

type Fired = readonly {readonly topic: string; readonly message: Fields}[];
type Bench = {readonly cron: Cron; readonly fired: () => Fired; readonly close: () => void};

const inCloud = async () => {
	const server = await startScheduler();
	const cron = scheduler({project: 'p', location: 'europe-west1', options: server.options});
	const fired = () =>
		server.fired.map(({topic, message}) => ({
			topic: topic.replace('projects/p/topics/', ''),
			message: JSON.parse(message),
		}));
	return {server, cron, fired, close: server.stop};
};
const inProcess = async () => {
	const fired: {topic: string; message: Fields}[] = [];
	const publish = async (topic: string, messages: readonly Fields[]) =>
		void fired.push(...messages.map((message) => ({topic, message})));
	const cron = localCron({publish, log: {write: () => undefined}});
	return {cron, fired: () => fired, close: cron.stop};
};
const benches: {readonly [name: string]: () => Promise<Bench>} = {
	'Cloud Scheduler': inCloud,
	'this process': inProcess,
};

const tick: CronJob = {
	name: 'billing-tick',
	schedule: '*/5 * * * *',
	timeZone: 'Etc/UTC',
	topic: 'billing.tick',
	message: {by: 'schedule'},
};
const nightly: CronJob = {
	name: 'seals',
	schedule: '30 2 * * *',
	timeZone: 'Europe/Berlin',
	topic: 'seals',
	message: {shard: 1, all: true},
};
const third: CronJob = {...nightly, name: 'cards'};

for (const [name, open] of Object.entries(benches)) {
	test(`${name}: jobs that were ensured are listed, by name, on as many pages as it takes`, async (t) => {
		const {cron, close} = await open();
		t.deepEqual(await cron.list(), []);
		for (const job of [tick, nightly, third]) await cron.ensure(job);
		t.deepEqual(await cron.list(), [tick, third, nightly]);
		close();
	});

	test(`${name}: ensuring again changes the job instead of adding one`, async (t) => {
		const {cron, close} = await open();
		await cron.ensure(tick);
		await cron.ensure(tick);
		await cron.ensure({...tick, schedule: '*/10 * * * *', message: {by: 'hand'}});
		t.deepEqual(await cron.list(), [{...tick, schedule: '*/10 * * * *', message: {by: 'hand'}}]);
		close();
	});

	test(`${name}: running a job publishes its message to its topic, once each time`, async (t) => {
		const {cron, fired, close} = await open();
		await cron.ensure(tick);
		await cron.ensure(nightly);
		await cron.run('seals');
		await cron.run('seals');
		t.deepEqual(fired(), [
			{topic: 'seals', message: nightly.message},
			{topic: 'seals', message: nightly.message},
		]);
		close();
	});

	test(`${name}: a job that nobody ensured does not run`, async (t) => {
		const {cron, fired, close} = await open();
		await t.throwsAsync(cron.run('missing'));
		await t.throwsAsync(cron.ensure({...tick, name: 'a/b'}), {instanceOf: Bug});
		t.deepEqual(fired(), []);
		close();
	});
}

test('this process: a wrong schedule or time zone is refused at once', async (t) => {
	const {cron, close} = await inProcess();
	await t.throwsAsync(cron.ensure({...tick, schedule: '* * *'}));
	await t.throwsAsync(cron.ensure({...tick, schedule: '*/10 * * * * *'}));
	await t.throwsAsync(cron.ensure({...tick, timeZone: 'Europe/Atlantis'}));
	close();
});

test('this process: the next job after an instant is told in its own time zone, across a change of clocks', async (t) => {
	const {cron, close} = await inProcess();
	t.is(cron.next('2026-11-22T12:00:00.000Z'), undefined);
	await cron.ensure(nightly);
	t.deepEqual(cron.next('2026-11-22T12:00:00.000Z'), {at: '2026-11-23T01:30:00.000Z', name: 'seals'});
	t.deepEqual(cron.next('2026-07-01T12:00:00.000Z'), {at: '2026-07-02T00:30:00.000Z', name: 'seals'});
	await cron.ensure(tick);
	t.deepEqual(cron.next('2026-11-22T12:00:00.000Z'), {at: '2026-11-22T12:05:00.000Z', name: 'billing-tick'});
	close();
});

test('this process: nothing is left to fire after it stopped', async (t) => {
	const {cron, close} = await inProcess();
	await cron.ensure(tick);
	close();
	t.deepEqual(await cron.list(), []);
	t.is(cron.next('2026-11-22T12:00:00.000Z'), undefined);
});

test('Cloud Scheduler: a moment away is waited for; a run is never sent twice and fails as an outage', async (t) => {
	const {server, cron, close} = await inCloud();
	server.faults.push({status: 14});
	await cron.ensure(tick);
	server.faults.push({status: 14});
	await t.throwsAsync(cron.run(tick.name), {instanceOf: Outage});
	t.is(server.calls.filter(({method}) => method === 'RunJob').length, 1);
	close();
});

test('Cloud Scheduler: of two that create a job at once, the later updates it', async (t) => {
	const {server, cron, close} = await inCloud();
	await Promise.all([cron.ensure(tick), cron.ensure({...tick, schedule: '0 * * * *'})]);
	t.is((await cron.list()).length, 1);
	t.true(server.calls.length >= 3);
	close();
});
