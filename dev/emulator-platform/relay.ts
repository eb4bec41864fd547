import {Agent, request as call, type IncomingMessage, type ServerResponse} from 'node:http';

/** Connections are not kept: one that a crash closed would be met by the next request. */
const agent = new Agent({keepAlive: false});

/** Hands a request on to a port of this machine, as a balancer does. Answers 503 when nobody answers there, and says so. */
export const relay = async (
	request: IncomingMessage,
	response: ServerResponse,
	to: () => Promise<number>,
	body?: Buffer,
): Promise<number> => {
	try {
		return await pass(request, response, await to(), body);
	} catch {
		if (response.headersSent) response.destroy();
		else response.writeHead(503, {'content-type': 'application/problem+json', 'retry-after': '1'}).end(unavailable);
		return 503;
	}
};

const unavailable = JSON.stringify({
	type: 'about:blank',
	title: 'Not available at the moment',
	status: 503,
	code: 'unavailable',
});

/**
 * An answer may come before the request is read to its end, and counts all the same. The function is not told that its
 * connection ends with it: it would close at once over what it has not read, and its answer would be lost on the way.
 */
const pass = (request: IncomingMessage, response: ServerResponse, port: number, body?: Buffer): Promise<number> =>
	new Promise((resolve, reject) => {
		const {method, url, headers} = request;
		const forwarded = {
			...headers,
			connection: 'keep-alive',
			'x-forwarded-proto': 'http',
			'x-forwarded-host': headers.host,
		};
		const outgoing = call({host: '127.0.0.1', port, method, path: url, headers: forwarded, agent});
		let isAnswered = false;
		outgoing.once('response', (answer) => {
			isAnswered = true;
			const status = answer.statusCode ?? 502;
			const {connection: _, 'keep-alive': __, ...kept} = answer.headers;
			response.writeHead(status, kept);
			answer.pipe(response);
			answer.once('error', reject);
			// Not its end: an answer that nobody wants any more is never read to it.
			answer.once('close', () => (answer.complete ? resolve(status) : reject(new Error('the answer broke off'))));
		});
		outgoing.on('error', (error) => isAnswered || reject(error));
		response.once('close', () => {
			outgoing.destroy();
			// Who still sends may hear the answer first.
			request.resume();
			if (!response.writableFinished) reject(new Error('nobody waits for the answer'));
		});
		if (body === undefined) request.pipe(outgoing);
		else outgoing.end(body);
	});
