import type {DeployedFunction} from '../../functions/index.ts';
import {databases, region} from '../../infra/places.ts';
import {cacheControl, clientHeaders, type Headers} from '../web/headers.ts';

/** Where the browser's Firebase SDK signs people in. */
const firebaseAuth = ['https://identitytoolkit.googleapis.com', 'https://securetoken.googleapis.com'];

/**
 * Firebase's configuration. Hosting serves the client with the headers it has everywhere; its rewrites to functions
 * serve the emulators, in the cloud the balancer comes first. Every database refuses every client.
 */
export const firebaseJson = (table: readonly DeployedFunction[]) => ({
	functions: [{source: '.build/functions', codebase: 'default', runtime: 'nodejs24'}],
	hosting: hosting('web/dist', table, firebaseAuth),
	firestore: [
		{database: databases.billing, rules: 'firestore.rules', indexes: 'firestore.indexes.json'},
		{database: databases.keyring, rules: 'firestore.rules', indexes: 'firestore.keyring.indexes.json'},
	],
	emulators: {
		auth: {port: 9099},
		firestore: {port: 8080},
		pubsub: {port: 8085},
		functions: {port: 5001},
		hosting: {port: 5002},
		ui: {enabled: false},
		singleProjectMode: true,
	},
});

/** `connect`: what the client may call besides its own address. */
export const hosting = (folder: string, table: readonly DeployedFunction[], connect: readonly string[]) => ({
	public: folder,
	ignore: ['.stamp'],
	headers: [
		{source: '**', headers: listed({...clientHeaders(connect), 'cache-control': cacheControl('/index.html')})},
		{source: '/assets/**', headers: listed({'cache-control': cacheControl('/assets/x.js')})},
	],
	rewrites: [
		...table.flatMap((entry) =>
			entry.kind === 'http'
				? entry.paths.map((source) => ({source, function: {functionId: entry.name, region, pinTag: false}}))
				: [],
		),
		// The client routes by itself; a missing file stays missing.
		{regex: '^/(?:[^/]*/)*[^./]*$', destination: '/index.html'},
	],
});

const listed = (headers: Headers) => Object.entries(headers).map(([key, value]) => ({key, value}));
