import {createHmac} from 'node:crypto';
import type {Sealed} from '../../schemas/basics.ts';
import {invariant} from '../kernel/invariant.ts';
import type {SealScope, Value, Vault} from '../world.ts';
import {decrypt, encrypt} from './aes.ts';
import {type Key, type VaultSettings, vaultKeys} from './vault-keys.ts';

const tokenLength = 22;
/** What `Sealed` in schemas/basics.ts allows. */
const maxSealedLength = 40_000;

/** Seals values under keys that can be destroyed one by one. Text: `s1.<key version>.<base64url(nonce|ciphertext|tag)>`. */
export const envelopeVault = (settings: VaultSettings): Vault => {
	const keys = vaultKeys(settings);
	const keyOf = (scope: SealScope): Promise<Key | undefined> =>
		scope.kind === 'account' ? keys.account(scope.account) : keys.customer(scope.account, scope.customer, scope.kind);

	return {
		createAccountKey: keys.createAccount,
		createCustomerKeys: keys.createCustomer,
		destroyCustomerKey: keys.destroyCustomer,
		seal: async (scope, value) => {
			const key = await keyOf(scope);
			invariant(key, 'nothing is sealed under a destroyed key');
			const packed = encrypt(key.key, Buffer.from(JSON.stringify(toJson(value)), 'utf8'), associatedOf(scope));
			const sealed = `s1.${key.version}.${packed.toString('base64url')}`;
			invariant(sealed.length <= maxSealedLength, 'a sealed value has at most 40 000 characters');
			return sealed;
		},
		open: async (scope, sealed) => {
			const key = await keyOf(scope);
			if (!key) return undefined;
			const plain = decrypt(key.key, packedOf(sealed, key.version), associatedOf(scope));
			return fromJson(JSON.parse(plain.toString('utf8')));
		},
		token: async (account, words) => {
			const {search} = await keys.account(account);
			return words.map((word) =>
				createHmac('sha256', search).update(normalised(word)).digest('base64url').slice(0, tokenLength),
			);
		},
	};
};

const associatedOf = (scope: SealScope): string =>
	scope.kind === 'account' ? `${scope.account}//account` : `${scope.account}/${scope.customer}/${scope.kind}`;

const packedOf = (sealed: Sealed, version: number): Buffer => {
	const parts = /^s1\.(\d{1,9})\.([\w-]+)$/.exec(sealed);
	invariant(parts?.[2] !== undefined, 'sealed text has the form s1.<key version>.<base64url>');
	invariant(Number(parts[1]) === version, 'the key that sealed the text is the one at hand');
	const packed = Buffer.from(parts[2], 'base64url');
	invariant(packed.toString('base64url') === parts[2], 'sealed text has one spelling only');
	return packed;
};

/** What a person types finds what another typed: composed, compatible forms, lower case, no blanks around. */
const normalised = (word: string): string => word.normalize('NFKC').toLowerCase().trim();

const bytesMark = '$bytes';

/** JSON has no bytes: they become `{"$bytes": …}`, and names that begin with `$` get a second one, so that nobody's own field reads as bytes. */
const toJson = (value: Value): unknown => {
	if (value instanceof Uint8Array) return {[bytesMark]: Buffer.from(value).toString('base64url')};
	if (typeof value === 'number') invariant(Number.isFinite(value), 'a sealed number is finite');
	if (value === null || typeof value !== 'object') return value;
	if (isList(value)) return value.map(toJson);
	const fields = Object.entries(value).filter(([, field]) => field !== undefined);
	return Object.fromEntries(fields.map(([name, field]) => [name.replace(/^\$/, '$$$$'), toJson(field ?? null)]));
};

const fromJson = (json: unknown): Value => {
	if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
	if (Array.isArray(json)) return json.map(fromJson);
	invariant(typeof json === 'object', 'sealed text holds JSON');
	const bytes = bytesMark in json ? json[bytesMark] : undefined;
	if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64url'));
	return Object.fromEntries(Object.entries(json).map(([name, field]) => [name.replace(/^\$\$/, '$'), fromJson(field)]));
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
