import {join} from 'node:path';
import test from 'ava';
import {functionBus} from '../../../dev/host/deliveries.ts';
import {watchHappenings} from '../../../dev/host/happenings.ts';
import type {Host} from '../../../dev/host/host.ts';
import {keptMessages} from '../../../dev/host/kept-messages.ts';
import {functions} from '../../../functions/index.ts';
import type {Fields} from '../../../functions/world.ts';
import {temporaryFolder} from '../../servers/temporary.ts';

/** One life of a process on a folder: `deliver` is what its functions do with a message. */
const life = (folder: string, deliver: (name: string, message: Fields) => Promise<void>) => {
	const kept = keptMessages(join(folder, 'messages.sqlite'));
	const host: Host = {
		httpFunction: () => undefined,
		deliver: (name, _, message) => deliver(name, message),
	};
	const watch = {happenings: watchHappenings(), now: () => '2026-01-31T06:00:00.000Z'};
	return {bus: functionBus(functions, () => host, watch, kept), kept};
};
const never = () => new Promise<void>(() => undefined);

test('what the provider told once is delivered by the next process when this one dies over it, and then never again', async (t) => {
	const folder = temporaryFolder();
	const {bus} = life(folder, never);
	await bus.publish('stripe.event', [{id: 'evt_1'}, {id: 'evt_2'}]);
	await bus.publish('invoice.mail', [{path: 'accounts/a/invoices/i', step: 'invoice.mail'}]);

	const seen: unknown[] = [];
	const second = life(folder, async (name, message) => void seen.push([name, message]));
	await second.bus.takeUp();
	await second.bus.idle();
	t.deepEqual(seen.sort(), [
		['recordOutcome', {id: 'evt_1'}],
		['recordOutcome', {id: 'evt_2'}],
	]);
	t.deepEqual(second.kept.left(), []);

	const third = life(folder, async () => t.fail());
	await third.bus.takeUp();
	await third.bus.idle();
	t.pass();
});

test('a message that fails stays until it is delivered', async (t) => {
	const folder = temporaryFolder();
	let tries = 0;
	const {bus, kept} = life(folder, async () => {
		if (++tries < 3) throw new Error('not yet');
	});
	await bus.publish('stripe.event', [{id: 'evt_1'}]);
	t.is(kept.left().length, 1);
	await bus.idle();
	t.is(tries, 3);
	t.deepEqual(kept.left(), []);
});
