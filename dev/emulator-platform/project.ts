import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {DeployedFunction} from '../../functions/index.ts';
import {hosting} from '../build/firebase-json.ts';
import {projectId, type SuitePorts} from './ports.ts';

/** The Firebase project of one data folder: it lies in the repository, where the bundles find their packages. */
export const projectFolder = (root: string, dataDir: string): string => {
	const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
	return join(root, '.build', 'emulators', `project-${name}`);
};

/** Puts the client and the bundles where firebase.json names them. */
export const fillProject = (
	folder: string,
	{root, client, bundles}: {readonly root: string; readonly client: string; readonly bundles: string},
): void => {
	mkdirSync(folder, {recursive: true});
	rmSync(join(folder, 'public'), {recursive: true, force: true});
	cpSync(client, join(folder, 'public'), {recursive: true});
	rmSync(join(folder, 'functions'), {recursive: true, force: true});
	symlinkSync(bundles, join(folder, 'functions'), 'dir');
	cpSync(join(root, 'firestore.rules'), join(folder, 'firestore.rules'));
};

/** firebase.json as it is deployed, but for places: a folder, ports, and what the client may call on this machine. */
export const projectConfig = (table: readonly DeployedFunction[], workbenchUrl: string) => (ports: SuitePorts) => ({
	functions: [{source: 'functions', codebase: 'default', runtime: 'nodejs24'}],
	hosting: hosting('public', table, [`http://127.0.0.1:${ports.auth}`, workbenchUrl]),
	firestore: {rules: 'firestore.rules'},
	emulators: {
		...Object.fromEntries(served.map((name) => [name, {host: '127.0.0.1', port: ports[name]}])),
		firestore: {host: '127.0.0.1', port: ports.firestore, websocketPort: ports.websocket},
		ui: {enabled: false},
		singleProjectMode: true,
	},
});
const served = ['auth', 'pubsub', 'functions', 'hosting', 'hub', 'logging', 'tasks', 'eventarc'] as const;

/** What the client reads about the host: it signs people in through Firebase's SDK. */
export const writeClientConfig = (folder: string, ports: SuitePorts, workbenchUrl: string): void => {
	const auth = {
		kind: 'firebase',
		apiKey: 'local',
		authDomain: `127.0.0.1:${ports.auth}`,
		projectId,
		emulatorUrl: `http://127.0.0.1:${ports.auth}`,
	};
	writeFileSync(join(folder, 'public', 'config.json'), JSON.stringify({auth, platform: {workbenchUrl}}));
};
