import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import type {Index} from '../indexes.ts';
import type {Bus, Clock, Log, World} from '../world.ts';
import {folderFiles} from './folder.ts';
import {randomIds} from './ids.ts';
import {keyFileSigner} from './key-file-signer.ts';
import {type LocalCallers, localCallers} from './local-callers.ts';
import {localKeys} from './local-keys.ts';
import {outbound} from './outbound.ts';
import {type SecretFiles, secretFiles} from './secret-files.ts';
import {smtpMail} from './smtp.ts';
import {openSqlite} from './sqlite.ts';
import {stripePayments} from './stripe.ts';
import {envelopeVault} from './vault.ts';

export type EmbeddedSettings = {
	/** Everything that lasts is below this folder. */
	readonly dataDir: string;
	readonly publicUrl: string;
	readonly indexes: readonly Index[];
	readonly bus: Bus;
	readonly clock: Clock;
	readonly log: Log;
	/** Stripe's stand-in and the workbench's mailbox, on this machine. */
	readonly stripePort: number;
	readonly smtpPort: number;
};

export type Embedded = {readonly world: World; readonly callers: LocalCallers; close(): void};

const fromAddress = 'post@invoice-meister.example';

/** The world of the local platform: Node alone, everything in one folder, durable against `kill -9`. */
export const openEmbedded = async (settings: EmbeddedSettings): Promise<Embedded> => {
	const {dataDir, publicUrl, indexes, bus, clock, log, stripePort, smtpPort} = settings;
	const {wall} = clock;
	const keys = join(dataDir, 'keys');
	const db = openSqlite({file: join(dataDir, 'database.sqlite'), indexes});
	const keyring = openSqlite({file: join(dataDir, 'keyring.sqlite'), indexes: []});
	const secrets = secretFiles(join(dataDir, 'secrets'));
	const callers = localCallers({keyFile: join(keys, 'sign-in'), wall});
	const stripe = await stripeSecrets(secrets);
	const {close, ...documents} = db;
	const world: World = {
		db: documents,
		bus: {publish: bus.publish},
		vault: envelopeVault({keyring, wrapper: localKeys(join(keys, 'wrapping')), wall}),
		payments: stripePayments({
			secretKey: stripe.key,
			webhookSecrets: [stripe.webhook],
			host: '127.0.0.1',
			port: stripePort,
			protocol: 'http',
			wall,
		}),
		mail: smtpMail({host: '127.0.0.1', port: smtpPort, encryption: 'none', fromAddress}),
		files: folderFiles(join(dataDir, 'files')),
		http: outbound({allowLoopback: true}),
		callers: {verify: callers.verify},
		secrets: {read: secrets.read},
		signer: keyFileSigner(join(keys, 'signing')),
		clock,
		ids: randomIds(),
		log,
		settings: {platform: 'embedded', publicUrl, connectLocally: true},
	};
	return {
		world,
		callers,
		close: () => {
			close();
			keyring.close();
		},
	};
};

/** What platform and stand-in both know, made on first use. */
export const stripeSecrets = async (
	secrets: SecretFiles,
): Promise<{readonly key: string; readonly webhook: string}> => ({
	key: await secrets.ensure('stripe-key', () => `sk_test_${randomBytes(18).toString('hex')}`),
	webhook: await secrets.ensure('stripe-webhook-secret', () => `whsec_${randomBytes(24).toString('base64url')}`),
});
