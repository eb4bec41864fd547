import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import test from 'ava';
import {relay} from '../../../dev/emulator-platform/relay.ts';
import {listenLocally} from '../../../dev/web/listen.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A relay in front of a function, whose address answers what a client gets: 0 for a broken connection. */
const inFrontOf = async (handler: Handler) => {
	const behind = await listenLocally(() => createServer(handler), 0, 'a function');
	const passed: Promise<number>[] = [];
	const front = await listenLocally(
		() => createServer((asked, answer) => void passed.push(relay(asked, answer, async () => behind.port))),
		0,
		'a relay',
	);
	const post = (chunks: number): Promise<{readonly status: number; readonly text: string}> =>
		new Promise((resolve) => {
			const sent = request({port: front.port, method: 'POST', agent: false}, (answer) => {
				let text = '';
				answer.on('data', (chunk) => {
					text += chunk;
				});
				answer.once('close', () => resolve({status: answer.statusCode ?? 0, text}));
			});
			sent.on('error', () => resolve({status: 0, text: ''}));
			for (let chunk = 0; chunk < chunks; chunk++) sent.write('x'.repeat(64 * 1024));
			sent.end();
		});
	return {post, passed, close: () => Promise.all([front.close(), behind.close()])};
};

test('an answer that comes before the body was read is passed on', async (t) => {
	const {post, passed, close} = await inFrontOf((asked, answer) => {
		asked.once('data', () => {
			asked.pause();
			answer.writeHead(413).end('too large');
			answer.once('close', () => asked.resume());
		});
	});
	for (let turn = 0; turn < 20; turn++) t.deepEqual(await post(60), {status: 413, text: 'too large'});
	t.deepEqual(new Set(await Promise.all(passed)), new Set([413]));
	await close();
});

test('a body arrives whole and its answer comes back whole', async (t) => {
	const {post, close} = await inFrontOf((asked, answer) => {
		let size = 0;
		asked.on('data', (chunk) => {
			size += chunk.length;
		});
		asked.once('end', () => answer.end(`${size} ${asked.headers['x-forwarded-proto']}`));
	});
	t.deepEqual(await post(60), {status: 200, text: `${60 * 64 * 1024} http`});
	await close();
});

test('a function that breaks off is told of as unavailable, before its answer as after its beginning', async (t) => {
	const before = await inFrontOf((asked) => void asked.socket.destroy());
	t.is((await before.post(1)).status, 503);
	t.deepEqual(await Promise.all(before.passed), [503]);
	const amid = await inFrontOf((asked, answer) => {
		answer.writeHead(200, {'content-length': '100'}).write('half');
		setTimeout(() => asked.socket.destroy(), 50);
	});
	await amid.post(0);
	t.deepEqual(await Promise.all(amid.passed), [503]);
	await Promise.all([before.close(), amid.close()]);
});
