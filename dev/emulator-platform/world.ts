/** The world of a bundle on the emulators: Google's adapters against emulators, with the platform's clock and faults. */
import {openGoogle} from '../../functions/adapters/google.ts';
import {structuredLog} from '../../functions/adapters/log.ts';
import type {DeployedFunction, Port} from '../../functions/index.ts';
import type {Bus, Log, World} from '../../functions/world.ts';
import {withFaults} from '../faults/with-faults.ts';
import {type Facts, factsVariable, readFacts} from './facts.ts';
import {documentClock} from './shared-clock.ts';
import {documentFaults} from './shared-faults.ts';

/** Opens what a function of the table may use. */
export const open = async ({name, ports}: DeployedFunction): Promise<World> => {
	// The functions emulator pretends to be a deployment; a deployment would refuse every emulator.
	if (process.env.FUNCTIONS_EMULATOR === 'true') delete process.env.K_SERVICE;
	const facts = readFacts(process.env[factsVariable] ?? '');
	const world = await openOnEmulators(facts, ports, structuredLog(name));
	const told = {...world, bus: ports.includes('bus') ? telling(world.bus, facts.exchangePort) : world.bus};
	return withFaults(told, documentFaults(facts));
};

export const openOnEmulators = (facts: Facts, ports: readonly Port[], log: Log): Promise<World> => {
	process.env.FIREBASE_AUTH_EMULATOR_HOST = facts.auth;
	return openGoogle({
		projectId: facts.projectId,
		publicUrl: facts.publicUrl,
		ports,
		log,
		wrappingKey: 'a file',
		signingKeyVersion: 'a file',
		bucket: 'a folder',
		smtp: {host: '127.0.0.1', port: facts.smtpPort, encryption: 'none', fromAddress: 'post@invoice-meister.example'},
		emulators: {...facts, clock: documentClock},
	});
};

/** Says beforehand how many messages are coming. What is announced and then not sent, the exchange writes off. */
const telling = (bus: Bus, exchangePort: number): Bus => ({
	publish: async (topic, messages) => {
		await fetch(`http://127.0.0.1:${exchangePort}/published?topic=${topic}&count=${messages.length}`, {method: 'POST'});
		await bus.publish(topic, messages);
	},
});
