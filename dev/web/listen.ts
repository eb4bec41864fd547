import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';

/**
 * Listens on both names of this machine (127.0.0.1 and, where there is IPv6, ::1), so that `localhost` works whatever it
 * resolves to. `make` makes one server for each. Port 0 takes a free one. A port in use is told in words.
 */
export const listenLocally = async (
	make: () => Server,
	port: number,
	variable: string,
): Promise<{readonly port: number; close(): Promise<void>}> => {
	const first = make();
	await listen(first, port, '127.0.0.1').catch((error: unknown) => {
		throw hasCode(error, 'EADDRINUSE') ? new PortTaken(port, variable) : error;
	});
	const taken = (first.address() as AddressInfo).port;
	const second = make();
	const both = await listen(second, taken, '::1').then(
		() => [first, second],
		(error: unknown) => {
			// No IPv6 here. Somebody else's server on ::1 would take the visitors who are meant for us.
			if (hasCode(error, 'EADDRINUSE') && port !== 0) throw new PortTaken(port, variable);
			return [first];
		},
	);
	return {
		port: taken,
		close: async () => {
			await Promise.all(both.map(close));
		},
	};
};

export class PortTaken extends Error {
	override readonly name = 'PortTaken';
	constructor(port: number, variable: string) {
		super(
			`Port ${port} is in use by another program. Stop that, or start with another port: ${variable}=${port + 1} npm start`,
		);
	}
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen({port, host, ipv6Only: host === '::1'}, () => {
			server.off('error', reject);
			resolve();
		});
	});

const close = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 3000).unref();
	});

const hasCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;

/**
 * Throws in words when somebody listens on this port of the machine; before work that takes long. Waits `patienceMs` for
 * a predecessor that is just stopping.
 */
export const ensureFree = async (port: number, variable: string, patienceMs = 3000): Promise<void> => {
	if (port === 0) return;
	const deadline = performance.now() + patienceMs;
	for (;;) {
		try {
			const probe = await listenLocally(createServer, port, variable);
			return await probe.close();
		} catch (error) {
			if (!(error instanceof PortTaken) || performance.now() > deadline) throw error;
			await pause(100);
		}
	}
};

/**
 * Below those that systems give to outgoing connections (Linux from 32768 on), one of which may take a free port at any
 * time. Whoever listens on the first port of a block deals its others: some time passes before anybody listens there, and
 * meanwhile no other process or thread may be told the same.
 */
const blocks = {from: 15_000, count: 1_000, size: 16};

/** A port that is free now, and that nobody else is told. */
export const freePort = async (): Promise<number> => {
	const {done, value} = await dealt.next();
	if (done) throw new Error(`none of ${blocks.count} blocks of ports is free`);
	return value;
};

async function* deal(): AsyncGenerator<number, void> {
	let last: Server | undefined;
	for (let turn = 0, misses = 0; misses < blocks.count; turn++) {
		const first = blocks.from + ((process.pid + turn) % blocks.count) * blocks.size;
		const holder = createServer().unref();
		const isOurs = await isFree(() => listen(holder, first, '127.0.0.1'));
		misses = isOurs ? 0 : misses + 1;
		if (!isOurs) continue;
		for (let port = first + 1; port < first + blocks.size; port++)
			if (await isFree(() => ensureFree(port, 'PORT', 0))) yield port;
		// By now somebody listens on the ports of the block before; those of this one may have been told just now.
		if (last) await close(last);
		last = holder;
	}
}

const dealt = deal();

const isFree = (listening: () => Promise<void>): Promise<boolean> =>
	listening().then(
		() => true,
		(error: unknown) => {
			if (error instanceof PortTaken || hasCode(error, 'EADDRINUSE')) return false;
			throw error;
		},
	);
