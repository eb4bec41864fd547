/** `npm run start:emulators`: the platform on the Firebase emulator suite, with Firebase's SDK in the browser. Settings as for `npm start`. */
import {join} from 'node:path';
import {consoleLog} from '../functions/adapters/log.ts';
import {functions} from '../functions/index.ts';
import {buildBundles} from './emulator-platform/bundles.ts';
import {firstPassword} from './emulator-platform/people.ts';
import {startOnEmulators} from './emulator-platform/platform.ts';
import {endWithNpm} from './npm-parent.ts';
import {claimFolder} from './only-one.ts';
import type {Platform} from './platform.ts';
import {demo, finishDemo, owner, prepareDemo} from './seed/demo.ts';
import {readSettings} from './settings.ts';
import {buildWeb} from './web/build.ts';
import {ensureFree} from './web/listen.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => console.log(line);

const main = async (): Promise<void> => {
	const startedAt = performance.now();
	const given = readSettings(process.env, root);
	// Beside what `npm start` keeps: the stand-in for Stripe and the mailbox belong to one database only.
	const settings = {...given, dataDir: join(given.dataDir, 'emulators')};
	await ensureFree(settings.port, 'PORT');
	await ensureFree(settings.workbenchPort, 'WORKBENCH_PORT');
	await ensureFree(settings.stripePort, 'STRIPE_PORT');
	say('Starting Invoice Meister on the Firebase emulators …');
	const claim = claimFolder(settings.dataDir);
	const client = buildWeb(root).then(({folder}) => folder);
	const bundles = buildBundles(root);
	for (const building of [client, bundles]) building.catch(() => undefined); // Told where it is awaited.
	const seeding = prepareDemo(settings);
	const starting = startOnEmulators({
		root,
		settings,
		table: functions,
		log: consoleLog('warning'),
		client,
		bundles,
		...(seeding === undefined ? {} : {beginAt: seeding.beginAt}),
	});
	stopOnSignal(async () => {
		await (await starting).stop();
		claim.release();
	});
	const platform = await starting;
	if (seeding !== undefined) {
		say('The demo business takes some minutes here; SEED=none starts without it.');
		await demo(platform, say);
		finishDemo(settings);
	}
	tellReady(platform, Math.round((performance.now() - startedAt) / 1000));
};

/** Finishes what is under way, saves what the emulators hold and ends them; the second time it does not wait. */
const stopOnSignal = (release: () => Promise<void>): void => {
	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping) process.exit(1);
		stopping = true;
		setTimeout(() => process.exit(1), stopWithinMs).unref();
		await release();
		say('Stopped.');
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	endWithNpm(() => void stop());
};
const stopWithinMs = 90_000;

const tellReady = ({url, workbenchUrl, stripeUrl}: Platform, seconds: number): void => {
	say(`Invoice Meister is ready at ${url}`);
	say(
		`  The demo business belongs to ${owner.email}; people made by the workbench have the password ${firstPassword}.`,
	);
	say(`  Workbench (clock, mail, runs, functions, faults, payments): ${workbenchUrl}`);
	say(`  API: ${url}/api/v1/openapi.json   Stripe stand-in: ${stripeUrl}`);
	say(`  Up after ${seconds} s. Stop with Ctrl C.`);
};

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? `\n${error.message}\n` : error);
	if (process.env.DEBUG) console.error(error);
	process.exit(1);
}
