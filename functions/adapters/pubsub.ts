/** The `bus` port on Pub/Sub. Its generated clients: one request takes all messages, with deadlines of ours. */
import type {v1} from '@google-cloud/pubsub';
import {invariant} from '../kernel/invariant.ts';
import type {Bus, Fields} from '../world.ts';
import {ask, grpcStatus, repeatable} from './google-calls.ts';
import {once} from './once.ts';

/** `emulatorHost`: address and port. */
export type PubsubSettings = {readonly projectId: string; readonly emulatorHost?: string};

/** What infra/ makes in the cloud. Durations in seconds; fractions are for emulators only. */
export type Topology = {
	readonly topics: readonly string[];
	readonly subscriptions: readonly {
		readonly name: string;
		readonly topic: string;
		/** Ends in `/projects/{project}/topics/{topic}`: from nothing else does functions-framework know the topic. */
		readonly pushEndpoint: string;
		readonly ackDeadlineSeconds: number;
		readonly minBackoffSeconds: number;
		readonly maxBackoffSeconds: number;
		/** 5 to 100, then the message goes to the topic's dead letters. */
		readonly maxDeliveryAttempts: number;
	}[];
};

export type Pubsub = Bus & {
	/** Makes topics, their dead letters and the subscriptions, or moves the endpoints of those that exist. */
	ensureTopology(topology: Topology): Promise<void>;
	/** Publishes the dead letters of a topic again, and answers how many. Twice is possible, never is not. */
	replayDeadLetters(topic: string): Promise<number>;
	close(): Promise<void>;
};

/** Dead letters wait in a topic and a pull subscription, both of this name. */
export const deadLetterName = (topic: string): string => `${topic}.dead`;

/** A request may carry 1,000 messages and 10 MB; ours stay far below. */
const maxMessages = 1000;
const maxBytes = 4 * 1024 * 1024;
const pageOfLetters = 100;

export const openPubsub = ({projectId, emulatorHost}: PubsubSettings): Pubsub => {
	const clients = once(() => openClients(projectId, emulatorHost));
	const topicPath = (topic: string) => `projects/${projectId}/topics/${topic}`;
	const subscriptionPath = (name: string) => `projects/${projectId}/subscriptions/${name}`;

	const send = async (topic: string, bodies: readonly Buffer[]): Promise<void> => {
		const {publisher} = await clients();
		for (const part of partsOf(bodies)) {
			const messages = part.map((data) => ({data}));
			await ask('Publishing', publisher.publish({topic: topicPath(topic), messages}, repeatable));
		}
	};
	const ensureTopic = async (topic: string): Promise<void> => {
		const {publisher} = await clients();
		const made = publisher.createTopic({name: topicPath(topic)}, repeatable);
		await ask('Making a topic', made, [grpcStatus.alreadyExists]);
	};
	const ensureDeadLetters = async (topic: string): Promise<void> => {
		const {subscriber} = await clients();
		const name = deadLetterName(topic);
		await ensureTopic(name);
		const made = subscriber.createSubscription(
			{name: subscriptionPath(name), topic: topicPath(name), ackDeadlineSeconds: 60},
			repeatable,
		);
		await ask('Making a subscription', made, [grpcStatus.alreadyExists]);
	};
	const ensureSubscription = async (wanted: Topology['subscriptions'][number]): Promise<void> => {
		const {subscriber} = await clients();
		const name = subscriptionPath(wanted.name);
		const pushConfig = {pushEndpoint: wanted.pushEndpoint};
		const request = {
			name,
			topic: topicPath(wanted.topic),
			pushConfig,
			ackDeadlineSeconds: wanted.ackDeadlineSeconds,
			retryPolicy: {
				minimumBackoff: durationOf(wanted.minBackoffSeconds),
				maximumBackoff: durationOf(wanted.maxBackoffSeconds),
			},
			deadLetterPolicy: {
				deadLetterTopic: topicPath(deadLetterName(wanted.topic)),
				maxDeliveryAttempts: wanted.maxDeliveryAttempts,
			},
		};
		const made = subscriber.createSubscription(request, repeatable);
		if ((await ask('Making a subscription', made, [grpcStatus.alreadyExists])) !== undefined) return;
		await ask('Moving a subscription', subscriber.modifyPushConfig({subscription: name, pushConfig}, repeatable));
	};
	return {
		publish: async (topic, messages) => send(topic, messages.map(bodyOf)),
		ensureTopology: async ({topics, subscriptions}) => {
			const all = [...new Set([...topics, ...subscriptions.map(({topic}) => topic)])];
			await Promise.all(all.map(ensureTopic));
			await Promise.all(all.map(ensureDeadLetters));
			await Promise.all(subscriptions.map(ensureSubscription));
		},
		replayDeadLetters: async (topic) => {
			const {subscriber} = await clients();
			const subscription = subscriptionPath(deadLetterName(topic));
			for (let replayed = 0; ; ) {
				const letters = await pull(subscriber, subscription);
				if (letters.length === 0) return replayed;
				await send(
					topic,
					letters.map(({data}) => data),
				);
				const acknowledged = subscriber.acknowledge(
					{subscription, ackIds: letters.map(({ackId}) => ackId)},
					repeatable,
				);
				await ask('Acknowledging', acknowledged);
				replayed += letters.length;
			}
		},
		close: async () => {
			const {publisher, subscriber} = await clients();
			await Promise.all([publisher.close(), subscriber.close()]);
		},
	};
};

