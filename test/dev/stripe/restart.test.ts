import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {startStripe} from '../../../dev/stripe/index.ts';
import {clientOf, customerWith, handClock, openEndpoint, secret, start} from './stand-in.ts';

const main = new URL('../../../dev/stripe/main.ts', import.meta.url).pathname;

/** The stand-in as a process of its own, ready. */
const spawnStandIn = async (
	t: ExecutionContext,
	file: string,
	webhookUrl: string,
): Promise<{child: ChildProcess; port: number}> => {
	const child = spawn(
		process.execPath,
		[main, `--file=${file}`, `--now=${start}`, `--webhook=${webhookUrl}`, `--secret=${secret}`],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	t.teardown(() => child.kill('SIGKILL'));
	const port = await new Promise<number>((resolve, reject) => {
		child.once('exit', () => reject(new Error('The stand-in ended')));
		child.stdout?.on('data', (chunk) => {
			const found = /:(\d+)\s*$/.exec(String(chunk).trim());
			if (found) resolve(Number(found[1]));
		});
	});
	return {child, port};
};

test('killed in the middle of charging, it comes back with every effect once and no event lost', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const file = join(folder, 'stripe.sqlite');
	const endpoint = await openEndpoint(t);
	endpoint.answerWith(503);

	const {child, port} = await spawnStandIn(t, file, endpoint.url);
	const before = clientOf(port);
	const {customer, method} = await customerWith(before, 'pm_card_visa');
	const charge = (stripe: typeof before, n: number) =>
		stripe.paymentIntents.create(
			{amount: 500 + n, currency: 'eur', customer, payment_method: method, confirm: true, off_session: true},
			{idempotencyKey: `charge:${n}`},
		);
	const answered = new Map<number, string>();
	const storm = Array.from({length: 60}, async (_item, n) => {
		const {id} = await charge(before, n);
		answered.set(n, id);
		if (answered.size === 20) child.kill('SIGKILL');
	});
	await Promise.allSettled(storm);
	t.true(answered.size >= 20 && answered.size < 60, `${answered.size} were answered`);

	endpoint.answerWith(200);
	const standIn = await startStripe({port: 0, file, now: handClock().now, webhook: endpoint.webhook});
	t.teardown(() => standIn.close());
	const after = clientOf(standIn.port);
	for (let n = 0; n < 60; n += 1) {
		const {id} = await charge(after, n);
		t.is(id, answered.get(n) ?? id);
	}
	const charges = standIn.log().filter(({effect}) => effect === 'charge');
	t.deepEqual(charges.map(({amount}) => amount).sort(), Array.from({length: 60}, (_item, n) => 500 + n).sort());
	t.is((await after.charges.list({limit: 100})).data.length, 60);
	for (let round = 0; standIn.undelivered() > 0 && round < 5; round += 1) await standIn.flush();
	const told = new Set(endpoint.received.map(({event}) => event.id));
	t.is(told.size, standIn.objects('event').length);
	t.is(standIn.undelivered(), 0);
});

test('after a clean stop everything is still there: objects, keys, faults and what is due', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const clock = handClock();
	const open = () => startStripe({port: 0, file: join(folder, 'stripe.sqlite'), now: clock.now, webhook: undefined});
	const first = await open();
	const {customer, method} = await customerWith(clientOf(first.port), 'pm_sim_processing');
	const pay = (port: number) =>
		clientOf(port).paymentIntents.create(
			{amount: 500, currency: 'eur', customer, payment_method: method, confirm: true, off_session: true},
			{idempotencyKey: 'k'},
		);
	const sent = await pay(first.port);
	first.faults.add({match: {path: '/v1/nowhere'}, kind: 'html_502', times: 3});
	await first.close();
	const second = await open();
	t.teardown(() => second.close());
	t.is((await pay(second.port)).id, sent.id);
	t.is(second.faults.list().length, 1);
	clock.advance(5 * 86_400);
	t.is((await clientOf(second.port).paymentIntents.retrieve(sent.id)).status, 'succeeded');
});

test('what happened later than the clock stands after a crash is told when the clock has come there again', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const file = join(folder, 'stripe.sqlite');
	const endpoint = await openEndpoint(t);
	endpoint.answerWith(503);
	const early = handClock();
	const first = await startStripe({port: 0, file, now: early.now, webhook: endpoint.webhook});
	early.advance(3600);
	const {id} = await clientOf(first.port).customers.create({name: 'Ada'});
	await first.flush();
	await first.close();

	endpoint.answerWith(200);
	endpoint.received.length = 0;
	const clock = handClock();
	const again = await startStripe({port: 0, file, now: clock.now, webhook: endpoint.webhook});
	t.teardown(() => again.close());
	await again.flush();
	t.is(again.undelivered(), 0);
	t.deepEqual(endpoint.received, []);
	t.is(again.nextDueAt(), new Date(Date.parse(start) + 3_600_000).toISOString());
	clock.advance(3600);
	t.is(again.undelivered(), 1);
	await again.flush();
	t.is(again.undelivered(), 0);
	t.is(again.nextDueAt(), null);
	t.true(endpoint.received.some(({body}) => body.includes(id)));
});
