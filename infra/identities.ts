/** Who a function is, and what it may: exactly what its ports in the table need, and on exactly these things. */
import {CryptoKeyIAMMember} from '@pulumi/gcp/kms/index.js';
import {IAMMember} from '@pulumi/gcp/projects/index.js';
import {type Secret, SecretIamMember} from '@pulumi/gcp/secretmanager/index.js';
import {Account} from '@pulumi/gcp/serviceaccount/index.js';
import {type Bucket, BucketIAMMember} from '@pulumi/gcp/storage/index.js';
import {interpolate, type Output} from '@pulumi/pulumi';
import type {DeployedFunction, Port} from '../functions/index.ts';
import type {Keys} from './keys.ts';
import {accountOf, databases, pusherOf} from './places.ts';
import type {Secrets} from './secrets.ts';
import type {CloudSettings} from './settings.ts';

export type Identities = ReadonlyMap<string, Identity>;
export type Identity = {
	readonly account: Account;
	readonly member: Output<string>;
	/** Who calls it with messages; functions that people call have none. */
	readonly pusher: Account | undefined;
};

type Granting = {
	readonly settings: CloudSettings;
	readonly keys: Keys;
	readonly secrets: Secrets;
	readonly bucket: Bucket;
};

export const declareIdentities = (table: readonly DeployedFunction[], granting: Granting): Identities =>
	new Map(
		table.map((entry) => {
			const account = new Account(accountOf(entry.name), {
				accountId: accountOf(entry.name),
				displayName: `function ${entry.name}`,
			});
			const member = interpolate`serviceAccount:${account.email}`;
			for (const port of entry.ports) grants[port]({entry, member, ...granting});
			const pusher =
				entry.kind === 'event'
					? new Account(pusherOf(entry.name), {
							accountId: pusherOf(entry.name),
							displayName: `messages to ${entry.name}`,
						})
					: undefined;
			return [entry.name, {account, member, pusher}];
		}),
	);

type Grant = Granting & {readonly entry: DeployedFunction; readonly member: Output<string>};

/** What each port needs. The right to publish is given topic by topic, in messaging.ts. */
const grants: {readonly [Name in Port]: (grant: Grant) => void} = {
	db: (grant) => mayUse(grant, databases.billing),
	vault: (grant) => {
		mayUse(grant, databases.keyring);
		mayUseKey(grant, grant.keys.wrapping, 'roles/cloudkms.cryptoKeyEncrypterDecrypter');
	},
	signer: (grant) => mayUseKey(grant, grant.keys.signing, 'roles/cloudkms.signerVerifier'),
	payments: (grant) =>
		mayRead(grant, 'stripe', takesWebhooks(grant.entry) ? grant.secrets.stripeWebhook : grant.secrets.stripeKey),
	mail: (grant) => mayRead(grant, 'smtp', grant.secrets.smtpLogin),
	files: ({entry, member, bucket}) =>
		void new BucketIAMMember(`${entry.name}-files`, {bucket: bucket.name, role: 'roles/storage.objectUser', member}),
	bus: () => undefined,
	/** Which secrets, the ports that need them say. */
	secrets: () => undefined,
	/** ID tokens are verified with public keys; outbound calls are anybody's. */
	callers: () => undefined,
	http: () => undefined,
};

/** It verifies signatures and never calls Stripe: it gets the one secret and not the other. */
const takesWebhooks = (entry: DeployedFunction): boolean =>
	entry.kind === 'http' && entry.paths.includes('/stripe/webhook');

/** Rights in Firestore end at the database: a condition keeps billing and keys apart. */
const mayUse = ({entry, member, settings: {project}}: Grant, database: string): void =>
	void new IAMMember(`${entry.name}-${database === databases.billing ? 'billing' : database}`, {
		project,
		role: 'roles/datastore.user',
		member,
		condition: {
			title: `only ${database}`,
			expression: `resource.name == "projects/${project}/databases/${database}"`,
		},
	});

const mayUseKey = ({entry, member}: Grant, key: Keys[keyof Keys], role: string): void =>
	void new CryptoKeyIAMMember(`${entry.name}-${role.split('.').at(-1)}`, {cryptoKeyId: key.id, role, member});

const mayRead = ({entry, member}: Grant, what: string, {secretId}: Secret): void =>
	void new SecretIamMember(`${entry.name}-${what}`, {secretId, role: 'roles/secretmanager.secretAccessor', member});