type Clients = {
	readonly publisher: InstanceType<typeof v1.PublisherClient>;
	readonly subscriber: InstanceType<typeof v1.SubscriberClient>;
};

/** For an emulator Google's handwritten client knows the options; naming the universe spares it a look for credentials. */
const openClients = async (projectId: string, emulatorHost: string | undefined): Promise<Clients> => {
	const vendor = await import('@google-cloud/pubsub');
	const clientOptions = {universeDomain: 'googleapis.com'};
	const emulated = {projectId, apiEndpoint: emulatorHost, emulatorMode: true, clientOptions};
	const config = emulatorHost === undefined ? {projectId} : await new vendor.PubSub(emulated).getClientConfig();
	const options = config as ConstructorParameters<typeof v1.PublisherClient>[0];
	return {publisher: new vendor.v1.PublisherClient(options), subscriber: new vendor.v1.SubscriberClient(options)};
};

/** JSON; never empty, because a push without a body of its own is no CloudEvent and would be acknowledged unseen. */
const bodyOf = (message: Fields): Buffer => {
	const body = JSON.stringify(message);
	invariant(body !== '{}', 'a message that is not empty');
	return Buffer.from(body);
};

const partsOf = (bodies: readonly Buffer[]): readonly (readonly Buffer[])[] => {
	const parts: Buffer[][] = [];
	let bytes = 0;
	for (const body of bodies) {
		const part = parts.at(-1);
		bytes += body.length;
		if (part === undefined || part.length >= maxMessages || bytes > maxBytes) {
			parts.push([body]);
			bytes = body.length;
		} else {
			part.push(body);
		}
	}
	return parts;
};

/** Waits a little for letters; that none came in time is an answer. */
const pull = async (subscriber: Clients['subscriber'], subscription: string) => {
	const patience = {timeout: 3_000, retry: {retryCodes: []}};
	const pulled = subscriber.pull({subscription, maxMessages: pageOfLetters}, patience);
	const answer = await ask('Pulling', pulled, [grpcStatus.deadlineExceeded]);
	return (answer?.[0].receivedMessages ?? []).map(({ackId, message}) => {
		invariant(ackId && message?.data instanceof Uint8Array, 'a letter with something in it');
		return {ackId, data: Buffer.from(message.data)};
	});
};

const durationOf = (seconds: number) => ({
	seconds: Math.floor(seconds),
	nanos: Math.round((seconds % 1) * 1e9),
});
