import type {Port} from '../index.ts';
import {Bug} from '../kernel/invariant.ts';
import type {World} from '../world.ts';

const always = ['settings', 'log', 'clock', 'ids'] as const;

/** The world as a function's service account sees it: the table says which ports it has; to use another is a bug. */
export const onlyPorts = (
	world: World,
	{name, ports}: {readonly name: string; readonly ports: readonly Port[]},
): World => {
	const open = new Set<string>([...always, ...ports]);
	const closed = new Proxy(
		{},
		{
			get: (_, operation) => {
				throw new Bug(`${name} uses a port that the table does not give it (${String(operation)})`);
			},
		},
	);
	const seen = Object.entries(world).map(([port, operations]) => [port, open.has(port) ? operations : closed]);
	return Object.fromEntries(seen) as World;
};
