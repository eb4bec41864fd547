import {once} from 'node:events';
import {createServer} from 'node:http';
import {Worker} from 'node:worker_threads';
import test from 'ava';
import {isLocalHost} from '../../../dev/web/http.ts';
import {ensureFree, freePort, listenLocally} from '../../../dev/web/listen.ts';

test('a port in use is told in words, with what to do', async (t) => {
	const port = await freePort();
	const first = await listenLocally(createServer, port, 'PORT');
	const words = {message: new RegExp(`Port ${port} is in use.*PORT=${port + 1} npm start`)};
	await t.throwsAsync(listenLocally(createServer, port, 'PORT'), words);
	await t.throwsAsync(ensureFree(port, 'PORT', 0), words);
	await first.close();
	await t.notThrowsAsync(ensureFree(port, 'PORT'));
});

test('nobody else is told the same free port: not at once, not in another thread of the process', async (t) => {
	const dealer = `import {freePort} from ${JSON.stringify(new URL('../../../dev/web/listen.ts', import.meta.url).href)};
		import {parentPort} from 'node:worker_threads';
		const ports = await Promise.all(Array.from({length: 24}, freePort));
		parentPort.postMessage(ports);
		parentPort.once('message', () => process.exit());`;
	const threads = Array.from(
		{length: 3},
		() => new Worker(new URL(`data:text/javascript,${encodeURIComponent(dealer)}`)),
	);
	const ports = (await Promise.all(threads.map((thread) => once(thread, 'message')))).flat(2);
	for (const thread of threads) thread.postMessage('end');
	await Promise.all(threads.map((thread) => once(thread, 'exit')));
	t.is(new Set(ports).size, 72);
	for (const port of ports) await t.notThrowsAsync(ensureFree(port, 'PORT', 0));
});

test('only names of this machine are local', (t) => {
	for (const host of ['localhost:5000', '127.0.0.1', '[::1]:5000', 'app.localhost:80']) t.true(isLocalHost(host), host);
	for (const host of [undefined, '', 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.2'])
		t.false(isLocalHost(host), host);
});
