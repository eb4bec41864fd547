import test from 'ava';
import {onlyPorts} from '../../../functions/adapters/only-ports.ts';
import type {World} from '../../../functions/world.ts';

const world = {
	db: {get: async () => undefined},
	mail: {send: async () => ({outcome: 'accepted'})},
	ids: {random: () => 'r'},
	settings: {platform: 'embedded'},
} as unknown as World;

test('a function uses the ports that the table gives it, and what belongs to every process', async (t) => {
	const seen = onlyPorts(world, {name: 'billPage', ports: ['db']});
	t.is(await seen.db.get('a/b'), undefined);
	t.is(seen.ids.random(), 'r');
	t.is(seen.settings.platform, 'embedded');
});

test('to use any other port is a bug that names function and operation', (t) => {
	const seen = onlyPorts(world, {name: 'billPage', ports: ['db']});
	t.throws(() => seen.mail.send({} as never), {name: 'Bug', message: /billPage .*send/});
});
