/** Topics, who may publish to them, who is called with their messages, and where messages go that nobody can take. */

import {ServiceIamMember} from '@pulumi/gcp/cloudrunv2/index.js';
import {Job} from '@pulumi/gcp/cloudscheduler/index.js';
import {Subscription, SubscriptionIAMMember, Topic, TopicIAMBinding} from '@pulumi/gcp/pubsub/index.js';
import {IAMMember as AccountIamMember} from '@pulumi/gcp/serviceaccount/index.js';
import {interpolate} from '@pulumi/pulumi';
import type {DeployedFunction, EventFunction} from '../functions/index.ts';
import type {Identities} from './identities.ts';
import {deadLetterName, region, serviceOf} from './places.ts';
import type {Services} from './services.ts';
import type {CloudSettings} from './settings.ts';

type Needed = {readonly settings: CloudSettings; readonly identities: Identities; readonly services: Services};

const week = '604800s';
const month = '2678400s';

export const declareMessaging = (table: readonly DeployedFunction[], needed: Needed): void => {
	const publishers = table.filter(({ports}) => ports.some((port) => port === 'bus')).map(({name}) => name);
	for (const entry of table) {
		if (entry.kind === 'http') continue;
		declareCaller(entry, needed);
		const allowed = entry.forOperators ? [] : publishers;
		const topics = entry.topics.map((topic) => declareTopic(topic, allowed, needed));
		for (const topic of topics) declareSubscription(entry, topic, needed);
		const [first] = topics;
		if (entry.cron !== undefined && first !== undefined) declareJob(entry, entry.cron, first.topic);
	}
};

type Declared = {readonly name: string; readonly topic: Topic; readonly dead: Topic};

/** A topic and its dead letters, which wait a month for somebody to look and publish them again. */
const declareTopic = (name: string, publishers: readonly string[], {settings, identities}: Needed): Declared => {
	const topic = new Topic(name, {name, messageRetentionDuration: week});
	const dead = new Topic(deadLetterName(name), {name: deadLetterName(name)});
	new Subscription(deadLetterName(name), {
		name: deadLetterName(name),
		topic: dead.id,
		ackDeadlineSeconds: 60,
		messageRetentionDuration: month,
		expirationPolicy: {ttl: ''},
	});
	if (publishers.length > 0)
		new TopicIAMBinding(`${name}-publishers`, {
			topic: topic.name,
			role: 'roles/pubsub.publisher',
			members: publishers.flatMap((each) => identities.get(each)?.member ?? []),
		});
	new TopicIAMBinding(`${deadLetterName(name)}-publishers`, {
		topic: dead.name,
		role: 'roles/pubsub.publisher',
		members: [pubsubItself(settings)],
	});
	return {name, topic, dead};
};

const declareSubscription = (entry: EventFunction, {name, topic, dead}: Declared, needed: Needed): void => {
	const {settings, identities, services} = needed;
	const uri = services.get(entry.name)?.uri ?? '';
	const subscription = new Subscription(`${entry.name}.${name}`, {
		name: `${entry.name}.${name}`,
		topic: topic.id,
		// A push is given up after this long and comes again.
		ackDeadlineSeconds: Math.min(600, Math.max(10, entry.timeoutSeconds)),
		messageRetentionDuration: week,
		expirationPolicy: {ttl: ''},
		pushConfig: {
			// The framework knows the topic from this path, and from nothing else.
			pushEndpoint: interpolate`${uri}/projects/${settings.project}/topics/${name}`,
			oidcToken: {serviceAccountEmail: identities.get(entry.name)?.pusher?.email ?? '', audience: uri},
		},
		retryPolicy: {
			minimumBackoff: `${entry.retry.minBackoffSeconds}s`,
			maximumBackoff: `${entry.retry.maxBackoffSeconds}s`,
		},
		deadLetterPolicy: {deadLetterTopic: dead.id, maxDeliveryAttempts: entry.retry.maxAttempts},
	});
	// To move a message to the dead letters, Pub/Sub takes it from here.
	new SubscriptionIAMMember(`${entry.name}.${name}-forwarding`, {
		subscription: subscription.name,
		role: 'roles/pubsub.subscriber',
		member: pubsubItself(settings),
	});
};

/** Its own pusher, and nobody else, may call a function that takes messages. */
const declareCaller = ({name}: EventFunction, {settings, identities, services}: Needed): void => {
	const pusher = identities.get(name)?.pusher;
	const service = services.get(name);
	if (pusher === undefined || service === undefined) throw new Error(`${name} is not declared`);
	new ServiceIamMember(`${serviceOf(name)}-caller`, {
		name: service.name,
		location: region,
		role: 'roles/run.invoker',
		member: interpolate`serviceAccount:${pusher.email}`,
	});
	new AccountIamMember(`${serviceOf(name)}-tokens`, {
		serviceAccountId: pusher.name,
		role: 'roles/iam.serviceAccountTokenCreator',
		member: pubsubItself(settings),
	});
};

/** May come twice or late: every job's message means "look what is due". */
const declareJob = ({name}: EventFunction, schedule: string, topic: Topic): void =>
	void new Job(name, {
		name,
		region,
		schedule,
		timeZone: 'Etc/UTC',
		pubsubTarget: {topicName: topic.id, data: Buffer.from('{}').toString('base64')},
	});

const pubsubItself = ({projectNumber}: CloudSettings): string =>
	`serviceAccount:service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
