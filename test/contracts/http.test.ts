import {createServer, type IncomingHttpHeaders, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {outbound} from '../../functions/adapters/outbound.ts';
import {isLoopback, isPublic} from '../../functions/adapters/public-addresses.ts';
import {Bug} from '../../functions/kernel/invariant.ts';

const listen = async (listener: RequestListener) => {
	const server = createServer(listener);
	await new Promise<void>((settle) => void server.listen(0, '127.0.0.1', settle));
	const {port} = server.address() as AddressInfo;
	const stop = () => {
		server.closeAllConnections();
		server.close();
	};
	return {port, stop};
};
const local = outbound({allowLoopback: true});
const deployed = outbound();

test('the local platform posts headers and body to this machine and answers the status', async (t) => {
	const got: {method?: string; headers: IncomingHttpHeaders; body: string}[] = [];
	const server = await listen(async (request, response) => {
		const body = (await request.setEncoding('utf8').toArray()).join('');
		got.push({method: request.method, headers: request.headers, body});
		response.writeHead(204).end();
	});
	const answer = await local.post(
		`http://localhost:${server.port}/hook?x=1`,
		{'webhook-id': 'evt_1', 'content-type': 'application/json'},
		'{"ü":1}',
	);
	t.deepEqual(answer, {status: 204});
	t.like(got[0], {method: 'POST', body: '{"ü":1}'});
	t.like(got[0]?.headers, {'webhook-id': 'evt_1', 'content-length': '8', host: `localhost:${server.port}`});
	server.stop();
});

test('a redirect is an answer, not a way to somewhere else', async (t) => {
	let visits = 0;
	const target = await listen((_request, response) => {
		visits += 1;
		response.end();
	});
	const server = await listen((_request, response) => {
		response.writeHead(307, {location: `http://127.0.0.1:${target.port}/`}).end();
	});
	t.deepEqual(await local.post(`http://127.0.0.1:${server.port}/`, {}, ''), {status: 307});
	t.is(visits, 0);
	server.stop();
	target.stop();
});

test('an endless answer is cut off', async (t) => {
	let closed: () => void = () => undefined;
	const cut = new Promise<void>((settle) => {
		closed = settle;
	});
	const server = await listen((_request, response) => {
		response.writeHead(200);
		const writing = setInterval(() => response.write('x'.repeat(4096)), 1);
		response.on('close', () => {
			clearInterval(writing);
			closed();
		});
	});
	t.deepEqual(await local.post(`http://127.0.0.1:${server.port}/`, {}, ''), {status: 200});
	await cut;
	server.stop();
});

test('a server that does not answer in time, is not there or hangs up is told as a reason', async (t) => {
	const server = await listen((request, response) => {
		if (request.url === '/hang-up') response.destroy();
	});
	const hasty = outbound({allowLoopback: true, timeoutMs: 150});
	t.deepEqual(await hasty.post(`http://127.0.0.1:${server.port}/`, {}, ''), {status: null, reason: 'timeout'});
	t.deepEqual(await local.post(`http://127.0.0.1:${server.port}/hang-up`, {}, ''), {
		status: null,
		reason: 'econnreset',
	});
	server.stop();
	t.deepEqual(await local.post(`http://127.0.0.1:${server.port}/`, {}, ''), {status: null, reason: 'econnrefused'});
});

test('a name that resolves too slowly or not at all is told as a reason', async (t) => {
	const never = outbound({timeoutMs: 50, resolve: () => new Promise(() => undefined)});
	t.deepEqual(await never.post('https://hook.example/', {}, ''), {status: null, reason: 'timeout'});
	const unknown = outbound({resolve: () => Promise.reject(new Error('ENOTFOUND'))});
	t.deepEqual(await unknown.post('https://hook.example/', {}, ''), {status: null, reason: 'host_not_found'});
	const empty = outbound({resolve: async () => []});
	t.deepEqual(await empty.post('https://hook.example/', {}, ''), {status: null, reason: 'host_not_found'});
});

const blocked = [
	'127.0.0.1',
	'127.1',
	'2130706433',
	'0x7f000001',
	'0177.0.0.1',
	'0x7f.1',
	'127.0.0.1.',
	'0',
	'0.0.0.0',
	'[::1]',
	'[::]',
	'[0:0:0:0:0:0:0:1]',
	'[::ffff:127.0.0.1]',
	'[::ffff:7f00:1]',
	'[::127.0.0.1]',
	'10.0.0.1',
	'10.255.255.255',
	'172.16.0.1',
	'172.31.255.255',
	'192.168.1.1',
	'100.64.0.1',
	'100.127.255.255',
	'169.254.169.254',
	'2852039166',
	'0xa9fea9fe',
	'[::ffff:169.254.169.254]',
	'[fd00:ec2::254]',
	'[fe80::1]',
	'[fc00::1]',
	'[ff02::1]',
	'[64:ff9b::a9fe:a9fe]',
	'[64:ff9b:1::1]',
	'[2002:a9fe:a9fe::1]',
	'[2001::1]',
	'[2001:db8::1]',
	'[3fff::1]',
	'[100::1]',
	'[5f00::1]',
	'192.0.0.1',
	'192.0.2.1',
	'192.88.99.1',
	'198.18.0.1',
	'198.19.255.255',
	'198.51.100.1',
	'203.0.113.1',
	'224.0.0.1',
	'239.1.1.1',
	'240.0.0.1',
	'255.255.255.255',
];
for (const host of blocked) {
	test(`a deployment does not post to ${host}`, async (t) => {
		const {status, ...rest} = await deployed.post(`https://${host}/`, {}, 'x');
		t.is(status, null);
		t.deepEqual(rest, {reason: 'address_not_allowed'});
	});
}

test('the local platform posts to no private network either', async (t) => {
	for (const host of ['10.0.0.1', '169.254.169.254', '192.168.0.1', '[fe80::1]', '0.0.0.0', '[::ffff:127.0.0.1]']) {
		t.deepEqual(await local.post(`http://${host}/`, {}, ''), {status: null, reason: 'address_not_allowed'}, host);
	}
});

test('one private address among those of a name is enough to refuse it', async (t) => {
	const mixed = outbound({
		resolve: async () => [
			{address: '93.184.215.14', family: 4},
			{address: '10.0.0.1', family: 4},
		],
	});
	t.deepEqual(await mixed.post('https://hook.example/', {}, ''), {status: null, reason: 'address_not_allowed'});
	const half = outbound({
		allowLoopback: true,
		resolve: async () => [
			{address: '127.0.0.1', family: 4},
			{address: '10.0.0.1', family: 4},
		],
	});
	t.deepEqual(await half.post('http://hook.example/', {}, ''), {status: null, reason: 'address_not_allowed'});
});

test('a name is resolved once, and the connection goes to the address that was looked at', async (t) => {
	const hosts: (string | undefined)[] = [];
	const server = await listen((request, response) => {
		hosts.push(request.headers.host);
		response.end();
	});
	const asked: string[] = [];
	const rebinding = outbound({
		allowLoopback: true,
		resolve: async (host) => {
			asked.push(host);
			return [{address: asked.length === 1 ? '127.0.0.1' : '169.254.169.254', family: 4}];
		},
	});
	t.deepEqual(await rebinding.post(`http://hook.example:${server.port}/`, {}, ''), {status: 200});
	t.deepEqual(asked, ['hook.example']);
	t.deepEqual(hosts, [`hook.example:${server.port}`]);
	t.deepEqual(await rebinding.post(`http://hook.example:${server.port}/`, {}, ''), {
		status: null,
		reason: 'address_not_allowed',
	});
	server.stop();
});

const isPublicName = async () => [{address: '93.184.215.14', family: 4}];
const refused: readonly (readonly [string, string])[] = [
	['http://hook.example/', 'https_required'],
	['https://hook.example:8443/', 'port_not_allowed'],
	['https://hook.example:22/', 'port_not_allowed'],
	['https://user:pass@hook.example/', 'invalid_url'],
	['https://user@hook.example/', 'invalid_url'],
	['ftp://hook.example/', 'invalid_url'],
	['file:///etc/passwd', 'invalid_url'],
	['data:text/plain,x', 'invalid_url'],
	['//hook.example/', 'invalid_url'],
	['', 'invalid_url'],
	['https://', 'invalid_url'],
];
for (const [url, reason] of refused) {
	test(`"${url}" is refused as ${reason}`, async (t) => {
		t.deepEqual(await outbound({resolve: isPublicName}).post(url, {}, ''), {status: null, reason});
	});
}

test('a header of two lines is our own mistake', async (t) => {
	for (const [name, value] of [
		['x-a', 'b\r\nc: d'],
		['x-a\r\nb', 'c'],
		['x-a', 'b\0'],
	] as const) {
		await t.throwsAsync(local.post('http://127.0.0.1:9/', {[name]: value}, ''), {instanceOf: Bug});
	}
});

test('ordinary addresses of the Internet are public, and none of them is this machine', (t) => {
	const addresses = [
		'8.8.8.8',
		'93.184.215.14',
		'172.15.0.1',
		'172.32.0.1',
		'100.128.0.1',
		'2606:2800:21f:cb07:6820:80da:af6b:8b2c',
		'2a00:1450:4001::1',
	];
	for (const address of addresses) {
		t.true(isPublic(address), address);
		t.false(isLoopback(address), address);
	}
	for (const address of ['', 'localhost', '::ffff:8.8.8.8', 'fe80::1%eth0', '127.0.0.1', '::1'])
		t.false(isPublic(address), address);
});
