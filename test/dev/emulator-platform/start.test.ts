import {createServer} from 'node:http';
import {join} from 'node:path';
import test from 'ava';
import {buildBundles} from '../../../dev/emulator-platform/bundles.ts';
import {startOnEmulators} from '../../../dev/emulator-platform/platform.ts';
import {freePort, listenLocally} from '../../../dev/web/listen.ts';
import {functions} from '../../../functions/index.ts';
import {hasEmulators} from '../../emulators.ts';
import {temporaryFolder} from '../../servers/temporary.ts';

((await hasEmulators()) ? test : test.skip)(
	'where the last part does not start, those before it stop again',
	async (t) => {
		t.timeout(180_000);
		const root = join(import.meta.dirname, '..', '..', '..');
		const dataDir = temporaryFolder();
		const port = await freePort();
		const other = await listenLocally(createServer, port, 'PORT');
		const started: number[] = [];
		const starting = startOnEmulators({
			root,
			settings: {port, workbenchPort: 0, stripePort: 0, dataDir, seed: 'none'},
			table: functions,
			log: {write: () => undefined},
			client: Promise.resolve(dataDir),
			bundles: buildBundles(root),
			between: async (_, reached) => {
				started.push(reached);
				return reached;
			},
		});
		await t.throwsAsync(starting, {name: 'PortTaken'});
		t.is(started.length, 3);
		for (const reached of started) await t.throwsAsync(fetch(`http://127.0.0.1:${reached}/`), undefined, `${reached}`);
		await other.close();
	},
);
