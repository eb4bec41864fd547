import {createServer, type IncomingMessage} from 'node:http';
import test from 'ava';
import {z} from 'zod';
import {inProcessBus} from '../../functions/adapters/in-process-bus.ts';
import {openPubsub} from '../../functions/adapters/pubsub.ts';
import {freshProject, pubsubHost} from '../emulators.ts';
import {busContract, type Received} from './bus.ts';

// Before any test is declared: AVA wants them all at once.
const host = await pubsubHost();

type Takers = Map<string, (message: Received) => Promise<void>>;

busContract('in process', test, async () => {
	const takers: Takers = new Map();
	const deliver = async (topic: string, message: Received) => takers.get(topic)?.(message);
	const bus = inProcessBus({deliver, backoffMs: {min: 100, max: 400}});
	const listen = async (topic: string, take: (message: Received) => Promise<void>) => {
		takers.set(topic, take);
	};
	return {bus, listen, replay: async (topic) => bus.replay(topic), close: bus.close};
});

/** As in https://docs.cloud.google.com/pubsub/docs/push#receive_push */
const Push = z.object({
	message: z.object({
		messageId: z.string(),
		publishTime: z.string(),
		data: z.base64().transform((data) => z.record(z.string(), z.json()).parse(JSON.parse(atob8(data)))),
	}),
});
const atob8 = (data: string): string => Buffer.from(data, 'base64').toString();

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
};

/** A push endpoint: 204 when it was taken, 500 when not. */
const receive = async (takers: Takers) => {
	const server = createServer(async (request, response) => {
		const {messageId, publishTime, data} = Push.parse(JSON.parse(await bodyOf(request))).message;
		const take = takers.get(request.url?.split('/').at(-1) ?? '');
		const taken = await take?.({id: messageId, publishTime, data}).then(
			() => true,
			() => false,
		);
		response.writeHead(taken ? 204 : 500).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const close = () => {
		server.closeAllConnections();
		return new Promise<void>((resolve) => server.close(() => resolve()));
	};
	return {url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, close};
};

if (host === undefined) {
	test.skip('Pub/Sub: needs its emulator', () => {});
} else {
	busContract('Pub/Sub', test, async () => {
		const projectId = freshProject();
		const pubsub = openPubsub({projectId, emulatorHost: host});
		const takers: Takers = new Map();
		const endpoint = await receive(takers);
		const listen = async (topic: string, take: (message: Received) => Promise<void>) => {
			takers.set(topic, take);
			const pushEndpoint = `${endpoint.url}/projects/${projectId}/topics/${topic}`;
			const retries = {minBackoffSeconds: 0.1, maxBackoffSeconds: 0.4, maxDeliveryAttempts: 5};
			const subscription = {name: topic, topic, pushEndpoint, ackDeadlineSeconds: 10, ...retries};
			await pubsub.ensureTopology({topics: [topic], subscriptions: [subscription]});
		};
		const close = async () => {
			await pubsub.close();
			await endpoint.close();
		};
		return {bus: pubsub, listen, replay: pubsub.replayDeadLetters, close};
	});
}
