/**
 * Everything outside the program, as one plain record. Acts take what they need from it; cores know none of it.
 * Each port has at least two real adapters (see docs/architecture.md) that pass one contract test (test/contracts/).
 */
import type {Instant, Sealed} from '../schemas/basics.ts';

/** What documents and messages are made of. Numbers stay within ±2^53; absent is `undefined`, never stored. */
export type Value =
	| string
	| number
	| boolean
	| null
	| Uint8Array
	| readonly Value[]
	| {readonly [key: string]: Value | undefined};
export type Fields = {readonly [key: string]: Value | undefined};

/** A document as read: `version` is opaque, changes with every write and is what preconditions compare. */
export type Stored = {readonly path: string; readonly version: string; readonly fields: Fields};

export type Write =
	| {readonly op: 'create'; readonly path: string; readonly fields: Fields}
	/** Replaces the whole document, if it still has this version. */
	| {readonly op: 'update'; readonly path: string; readonly version: string; readonly fields: Fields}
	| {readonly op: 'delete'; readonly path: string; readonly version: string};

/**
 * `conflict`: a precondition failed, nothing was written (or, after a silent re-send, our own write landed: look for the commitId).
 * `refused`: the content will never be accepted (too large, malformed). `unavailable`: surely not applied. `unknown`: may have been applied.
 */
export type Committed =
	| {readonly outcome: 'committed'; readonly versions: readonly (string | null)[]}
	| {readonly outcome: 'conflict'}
	| {readonly outcome: 'refused'; readonly reason: string}
	| {readonly outcome: 'unavailable'}
	| {readonly outcome: 'unknown'};

export type Filter = {
	readonly field: string;
	readonly op: '==' | '<' | '<=' | '>' | '>=' | 'array-contains';
	readonly value: string | number | boolean | null;
};
export type Query = {
	/** `accounts/a1/invoices` (one collection) or, with `group: true`, the last segment alone: `invoices` in every account. */
	readonly collection: string;
	readonly group?: boolean;
	/** Equalities, one range field, at most one array-contains. Dotted fields reach into maps. */
	readonly where?: readonly Filter[];
	/** A range field is ordered first. The document path breaks ties, in the direction of the last order. */
	readonly orderBy?: readonly {readonly field: string; readonly direction: 'asc' | 'desc'}[];
	/** 1 to 1000. */
	readonly limit: number;
	/** The last row of the page before: values of the orderBy fields, then its path. */
	readonly after?: Cursor;
};
export type Cursor = {readonly values: readonly (string | number | boolean | null)[]; readonly path: string};

export type Db = {
	get(path: string): Promise<Stored | undefined>;
	/** In the order asked; undefined where there is none. At most 500 paths. */
	getMany(paths: readonly string[]): Promise<readonly (Stored | undefined)[]>;
	query(query: Query): Promise<readonly Stored[]>;
	count(query: Omit<Query, 'limit' | 'orderBy' | 'after'>): Promise<number>;
	sum(query: Omit<Query, 'limit' | 'orderBy' | 'after'>, field: string): Promise<number>;
	/** One atomic batch: all or nothing. At most 500 writes and 3 MiB; more is `refused`. */
	commit(writes: readonly Write[]): Promise<Committed>;
};

export type Bus = {
	/** Resolves when the broker has taken all of them. At least once, unordered. `message` is never empty. */
	publish(topic: string, messages: readonly Fields[]): Promise<void>;
};

export type CronJob = {
	readonly name: string;
	readonly schedule: string;
	readonly timeZone: string;
	readonly topic: string;
	readonly message: Fields;
};
export type Cron = {
	ensure(job: CronJob): Promise<void>;
	/** Fires a job now, besides its schedule. */
	run(name: string): Promise<void>;
	list(): Promise<readonly CronJob[]>;
};

/** Whose key seals: a customer's `contact` key (living data), a customer's `legal` key (documents), or the account's own key. */
export type SealScope =
	| {readonly account: string; readonly customer: string; readonly kind: 'contact' | 'legal'}
	| {readonly account: string; readonly kind: 'account'};
export type Vault = {
	/** Idempotent: keeps keys that are there. Must come before the first seal of the account or customer. */
	createAccountKey(account: string): Promise<void>;
	createCustomerKeys(account: string, customer: string): Promise<void>;
	/** AES-256-GCM over the JSON of `value`, associated data `{account}/{customer}/{kind}`. */
	seal(scope: SealScope, value: Value): Promise<Sealed>;
	/** Throws a bug when the text was tampered with; undefined when the key was destroyed. */
	open(scope: SealScope, sealed: Sealed): Promise<Value | undefined>;
	/** Keyed hash (HMAC-SHA-256, account key) for exact and prefix search over sealed fields; 22 characters. */
	token(account: string, words: readonly string[]): Promise<readonly string[]>;
	destroyCustomerKey(account: string, customer: string, kind: 'contact' | 'legal'): Promise<void>;
};

