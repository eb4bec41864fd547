/** A TCP proxy that stands between functions and what they reach, and makes trouble when it is told to. */
import {connect, createServer, type Socket} from 'node:net';

export type TroubledLine = {
	readonly port: number;
	/** Breaks every connection there is, in the midst of whatever they carry. */
	cut(): void;
	/** For a while answers are held back, then they come. */
	delay(ms: number): void;
	/** For a while requests go through and their answers are lost; then the connections break. */
	loseAnswers(ms: number): void;
	/** For a while nobody gets in, and who is in is thrown out. */
	refuse(ms: number): void;
	/** From now on it only passes on. */
	heal(): void;
	close(): Promise<void>;
};

type Pair = {readonly near: Socket; readonly far: Socket};

export const troubledLine = async (to: number): Promise<TroubledLine> => {
	const pairs = new Set<Pair>();
	let delayed = false;
	let losing = false;
	let refusing = false;
	let timer: NodeJS.Timeout | undefined;
	const server = createServer((near) => {
		if (refusing) return void near.destroy();
		const far = connect(to, '127.0.0.1');
		const pair = {near, far};
		pairs.add(pair);
		near.setNoDelay(true);
		far.setNoDelay(true);
		near.pipe(far);
		far.on('data', (bytes) => {
			if (!losing && !near.write(bytes)) far.pause();
		});
		near.on('drain', () => delayed || far.resume());
		if (delayed) far.pause();
		const end = (): void => {
			pairs.delete(pair);
			near.destroy();
			far.destroy();
		};
		for (const socket of [near, far]) socket.on('error', end).on('close', end);
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const cut = (): void => {
		for (const {near, far} of pairs) {
			near.destroy();
			far.destroy();
		}
	};
	const heal = (): void => {
		clearTimeout(timer);
		// What has lost an answer carries nothing sensible any more.
		if (losing) cut();
		delayed = false;
		losing = false;
		refusing = false;
		for (const {far} of pairs) far.resume();
	};
	const meanwhile = (ms: number, begin: () => void): void => {
		heal();
		begin();
		timer = setTimeout(heal, ms);
	};
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		cut,
		delay: (ms) =>
			meanwhile(ms, () => {
				delayed = true;
				for (const {far} of pairs) far.pause();
			}),
		loseAnswers: (ms) =>
			meanwhile(ms, () => {
				losing = true;
			}),
		refuse: (ms) =>
			meanwhile(ms, () => {
				refusing = true;
				cut();
			}),
		heal,
		close: async () => {
			heal();
			cut();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
