import {createSecretKey, hkdfSync, type KeyObject, randomBytes} from 'node:crypto';
import {Bug, invariant} from '../kernel/invariant.ts';
import {keptForAWhile} from '../kernel/kept-for-a-while.ts';
import {Outage} from '../kernel/outage.ts';
import type {Clock, Db, Fields, Stored, Write} from '../world.ts';
import {decrypt, encrypt} from './aes.ts';

/** Wraps account keys: KMS on Google Cloud, a key file locally. `unwrap` fails when the associated text differs. */
export type Wrapper = {
	wrap(plain: Uint8Array, associated: string): Promise<Uint8Array>;
	unwrap(wrapped: Uint8Array, associated: string): Promise<Uint8Array>;
};
export type CustomerKind = 'contact' | 'legal';
/** A random key and the version that sealed texts name. */
export type Key = {readonly version: number; readonly key: KeyObject};
export type AccountKey = Key & {readonly search: KeyObject};

export type VaultKeys = {
	account(account: string): Promise<AccountKey>;
	/** Undefined when it was destroyed. */
	customer(account: string, customer: string, kind: CustomerKind): Promise<Key | undefined>;
	createAccount(account: string): Promise<void>;
	createCustomer(account: string, customer: string): Promise<void>;
	destroyCustomer(account: string, customer: string, kind: CustomerKind): Promise<void>;
};
export type VaultSettings = {
	readonly keyring: Db;
	readonly wrapper: Wrapper;
	readonly wall: Clock['wall'];
	/** Keys in memory, at most this many for at most this long. A key destroyed elsewhere lives on here until then. */
	readonly cache?: {readonly size: number; readonly ttlMs: number};
};

const keyBytes = 32;
const firstVersion = 1;
const attempts = 5;

/**
 * The keys of accounts and customers, kept wrapped in the keyring database, each random and none derived, because
 * only what is not derivable can be destroyed. Creation is a `create` precondition: the loser of a race reads the
 * winner's key. In memory they are KeyObjects, outside the heap that a heap dump shows.
 */
export const vaultKeys = ({keyring, wrapper, wall, cache = {size: 2000, ttlMs: 300_000}}: VaultSettings): VaultKeys => {
	const accounts = keptForAWhile<AccountKey>({...cache, wall});
	const customers = keptForAWhile<Key>({...cache, wall});

	const loadAccount = async (account: string): Promise<AccountKey> => {
		const stored = await keyring.get(accountPath(account));
		invariant(stored, 'the account has a key');
		const {version, wrapped} = wrappedAccountKey(stored);
		const plain = await wrapper.unwrap(wrapped, accountAssociated(account, version));
		invariant(plain.byteLength === keyBytes, 'an account key has 32 bytes');
		return {version, key: createSecretKey(plain), search: searchKey(plain)};
	};
	const accountKey = async (account: string): Promise<AccountKey> => {
		const key = await accounts.get(account, () => loadAccount(account));
		invariant(key, 'the account has a key');
		return key;
	};
	const loadCustomer = async (account: string, customer: string, kind: CustomerKind): Promise<Key | undefined> => {
		const stored = await keyring.get(customerPath(account, customer));
		invariant(stored, 'the customer has keys');
		const wrapped = wrappedCustomerKey(stored, kind);
		if (!wrapped) return undefined;
		const owner = await accountKey(account);
		invariant(wrapped.accountKey === owner.version, 'the customer key is wrapped by the account key of today');
		const plain = decrypt(owner.key, wrapped.wrapped, customerAssociated(account, customer, kind));
		return {version: wrapped.version, key: createSecretKey(plain)};
	};

	return {
		account: accountKey,
		customer: (account, customer, kind) =>
			customers.get(`${account}/${customer}/${kind}`, () => loadCustomer(account, customer, kind)),
		createAccount: async (account) => {
			const path = accountPath(account);
			if (await keyring.get(path)) return;
			const wrapped = await wrapper.wrap(randomBytes(keyBytes), accountAssociated(account, firstVersion));
			await write(keyring, {op: 'create', path, fields: {schema: 1, version: firstVersion, wrapped}});
		},
		createCustomer: async (account, customer) => {
			const path = customerPath(account, customer);
			if (await keyring.get(path)) return;
			const owner = await accountKey(account);
			const fresh = (kind: CustomerKind) => ({
				version: firstVersion,
				accountKey: owner.version,
				wrapped: encrypt(owner.key, randomBytes(keyBytes), customerAssociated(account, customer, kind)),
			});
			const fields = {schema: 1, contact: fresh('contact'), legal: fresh('legal')};
			await write(keyring, {op: 'create', path, fields});
		},
		destroyCustomer: async (account, customer, kind) => {
			const path = customerPath(account, customer);
			for (let attempt = 1; ; attempt++) {
				const stored = await keyring.get(path);
				invariant(stored, 'the customer has keys');
				if (wrappedCustomerKey(stored, kind) === undefined) break;
				if (attempt > attempts) throw new Outage('the keyring did not take the destruction of a key');
				const fields: Fields = {...stored.fields, [kind]: null};
				await write(keyring, {op: 'update', path, version: stored.version, fields});
			}
			customers.forget(`${account}/${customer}/${kind}`);
		},
	};
};

/** A conflict is somebody else's write or our own re-sent one: both callers look again. */
const write = async (keyring: Db, change: Write): Promise<void> => {
	const committed = await keyring.commit([change]);
	if (committed.outcome === 'committed' || committed.outcome === 'conflict') return;
	if (committed.outcome === 'refused') throw new Bug(`the keyring takes keys: ${committed.reason}`);
	throw new Outage(`the keyring is ${committed.outcome}`);
};

const wrappedAccountKey = ({fields}: Stored): {readonly version: number; readonly wrapped: Uint8Array} => {
	const {version, wrapped} = fields;
	invariant(
		typeof version === 'number' && wrapped instanceof Uint8Array,
		'an account key has a version and is wrapped',
	);
	return {version, wrapped};
};

type WrappedCustomerKey = {readonly version: number; readonly accountKey: number; readonly wrapped: Uint8Array};

const wrappedCustomerKey = ({fields}: Stored, kind: CustomerKind): WrappedCustomerKey | undefined => {
	const entry = fields[kind];
	if (entry === null) return undefined;
	invariant(typeof entry === 'object' && 'wrapped' in entry, 'a customer key is wrapped or destroyed');
	const {version, accountKey, wrapped} = entry;
	invariant(
		typeof version === 'number' && typeof accountKey === 'number' && wrapped instanceof Uint8Array,
		'a customer key names its version and the account key that wraps it',
	);
	return {version, accountKey, wrapped};
};

const searchKey = (accountKey: Uint8Array): KeyObject =>
	createSecretKey(Buffer.from(hkdfSync('sha256', accountKey, new Uint8Array(), 'invoice-meister search', keyBytes)));

const accountPath = (account: string): string => `accounts/${segment(account)}`;
const customerPath = (account: string, customer: string): string =>
	`accounts/${segment(account)}/customers/${segment(customer)}`;
const accountAssociated = (account: string, version: number): string => `invoice-meister/${account}/${version}`;
const customerAssociated = (account: string, customer: string, kind: CustomerKind): string =>
	`key/${account}/${customer}/${kind}`;

/** A slash in an id would let one customer's path and associated data read as another's. */
const segment = (id: string): string => {
	invariant(/^[\w-]{1,100}$/.test(id), 'an id is made of letters and digits');
	return id;
};
