/** `npm start`: the whole platform on this machine, with Node alone. Settings: PORT, WORKBENCH_PORT, STRIPE_PORT, DATA_DIR, SEED. */
import {join} from 'node:path';
import {consoleLog} from '../functions/adapters/log.ts';
import {functions} from '../functions/index.ts';
import {loadFromFunctions} from './host/host.ts';
import {endWithNpm} from './npm-parent.ts';
import {claimFolder} from './only-one.ts';
import {type Platform, startPlatform} from './platform.ts';
import {demo, finishDemo, owner, prepareDemo} from './seed/demo.ts';
import {readSettings} from './settings.ts';
import {buildWeb} from './web/build.ts';
import {ensureFree} from './web/listen.ts';

const root = join(import.meta.dirname, '..');
const neededNode = 24;
const say = (line: string): void => console.log(line);

const main = async (): Promise<void> => {
	const startedAt = performance.now();
	checkNode();
	const settings = readSettings(process.env, root);
	const stop = stopOnSignal();
	await ensureFree(settings.port, 'PORT');
	await ensureFree(settings.workbenchPort, 'WORKBENCH_PORT');
	await ensureFree(settings.stripePort, 'STRIPE_PORT');
	say('Starting Invoice Meister …');
	const client = buildClient();
	client.catch(() => undefined); // Told where it is awaited.
	const claim = claimFolder(settings.dataDir);
	const seeding = prepareDemo(settings);
	const platform = await startPlatform({
		settings,
		table: functions,
		load: loadFromFunctions,
		log: consoleLog('warning'),
		client,
		...(seeding === undefined ? {} : {beginAt: seeding.beginAt}),
	});
	stop.use(async () => {
		await platform.stop();
		claim.release();
	});
	await Promise.all([client, seeding === undefined ? null : demo(platform, say)]);
	if (seeding !== undefined) finishDemo(settings);
	tellReady(platform, Math.round((performance.now() - startedAt) / 1000));
};

const checkNode = (): void => {
	if (Number(process.versions.node.split('.')[0]) >= neededNode) return;
	throw new Error(`Invoice Meister runs on Node ${neededNode}; this is ${process.version}. Start it with "npm start".`);
};

const buildClient = async (): Promise<string> => {
	const startedAt = performance.now();
	const {folder, built} = await buildWeb(root);
	if (built) say(`Built the web client in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
	return folder;
};

/** Finishes what is under way on SIGTERM or Ctrl C; the second time it does not wait. Everything is durable either way. */
const stopOnSignal = () => {
	let release: (() => Promise<void>) | undefined;
	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping || release === undefined) process.exit(0);
		stopping = true;
		setTimeout(() => process.exit(0), 8000).unref();
		await release();
		say('Stopped.');
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	endWithNpm(() => void stop());
	return {
		use: (how: () => Promise<void>): void => {
			release = how;
		},
	};
};

const tellReady = ({url, workbenchUrl, stripeUrl}: Platform, seconds: number): void => {
	say(`Invoice Meister is ready at ${url}`);
	say(`  Sign in with any mail address. The demo business belongs to ${owner.email}.`);
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
