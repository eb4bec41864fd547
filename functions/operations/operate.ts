/** What those who operate the platform say, by a message of their own: no route leads here, publishing to the topic is the right. */
import {OperatorCommand} from '../../schemas/operations.ts';
import {suspendAccount} from '../accounts/index.ts';
import {invariant} from '../kernel/invariant.ts';
import type {World} from '../world.ts';
import {pausePlatform} from './pause-platform.ts';

/** Each command may come twice. One that names no account of ours throws: it ends among the messages nobody could take. */
export const operate =
	(world: Pick<World, 'db' | 'ids' | 'clock' | 'log'>) =>
	async (message: unknown): Promise<void> => {
		const asked = OperatorCommand.parse(message);
		const now = await world.clock.now();
		switch (asked.command) {
			case 'pauseBilling':
				return void (await pausePlatform(world, {paused: true, reason: asked.reason, now}));
			case 'resumeBilling':
				return void (await pausePlatform(world, {paused: false, reason: null, now}));
			case 'suspendAccount':
			case 'unsuspendAccount': {
				const suspended = asked.command === 'suspendAccount';
				const done = await suspendAccount(world, {accountId: asked.account, suspended, now});
				invariant(done.ok, 'an operator names an account that exists');
				world.log.write('warning', suspended ? 'an account was suspended' : 'an account goes on', {
					account: asked.account,
				});
			}
		}
	};
