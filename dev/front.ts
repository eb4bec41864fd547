import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {Host} from './host/host.ts';
import {isLocalHost} from './web/http.ts';

/**
 * The address people know: functions where the table says so, the client everywhere else, as Hosting does in the cloud.
 * Host names of elsewhere are refused, so that no page whose name points here gets in.
 */
export const frontServer = (
	host: Pick<Host, 'httpFunction'>,
	client: (request: IncomingMessage, response: ServerResponse) => void,
): Server => {
	const server = createServer((request, response) => {
		if (!isLocalHost(request.headers.host)) return refuse(response);
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		(host.httpFunction(path) ?? client)(request, response);
	});
	server.keepAliveTimeout = 60_000;
	return server;
};

const refuse = (response: ServerResponse): void => {
	response.writeHead(421, {'content-type': 'text/plain'}).end('Call it by localhost.\n');
};
