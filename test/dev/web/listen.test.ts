import {createServer} from 'node:http';
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

test('only names of this machine are local', (t) => {
	for (const host of ['localhost:5000', '127.0.0.1', '[::1]:5000', 'app.localhost:80']) t.true(isLocalHost(host), host);
	for (const host of [undefined, '', 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.2'])
		t.false(isLocalHost(host), host);
});
