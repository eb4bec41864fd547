import {runtime} from '@pulumi/pulumi';
import test from 'ava';
import {type DeployedFunction, functions} from '../../functions/index.ts';
import {firestoreIndexes} from '../../functions/indexes.ts';
import {declareCloud} from '../../infra/cloud.ts';
import {accountOf, databases, deadLetterName, pusherOf, serviceOf} from '../../infra/places.ts';

type Made = {readonly type: string; readonly name: string; readonly inputs: {readonly [field: string]: unknown}};

/** What the program asks for, without an engine, a network or a cloud. */
const declared = async (): Promise<readonly Made[]> => {
	const made: Made[] = [];
	await runtime.setMocks(
		{
			newResource: ({type, name, inputs, id}) => {
				made.push({type, name, inputs});
				const account = inputs.accountId
					? {email: `${inputs.accountId}@acme.iam`, name: `accounts/${inputs.accountId}`}
					: {};
				const uri = type === 'gcp:cloudrunv2/service:Service' ? {uri: `https://${inputs.name}.run`} : {};
				return {
					id: id || `id:${name}`,
					state: {...inputs, ...account, ...uri, name: account.name ?? inputs.name ?? name},
				};
			},
			call: ({inputs}) => inputs,
		},
		'invoice-meister',
		'test',
		false,
	);
	await runtime.runInPulumiStack(async () =>
		declareCloud({
			project: 'acme',
			projectNumber: '42',
			publicUrl: 'https://app.example',
			image: 'functions@sha256:0',
			smtp: {host: 'smtp.example', port: 465, encryption: 'tls'},
			mailFrom: 'post@app.example',
		}),
	);
	await new Promise((resolve) => setTimeout(resolve, 50));
	return made;
};
const cloud = declared();
const table: readonly DeployedFunction[] = functions;
const ofType = async (type: string) => (await cloud).filter((each) => each.type.endsWith(`:${type}`));
/** Pulumi hands fields over in an order of its own. */
const json = (value: unknown): string =>
	JSON.stringify(value, (_, each) =>
		each !== null && typeof each === 'object' && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)))
			: each,
	);

test('each function has one service, under its own account and no other', async (t) => {
	const services = await ofType('Service');
	t.deepEqual(services.map(({name}) => name).sort(), table.map(({name}) => serviceOf(name)).sort());
	for (const entry of table) {
		const template = json(services.find(({name}) => name === serviceOf(entry.name))?.inputs.template);
		t.true(template.includes(`"serviceAccount":"${accountOf(entry.name)}@acme.iam"`), entry.name);
		t.true(template.includes(`{"name":"FUNCTION_TARGET","value":"${entry.name}"}`), entry.name);
		t.true(template.includes(`"maxInstanceRequestConcurrency":${entry.concurrency}`), entry.name);
	}
	const accounts = (await ofType('Account')).map(({inputs}) => inputs.accountId);
	const expected = table.flatMap(({name, kind}) =>
		kind === 'event' ? [accountOf(name), pusherOf(name)] : [accountOf(name)],
	);
	t.deepEqual(accounts.toSorted(), expected.toSorted());
});

