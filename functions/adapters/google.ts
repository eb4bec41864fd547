/** The world on Google Cloud, and on its emulators: which adapter serves which port. */
import type {Port} from '../index.ts';
import {Bug, invariant} from '../kernel/invariant.ts';
import {secretNames} from '../secret-names.ts';
import type {Clock, Db, Log, Mail, Payments, Secrets, World} from '../world.ts';
import {wallClock} from './clock.ts';
import {refuseEmulatorsInProduction} from './emulator-guard.ts';
import {randomIds} from './ids.ts';
import {once} from './once.ts';
import type {SmtpSettings} from './smtp.ts';

export type GoogleSettings = {
	readonly projectId: string;
	/** Where people reach us, without a slash at the end. */
	readonly publicUrl: string;
	/** Only these are opened, so that a function loads what it uses. */
	readonly ports: readonly Port[];
	readonly log: Log;
	/** `projects/…/cryptoKeys/…`: wraps account keys. */
	readonly wrappingKey: string;
	/** `projects/…/cryptoKeyVersions/…`: signs seals. */
	readonly signingKeyVersion: string;
	/** Bucket of documents. */
	readonly bucket: string;
	readonly smtp: Pick<SmtpSettings, 'host' | 'port' | 'encryption' | 'fromAddress'>;
	readonly emulators?: Emulators;
};

/** Hosts are address and port. Keys, secrets and files, for which there are no emulators, lie below `dataDir`. */
export type Emulators = {
	readonly firestore: string;
	readonly pubsub: string;
	readonly auth: string;
	readonly dataDir: string;
	readonly stripePort: number;
	readonly clock: (db: Db) => Clock;
};

/** Opens what the settings name; clients connect with their first call. Refuses emulators where a deployment runs. */
export const openGoogle = async (settings: GoogleSettings): Promise<World> => {
	refuseEmulatorsInProduction(process.env);
	const {projectId, publicUrl, ports, log, emulators} = settings;
	const has = (port: Port): boolean => ports.includes(port);
	// The emulated clock is a document, whatever a function's own ports are.
	const db = has('db') || emulators ? await openDb(settings, '(default)') : absent<Db>('db');
	const clock = emulators?.clock(db) ?? wallClock();
	const {wall} = clock;
	const secrets = has('secrets') ? await openSecrets(settings, wall) : absent<Secrets>('secrets');
	return {
		db: has('db') ? db : absent('db'),
		bus: has('bus')
			? (await import('./pubsub.ts')).openPubsub({projectId, ...(emulators ? {emulatorHost: emulators.pubsub} : {})})
			: absent('bus'),
		vault: has('vault') ? await openVault(settings, wall) : absent('vault'),
		payments: has('payments') ? await openPayments(settings, secrets, wall) : absent('payments'),
		mail: has('mail') ? openMail(settings, secrets) : absent('mail'),
		files: has('files') ? await openFiles(settings) : absent('files'),
		http: has('http')
			? (await import('./outbound.ts')).outbound({allowLoopback: emulators !== undefined})
			: absent('http'),
		callers: has('callers') ? await openCallers(settings) : absent('callers'),
		secrets,
		signer: has('signer') ? await openSigner(settings) : absent('signer'),
		clock,
		ids: randomIds(),
		log,
		settings: {platform: emulators ? 'emulators' : 'google', publicUrl, connectLocally: emulators !== undefined},
	};
};

const openDb = async ({projectId, emulators}: GoogleSettings, databaseId: string): Promise<Db> => {
	const {openFirestore} = await import('./firestore.ts');
	return openFirestore({projectId, databaseId, ...(emulators ? {host: emulators.firestore} : {})});
};

const openSecrets = async ({projectId, emulators}: GoogleSettings, wall: Clock['wall']): Promise<Secrets> => {
	if (emulators) return (await import('./secret-files.ts')).secretFiles(`${emulators.dataDir}/secrets`);
	return (await import('./secret-manager.ts')).secretManager({project: projectId, wall});
};

const openVault = async (settings: GoogleSettings, wall: Clock['wall']): Promise<World['vault']> => {
	const {wrappingKey, emulators} = settings;
	const {envelopeVault} = await import('./vault.ts');
	const keyring = await openDb(settings, 'keyring');
	if (emulators) {
		const {localKeys} = await import('./local-keys.ts');
		return envelopeVault({keyring, wrapper: localKeys(`${emulators.dataDir}/keys/wrapping`), wall});
	}
	const [{connectKms}, {kmsWrapper}] = await Promise.all([import('./kms.ts'), import('./kms-wrapper.ts')]);
	return envelopeVault({keyring, wrapper: kmsWrapper(connectKms(), wrappingKey), wall});
};

const openPayments = async ({emulators}: GoogleSettings, secrets: Secrets, wall: Clock['wall']): Promise<Payments> => {
	const {stripePayments} = await import('./stripe.ts');
	return stripePayments({
		secretKey: () => required(secrets, secretNames.stripeKey),
		webhookSecrets: async () => (await required(secrets, secretNames.stripeWebhook)).split(/\s+/).filter(Boolean),
		wall,
		...(emulators ? {host: '127.0.0.1', port: emulators.stripePort, protocol: 'http' as const} : {}),
	});
};

/** The login is read with the first mail. */
const openMail = ({smtp, emulators}: GoogleSettings, secrets: Secrets): Mail => {
	const transport = once(async () => {
		const {smtpMail} = await import('./smtp.ts');
		const login = emulators ? undefined : await secrets.read(secretNames.smtpLogin);
		if (login === undefined) return smtpMail(smtp);
		const colon = login.indexOf(':');
		return smtpMail({...smtp, login: {user: login.slice(0, colon), pass: login.slice(colon + 1).trim()}});
	});
	return {send: async (letter) => (await transport()).send(letter)};
};

const openFiles = async ({bucket, emulators}: GoogleSettings): Promise<World['files']> =>
	emulators
		? (await import('./folder.ts')).folderFiles(`${emulators.dataDir}/files`)
		: (await import('./cloud-storage.ts')).cloudStorage({bucket});

const openCallers = async ({projectId, emulators}: GoogleSettings): Promise<World['callers']> => {
	const {firebaseCallers} = await import('./firebase-callers.ts');
	return firebaseCallers({project: projectId, ...(emulators ? {emulatorHost: emulators.auth} : {})});
};

const openSigner = async ({signingKeyVersion, emulators}: GoogleSettings): Promise<World['signer']> => {
	if (emulators) return (await import('./key-file-signer.ts')).keyFileSigner(`${emulators.dataDir}/keys/signing`);
	const [{connectKms}, {kmsSigner}] = await Promise.all([import('./kms.ts'), import('./kms-signer.ts')]);
	return kmsSigner(connectKms(), signingKeyVersion);
};

const required = async (secrets: Secrets, name: string): Promise<string> => {
	const secret = (await secrets.read(name))?.trim();
	invariant(secret, `the secret ${name} has a value`);
	return secret;
};

/** A port that this function has not: its first use says so. */
const absent = <T extends object>(port: Port): T =>
	new Proxy({} as T, {
		get: (_, operation) => {
			throw new Bug(`a function opens only its own ports: ${port}.${String(operation)}`);
		},
	});
