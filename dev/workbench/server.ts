import type {Log} from '../../functions/world.ts';
import {jsonServer} from '../web/http.ts';
import {listenLocally} from '../web/listen.ts';
import {pageRoutes} from './page.ts';
import {type Workbench, workbenchRoutes} from './routes.ts';

/** Serves the workbench's page and API on this machine; the web client at `clientPort` may call it too. Port 0 takes a free one. */
export const startWorkbench = async ({
	bench,
	port,
	clientPort,
	log,
}: {
	readonly bench: Workbench;
	readonly port: number;
	readonly clientPort: number;
	readonly log: Log;
}): Promise<{readonly url: string; close(): Promise<void>}> => {
	let url = '';
	const routes = {...workbenchRoutes(bench, () => url), ...pageRoutes(`http://localhost:${clientPort}`)};
	const origins = ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${clientPort}`);
	const complain = (error: unknown): void => log.write('error', 'the workbench failed', {error: String(error)});
	const server = await listenLocally(() => jsonServer(routes, origins, complain), port, 'WORKBENCH_PORT');
	url = `http://localhost:${server.port}`;
	return {url, close: server.close};
};
