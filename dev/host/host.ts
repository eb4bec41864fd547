/** Every function of the table in one process, each registered and called through the functions-framework as it is deployed. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import {getFunction, getTestServer} from '@google-cloud/functions-framework/testing';
import {z} from 'zod';
import type {DeployedFunction} from '../../functions/index.ts';
import {type EventAct, type HttpAct, keepBodyUnread, serveEvent, serveHttp} from '../../functions/serve.ts';
import type {Fields, World} from '../../functions/world.ts';
import {cloudEvent} from './cloud-event.ts';

export type Host = {
	/** The function that answers this path; undefined when it belongs to none. */
	httpFunction(path: string): ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
	/** Hands an event function one message, as a CloudEvent; `id` is the same over redeliveries. Rejects when it fails: deliver again. */
	deliver(name: string, topic: string, message: Fields, id: string): Promise<void>;
};

export type HostSettings = {
	readonly table: readonly DeployedFunction[];
	readonly world: World;
	/** What a table entry names: the export `act` of the file. */
	readonly load: (entry: DeployedFunction) => Promise<unknown>;
};

export const openHost = async ({table, world, load}: HostSettings): Promise<Host> => {
	const acts = await Promise.all(table.map(load));
	table.forEach((entry, index) => {
		register(entry, acts[index], world);
	});
	const routes = table.flatMap((entry) => {
		if (entry.kind === 'event') return [];
		// Node's own parser has made request and response already; only the framework's handling of them is wanted.
		const framework = getTestServer(entry.name);
		return entry.paths.map((pattern) => ({pattern, framework}));
	});
	return {
		httpFunction: (path) => {
			const route = routes.find(({pattern}) => covers(pattern, path));
			return (
				route &&
				((request, response) => {
					keepBodyUnread(request);
					route.framework.emit('request', request, response);
				})
			);
		},
		deliver: async (name, topic, message, id) => {
			const run = RegisteredEvent.parse(getFunction(name));
			await run(cloudEvent(name, topic, message, id));
		},
	};
};

/** The export that a table entry names, from functions/. */
export const loadFromFunctions = async ({file, act}: DeployedFunction): Promise<unknown> => {
	const module: {readonly [name: string]: unknown} = await import(
		new URL(`../../functions/${file}`, import.meta.url).href
	);
	return module[act];
};

const HttpExport = z.custom<HttpAct>((value) => typeof value === 'function');
const EventExport = z.custom<EventAct>((value) => typeof value === 'function');
const RegisteredEvent = z.custom<(event: unknown) => Promise<void>>((value) => typeof value === 'function');

const register = (entry: DeployedFunction, act: unknown, world: World): void => {
	const open = async (): Promise<World> => world;
	if (typeof act !== 'function')
		throw new Error(`functions/${entry.file} has no function "${entry.act}" (${entry.name})`);
	if (entry.kind === 'http') serveHttp(entry, HttpExport.parse(act), open);
	else serveEvent(entry, EventExport.parse(act), open);
};

/** `/api/**` covers /api and everything below it; anything else covers itself. */
export const covers = (pattern: string, path: string): boolean => {
	if (!pattern.endsWith('/**')) return path === pattern;
	const root = pattern.slice(0, -3);
	return path === root || path.startsWith(`${root}/`);
};