export type Card = {
	readonly brand: string;
	readonly last4: string;
	readonly expMonth: number;
	readonly expYear: number;
};

/** What the provider says of one PaymentIntent. Amounts in ISO minor units of `currency`. */
export type IntentState = {
	readonly intentId: string;
	readonly status:
		| 'requires_payment_method'
		| 'requires_confirmation'
		| 'requires_action'
		| 'processing'
		| 'succeeded'
		| 'canceled';
	readonly amount: number;
	readonly currency: string;
	readonly chargeId: string | null;
	readonly methodType: 'card' | 'bank_debit' | 'other';
	readonly paymentMethodId: string | null;
	readonly card: Card | null;
	readonly amountRefunded: number;
	readonly lastError: {
		readonly code: string;
		readonly declineCode: string | null;
		readonly adviceCode: string | null;
	} | null;
	readonly metadata: {readonly [key: string]: string};
};

/** `refused`: the provider will never accept this call as it is (our bug, amount too small, object gone). Time-outs and 5xx throw `Outage`: the effect is unknown, re-send with the same key. */
export type ProviderAnswer<T> =
	| {readonly ok: true; readonly value: T}
	| {readonly ok: false; readonly code: string; readonly message: string};

export type CheckoutState = {
	readonly sessionId: string;
	readonly mode: 'setup' | 'payment';
	readonly status: 'open' | 'complete' | 'expired';
	/** Of two sessions that saved a card the one opened later counts, whatever order they are told of in. */
	readonly createdAt: Instant;
	readonly paid: boolean;
	readonly url: string | null;
	readonly intentId: string | null;
	readonly paymentMethodId: string | null;
	readonly providerCustomerId: string | null;
	readonly metadata: {readonly [key: string]: string};
};

export type RefundState = {
	readonly providerRefundId: string;
	readonly status: 'pending' | 'succeeded' | 'failed';
	readonly metadata: {readonly [key: string]: string};
};

export type Payments = {
	/** `on` names the connected account; every id is valid on that account only. `key` is the provider's idempotency key. */
	createCustomer(
		on: string,
		request: {readonly key: string; readonly metadata: {readonly [key: string]: string}},
	): Promise<ProviderAnswer<{readonly providerCustomerId: string}>>;
	createIntent(
		on: string,
		request: {
			readonly key: string;
			readonly amount: number;
			readonly currency: string;
			readonly providerCustomerId: string;
			readonly paymentMethodId: string;
			readonly metadata: {readonly [key: string]: string};
		},
	): Promise<ProviderAnswer<IntentState>>;
	/** Off-session. A decline is an answer (`requires_payment_method` with `lastError`), not an error. */
	confirmIntent(
		on: string,
		request: {readonly key: string; readonly intentId: string; readonly paymentMethodId: string},
	): Promise<ProviderAnswer<IntentState>>;
	updateIntent(
		on: string,
		request: {readonly key: string; readonly intentId: string; readonly amount: number; readonly currency: string},
	): Promise<ProviderAnswer<IntentState>>;
	cancelIntent(
		on: string,
		request: {readonly key: string; readonly intentId: string},
	): Promise<ProviderAnswer<IntentState>>;
	getIntent(on: string, intentId: string): Promise<ProviderAnswer<IntentState>>;
	/** PaymentIntents created in a window, for proof and reconciliation; newest first, at most 100 a page. */
	listIntents(
		on: string,
		request: {readonly createdFrom: Instant; readonly createdTo: Instant; readonly after?: string},
	): Promise<ProviderAnswer<{readonly intents: readonly IntentState[]; readonly next: string | null}>>;
	openCardSetup(
		on: string,
		request: {
			readonly key: string;
			readonly providerCustomerId: string;
			readonly currency: string;
			readonly successUrl: string;
			readonly cancelUrl: string;
			readonly metadata: {readonly [key: string]: string};
		},
	): Promise<ProviderAnswer<CheckoutState>>;
	openCheckout(
		on: string,
		request: {
			readonly key: string;
			readonly providerCustomerId: string | null;
			readonly amount: number;
			readonly currency: string;
			readonly description: string;
			readonly saveCard: boolean;
			readonly successUrl: string;
			readonly cancelUrl: string;
			readonly metadata: {readonly [key: string]: string};
		},
	): Promise<ProviderAnswer<CheckoutState>>;
	expireCheckout(
		on: string,
		request: {readonly key: string; readonly sessionId: string},
	): Promise<ProviderAnswer<CheckoutState>>;
	getCheckout(on: string, sessionId: string): Promise<ProviderAnswer<CheckoutState>>;
	/** A bank account by direct debit counts as a card of the brand `sepa_debit` or `us_bank_account` that never expires. */
	getCard(on: string, paymentMethodId: string): Promise<ProviderAnswer<Card | null>>;
	detachCard(
		on: string,
		request: {readonly key: string; readonly paymentMethodId: string},
	): Promise<ProviderAnswer<null>>;
	refund(
		on: string,
		request: {
			readonly key: string;
			readonly intentId: string;
			readonly amount: number;
			readonly currency: string;
			readonly metadata: {readonly [key: string]: string};
		},
	): Promise<ProviderAnswer<RefundState>>;
	/** Every refund of a PaymentIntent, newest first, at most 100: what became of them, whoever asks and however late. */
	listRefunds(on: string, intentId: string): Promise<ProviderAnswer<readonly RefundState[]>>;
	/** Verifies the signature over the raw body (tolerance 300 s, wall clock); undefined when it does not verify. */
	readWebhook(rawBody: Uint8Array, signature: string): Promise<ProviderEvent | undefined>;
};
export type ProviderEvent = {
	readonly id: string;
	readonly type: string;
	readonly on: string | null;
	readonly objectKind:
		| 'payment_intent'
		| 'checkout.session'
		| 'charge'
		| 'refund'
		| 'setup_intent'
		| 'payment_method'
		| 'other';
	readonly objectId: string;
	readonly metadata: {readonly [key: string]: string};
};

