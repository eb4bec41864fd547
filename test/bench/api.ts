/**
 * GET of one invoice through the API against a bare functions-framework handler doing the same read, both from the
 * Firestore emulator: what a read costs is what the rest is measured against.
 */

import {Agent, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {http} from '@google-cloud/functions-framework';
import {getTestServer} from '@google-cloud/functions-framework/testing';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import {functions, type HttpFunction} from '../../functions/index.ts';
import {serveHttp} from '../../functions/serve.ts';
import {firestoreHost, freshProject} from '../emulators.ts';
import {openTestWorld} from '../world.ts';
import {type Figure, median} from './report.ts';

const rounds = 5;
const requests = 600;
const connections = 10;

export const apiFigures = async (): Promise<readonly Figure[]> => {
	const host = await firestoreHost();
	if (host === undefined) return [];
	const {close, ...db} = openFirestore({projectId: freshProject(), databaseId: '(default)', host});
	const opened = await openTestWorld({through: (world) => ({...world, db})});
	const {call, accountId, token} = await opened.business('api@shop.example');
	const customer = (await call('/customers', {json: {name: 'Buyer'}})).body;
	const {id} = (
		await call('/invoices', {
			json: {customerId: customer.id, lines: [{description: 'Tea', quantity: 3, unitAmount: 450}]},
		})
	).body;
	const path = `accounts/${accountId}/invoices/${id}`;
	http('bare', async (_request, response) => {
		const [, stored] = await opened.world.db.getMany([`accounts/${accountId}`, path]);
		response.json(stored?.fields);
	});
	const {api} = await import('../../functions/api.ts');
	const entry: HttpFunction | undefined = functions.find((one) => one.name === 'api');
	if (entry === undefined) throw new Error('the API is in the table');
	serveHttp(entry, api, async () => opened.world);
	const bare = await listening(getTestServer('bare'));
	const ours = await listening(getTestServer('api'));
	const headers = {authorization: `Bearer ${token}`};
	try {
		await load(bare.port, '/', headers, 300);
		await load(ours.port, `/api/v1/${path}`, headers, 300);
		const latencies: number[] = [];
		const throughputs: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const plain = await load(bare.port, '/', headers, requests);
			const full = await load(ours.port, `/api/v1/${path}`, headers, requests);
			throughputs.push(plain.ms / full.ms);
			const alone = await load(bare.port, '/', headers, 200, 1);
			const alone2 = await load(ours.port, `/api/v1/${path}`, headers, 200, 1);
			latencies.push(alone2.median / alone.median);
		}
		return [
			{name: 'GET one invoice vs bare handler, latency', value: median(latencies), unit: '×', budget: {max: 1.5}},
			{name: 'GET one invoice vs bare handler, throughput', value: median(throughputs), unit: '×', budget: {min: 0.7}},
		];
	} finally {
		bare.close();
		ours.close();
		await opened.close();
		await close();
	}
};

const listening = async (server: ReturnType<typeof getTestServer>) => {
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		port,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
};

const load = async (
	port: number,
	path: string,
	headers: {readonly [name: string]: string},
	count: number,
	at = connections,
) => {
	const agent = new Agent({keepAlive: true, maxSockets: at});
	const times: number[] = [];
	let left = count;
	const startedAt = performance.now();
	const worker = async (): Promise<void> => {
		while (left-- > 0) {
			const sentAt = performance.now();
			await new Promise<void>((resolve, reject) => {
				request({port, host: '127.0.0.1', path, headers, agent}, (answer) => {
					if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`));
					answer.resume().on('end', resolve);
				})
					.on('error', reject)
					.end();
			});
			times.push(performance.now() - sentAt);
		}
	};
	await Promise.all(Array.from({length: at}, worker));
	agent.destroy();
	return {ms: performance.now() - startedAt, median: median(times)};
};
