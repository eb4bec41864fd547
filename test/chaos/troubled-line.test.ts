import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import test from 'ava';
import {chanceOf} from './chance.ts';
import {troubledLine} from './troubled-line.ts';

/** A server that says everything again, behind a line; what it heard, and a way in. */
const echo = async (t: {teardown(run: () => void): void}) => {
	const heard: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket
			.on('error', () => undefined)
			.on('data', (bytes) => {
				heard.push(String(bytes));
				socket.write(bytes);
			});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const line = await troubledLine((server.address() as AddressInfo).port);
	const enter = async (): Promise<Socket> => {
		const socket = connect(line.port, '127.0.0.1').on('error', () => undefined);
		sockets.add(socket);
		await once(socket, 'connect');
		return socket;
	};
	t.teardown(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		void line.close();
	});
	return {line, heard, enter};
};
const answered = async (socket: Socket, text: string): Promise<string> => {
	const said = once(socket, 'data');
	socket.write(text);
	return String((await said)[0]);
};

test('a line passes on what it is given, and breaks when it is cut', async (t) => {
	const {line, enter} = await echo(t);
	const socket = await enter();
	t.is(await answered(socket, 'one'), 'one');
	const ended = once(socket, 'close');
	line.cut();
	await ended;
	t.is(await answered(await enter(), 'two'), 'two', 'whoever comes anew gets in');
});

test('answers that are held back come later, and whole', async (t) => {
	const {line, enter} = await echo(t);
	const socket = await enter();
	await answered(socket, 'warm');
	line.delay(300);
	const startedAt = performance.now();
	t.is(await answered(socket, 'late'), 'late');
	t.true(performance.now() - startedAt > 250);
});

test('a request whose answer is lost has arrived, and its connection ends', async (t) => {
	const {line, heard, enter} = await echo(t);
	const socket = await enter();
	await answered(socket, 'warm');
	line.loseAnswers(200);
	const ended = once(socket, 'close');
	let said = '';
	socket.on('data', (bytes) => {
		said += bytes;
	});
	socket.write('lost');
	await ended;
	t.is(said, '');
	t.true(heard.includes('lost'));
	t.is(await answered(await enter(), 'after'), 'after');
});

test('nobody gets in while the line refuses, and everybody after', async (t) => {
	const {line, heard, enter} = await echo(t);
	line.refuse(300);
	const socket = await enter();
	await once(socket, 'close');
	t.deepEqual(heard, []);
	await pause(350);
	t.is(await answered(await enter(), 'in'), 'in');
});

test('the same seed decides the same', (t) => {
	const drawn = (seed: number) => {
		const chance = chanceOf(seed);
		return Array.from({length: 200}, () =>
			chance.weighted([
				[3, 'a'],
				[1, 'b'],
			]),
		);
	};
	t.deepEqual(drawn(7), drawn(7));
	t.notDeepEqual(drawn(7), drawn(8));
	const often = drawn(7).filter((one) => one === 'a').length;
	t.true(often > 120 && often < 180);
});
