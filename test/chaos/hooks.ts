/** A program of somebody else's that is told of events: it takes note of each, and is unwell at times. */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Books} from '../invariants/books.ts';
import {unless, type Violation} from '../invariants/violation.ts';
import type {Chance} from './chance.ts';

export type Hooks = {
	readonly url: string;
	/** How often each event was told of. */
	readonly told: ReadonlyMap<string, number>;
	close(): void;
};

export const openHooks = async (chance: Chance): Promise<Hooks> => {
	const told = new Map<string, number>();
	const server = createServer((request, response) => {
		request.resume();
		if (chance.next() < 0.1) return void response.writeHead(500).end();
		const event = String(request.headers['webhook-id']);
		told.set(event, (told.get(event) ?? 0) + 1);
		response.writeHead(204).end();
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hooks`,
		told,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};

/** What counts as delivered has arrived (at least once), and nothing arrived that is not written down (30). */
export const hookViolations = ({deliveries}: Books, {told}: Pick<Hooks, 'told'>): readonly Violation[] => {
	const known = new Set(deliveries.map(({eventId}) => eventId));
	return [
		...deliveries.flatMap(({path, state, eventId}) =>
			unless(state !== 'delivered' || told.has(eventId), '30', path, 'delivered, and never arrived'),
		),
		...[...told.keys()].flatMap((event) => unless(known.has(event), '30', event, 'told of what is not there')),
	];
};