export type Attachment = {readonly name: string; readonly type: string; readonly bytes: Uint8Array};
export type Letter = {
	/** Names the mail for ever: becomes the Message-ID, so that a second hand-over is recognised as the same mail. */
	readonly key: string;
	readonly from: {readonly name: string};
	readonly replyTo: string | null;
	readonly to: readonly string[];
	readonly cc: readonly string[];
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly Attachment[];
};
/** Resolves when the provider has accepted the mail; `refused` when it never will (bad address). */
export type Mail = {
	send(
		letter: Letter,
	): Promise<{readonly outcome: 'accepted'} | {readonly outcome: 'refused'; readonly reason: string}>;
};

export type Files = {
	/** Write once: a second put under the same name keeps the first bytes and answers their hash (SHA-256, hex). */
	put(name: string, bytes: Uint8Array, type: string): Promise<{readonly sha256: string}>;
	get(name: string): Promise<{readonly bytes: Uint8Array; readonly type: string; readonly sha256: string} | undefined>;
	delete(name: string): Promise<void>;
};

export type Http = {
	/** POST to a public https address; never private or link-local ones (loopback only on the local platform), no redirects, 10 s. */
	post(
		url: string,
		headers: {readonly [name: string]: string},
		body: string,
	): Promise<{readonly status: number} | {readonly status: null; readonly reason: string}>;
};

/** Who holds an ID token; undefined when it does not verify. */
export type Callers = {
	verify(token: string): Promise<
		| {
				readonly uid: string;
				readonly email: string | null;
				readonly emailVerified: boolean;
				readonly name: string | null;
		  }
		| undefined
	>;
};
/** At most 64 KiB; undefined when there is none. */
export type Secrets = {read(name: string): Promise<string | undefined>};
/** Seals of the audit trail: an asymmetric signature over a SHA-256 digest. */
export type Signer = {
	sign(digest: Uint8Array): Promise<{readonly keyId: string; readonly signature: Uint8Array}>;
	verify(keyId: string, digest: Uint8Array, signature: Uint8Array): Promise<boolean>;
};
/** `now` is the platform's clock; `wall` the machine's, for ages of tokens, signatures and idempotency keys. */
export type Clock = {now(): Promise<Instant>; wall(): Instant};
/** 128 random bits and more, as letters and digits. */
export type Ids = {random(): string};
export type Log = {
	write(
		severity: 'debug' | 'info' | 'warning' | 'error',
		message: string,
		fields?: {readonly [key: string]: string | number | boolean | null},
	): void;
};

/** Plain settings of this installation. Addresses have no slash at their end. */
export type Settings = {
	readonly platform: 'google' | 'embedded' | 'emulators';
	/** Where people reach hosted pages and the API: `https://app.example`. */
	readonly publicUrl: string;
	/** Connected Stripe account given to a new account where there is no onboarding (local platforms); null on Google Cloud. */
	readonly connectLocally: boolean;
};

export type World = {
	readonly db: Db;
	readonly bus: Bus;
	readonly vault: Vault;
	readonly payments: Payments;
	readonly mail: Mail;
	readonly files: Files;
	readonly http: Http;
	readonly callers: Callers;
	readonly secrets: Secrets;
	readonly signer: Signer;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly settings: Settings;
};