test('names of accounts are names that Google takes', (t) => {
	for (const {name} of table)
		for (const id of [accountOf(name), pusherOf(name)]) t.regex(id, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
});

const everyGrant = async () =>
	(await cloud).filter(({type}) => /I(am|AM)(Member|Binding)$/.test(type)).map(({type, inputs}) => ({type, inputs}));

test('a function has the roles its ports need, on the things they concern, and no others', async (t) => {
	const grants = await everyGrant();
	for (const {name, ports, kind, ...rest} of table) {
		const has = (port: string): boolean => ports.some((each) => each === port);
		const webhook = 'paths' in rest && rest.paths.includes('/stripe/webhook');
		const expected = [
			...(has('db') ? ['roles/datastore.user (default)'] : []),
			...(has('vault')
				? ['roles/datastore.user keyring', 'roles/cloudkms.cryptoKeyEncrypterDecrypter account-keys']
				: []),
			...(has('signer') ? ['roles/cloudkms.signerVerifier seals'] : []),
			...(has('payments')
				? [`roles/secretmanager.secretAccessor ${webhook ? 'stripe-webhook-secret' : 'stripe-key'}`]
				: []),
			...(has('mail') ? ['roles/secretmanager.secretAccessor smtp-login'] : []),
			...(has('files') ? ['roles/storage.objectUser acme-files'] : []),
			...(has('bus') ? ownTopics.map((topic) => `roles/pubsub.publisher ${topic}`) : []),
		];
		const mine = grants.filter(({inputs}) => json([inputs.member, inputs.members]).includes(`:${accountOf(name)}@`));
		t.deepEqual(
			mine.map(({inputs}) => `${inputs.role} ${thing(inputs)}`).toSorted(),
			expected.toSorted(),
			`${name} (${kind})`,
		);
	}
});
const allTopics = table.flatMap((entry) => (entry.kind === 'event' ? entry.topics : []));
/** Those that functions may publish to: what operators say comes from people alone. */
const ownTopics = allTopics.filter((topic) => topic !== 'operator.command');
const thing = (inputs: Made['inputs']): string => {
	const {condition, cryptoKeyId, secretId, bucket, topic} = inputs;
	const database = /databases\/([^"\\]+)/.exec(json(condition ?? ''))?.[1];
	return String(database ?? secretId ?? bucket ?? topic ?? String(cryptoKeyId).replace('id:', ''));
};

test('nobody but our functions, their pushers and Pub/Sub itself has a right', async (t) => {
	const members = (await everyGrant()).flatMap(({inputs}) => [inputs.member, inputs.members].flat().filter(Boolean));
	const known = table
		.flatMap(({name}) => [accountOf(name), pusherOf(name)])
		.map((id) => `serviceAccount:${id}@acme.iam`);
	const google = 'serviceAccount:service-42@gcp-sa-pubsub.iam.gserviceaccount.com';
	for (const member of members) t.true([...known, google].includes(String(member)), String(member));
	t.false(json(await cloud).includes('allUsers'));
	t.false(json(await cloud).includes('allAuthenticatedUsers'));
});

test('a function comes into reach through the balancer or by its own messages only', async (t) => {
	const services = await ofType('Service');
	const callers = await ofType('ServiceIamMember');
	for (const entry of table) {
		const service = services.find(({name}) => name === serviceOf(entry.name))?.inputs;
		t.is(service?.ingress, 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER', entry.name);
		t.is(service?.invokerIamDisabled, entry.kind === 'http', entry.name);
		const allowed = callers
			.filter(({inputs}) => inputs.name === serviceOf(entry.name))
			.map(({inputs}) => inputs.member);
		t.deepEqual(allowed, entry.kind === 'http' ? [] : [`serviceAccount:${pusherOf(entry.name)}@acme.iam`], entry.name);
	}
});

test('every topic has one consumer with back-off and dead letters, which are kept', async (t) => {
	const topics = (await ofType('Topic')).map(({name}) => name);
	const subscriptions = await ofType('Subscription');
	t.deepEqual(topics.toSorted(), allTopics.flatMap((topic) => [topic, deadLetterName(topic)]).toSorted());
	for (const entry of table) {
		if (entry.kind === 'http') continue;
		for (const topic of entry.topics) {
			const consumers = subscriptions.filter(({inputs}) => inputs.topic === `id:${topic}`);
			t.deepEqual(
				consumers.map(({name}) => name),
				[`${entry.name}.${topic}`],
			);
			const {pushConfig, retryPolicy, deadLetterPolicy, expirationPolicy} = consumers[0]?.inputs ?? {};
			const base = `https://${serviceOf(entry.name)}.run`;
			t.deepEqual(pushConfig, {
				pushEndpoint: `${base}/projects/acme/topics/${topic}`,
				oidcToken: {serviceAccountEmail: `${pusherOf(entry.name)}@acme.iam`, audience: base},
			});
			t.deepEqual(retryPolicy, {
				minimumBackoff: `${entry.retry.minBackoffSeconds}s`,
				maximumBackoff: `${entry.retry.maxBackoffSeconds}s`,
			});
			t.deepEqual(deadLetterPolicy, {
				deadLetterTopic: `id:${deadLetterName(topic)}`,
				maxDeliveryAttempts: entry.retry.maxAttempts,
			});
			t.deepEqual(expirationPolicy, {ttl: ''});
			t.is(subscriptions.filter(({inputs}) => inputs.topic === `id:${deadLetterName(topic)}`).length, 1);
		}
	}
});

test('each schedule of the table publishes to its topic', async (t) => {
	const jobs = (await ofType('Job')).map(({inputs}) => [inputs.name, inputs.schedule, json(inputs.pubsubTarget)]);
	const expected = table.flatMap((entry) =>
		entry.kind === 'event' && 'cron' in entry && entry.cron
			? [[entry.name, entry.cron, json({topicName: `id:${entry.topics[0]}`, data: 'e30='})]]
			: [],
	);
	t.deepEqual(jobs.toSorted(), expected.toSorted());
});

test('both databases can be restored, are not deleted by mistake and stay in the European Union', async (t) => {
	const made = await ofType('Database');
	t.deepEqual(made.map(({inputs}) => inputs.name).toSorted(), Object.values(databases).toSorted());
	for (const {inputs} of made) {
		t.is(inputs.locationId, 'eur3');
		t.is(inputs.pointInTimeRecoveryEnablement, 'POINT_IN_TIME_RECOVERY_ENABLED');
		t.is(inputs.deleteProtectionState, 'DELETE_PROTECTION_ENABLED');
	}
	for (const type of ['Service', 'Job'])
		for (const {inputs} of await ofType(type)) t.is(inputs.location ?? inputs.region, 'europe-west1');
	for (const {inputs} of await ofType('KeyRing')) t.is(inputs.location, 'europe');
	for (const {inputs} of await ofType('Bucket')) t.is(inputs.location, 'EU');
});

test('billing has exactly the declared indexes, the keyring none', async (t) => {
	const {indexes, fieldOverrides} = firestoreIndexes();
	const made = await ofType('Index');
	t.true(made.every(({inputs}) => inputs.database === databases.billing));
	t.deepEqual(
		made.map(({inputs}) => json([inputs.collection, inputs.queryScope, inputs.fields])).toSorted(),
		indexes.map((each) => json([each.collectionGroup, each.queryScope, each.fields])).toSorted(),
	);
	const fields = (await ofType('Field')).map(({inputs}) =>
		json([inputs.database, inputs.collection, inputs.field, inputs.indexConfig]),
	);
	const expected = [
		...fieldOverrides.map((each) => [databases.billing, each]),
		...firestoreIndexes([]).fieldOverrides.map((each) => [databases.keyring, each]),
	].map(([database, each]) =>
		typeof each === 'object' ? json([database, each.collectionGroup, each.fieldPath, {indexes: each.indexes}]) : '',
	);
	t.deepEqual(fields.toSorted(), expected.toSorted());
});

test('rules of both databases refuse every client', async (t) => {
	t.deepEqual((await ofType('Release')).map(({inputs}) => inputs.name).toSorted(), [
		'cloud.firestore',
		'cloud.firestore/keyring',
	]);
	const rules = await ofType('Ruleset');
	t.is(rules.length, 2);
	for (const {inputs} of rules) {
		const allowed = [...json(inputs.source).matchAll(/allow [^;]*;/g)].map(([rule]) => rule);
		t.deepEqual(allowed, ['allow read, write: if false;']);
	}
});

test('keys live in hardware, rotate where they can and are destroyed a month late', async (t) => {
	const keys = await ofType('CryptoKey');
	t.deepEqual(keys.map(({name}) => name).toSorted(), ['account-keys', 'seals']);
	for (const {inputs} of keys) {
		t.true(json(inputs.versionTemplate).includes('"HSM"'));
		t.is(inputs.destroyScheduledDuration, '2592000s');
	}
	t.is(keys.find(({name}) => name === 'account-keys')?.inputs.rotationPeriod, '7776000s');
});

test('no value of a secret is in the program', async (t) => {
	t.deepEqual((await ofType('Secret')).map(({name}) => name).toSorted(), [
		'smtp-login',
		'stripe-key',
		'stripe-webhook-secret',
	]);
	t.deepEqual(await ofType('SecretVersion'), []);
});
