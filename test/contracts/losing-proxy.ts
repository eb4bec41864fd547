/** A TCP proxy that can let a request through and cut the line before its answer. */
import {connect, createServer, type Socket} from 'node:net';

export type LosingProxy = {readonly host: string; loseNextAnswer(): void; close(): Promise<void>};

/** In front of `host`. The client's line is cut half a second after the request; the server's stays, so that it does the work. */
export const losingProxy = async (host: string): Promise<LosingProxy> => {
	const {hostname, port} = new URL(`http://${host}`);
	const sockets = new Set<Socket>();
	let armed = false;
	const server = createServer((near) => {
		const far = connect(Number(port), hostname);
		let losing = false;
		near.on('data', (bytes) => {
			if (armed) {
				armed = false;
				losing = true;
				setTimeout(() => near.destroy(), 500);
			}
			far.write(bytes);
		});
		far.on('data', (bytes) => losing || near.write(bytes));
		const cut = (to: Socket) => () => losing || to.destroy();
		for (const [from, to] of [
			[near, far],
			[far, near],
		] as const) {
			sockets.add(from);
			from.on('error', cut(to)).on('close', cut(to));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		host: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		loseNextAnswer: () => {
			armed = true;
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
