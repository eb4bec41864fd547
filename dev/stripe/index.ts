import type {AddressInfo} from 'node:net';
import type {Call} from './call.ts';
import {letTimePass} from './due.ts';
import {type Fault, faultsIn} from './faults.ts';
import type {Kind, Kinds} from './kinds.ts';
import {type LogRow, readLog} from './log.ts';
import {createFront} from './server.ts';
import {openStore, type Store} from './store.ts';
import {type Disorder, sendings, startDeliveries, type Webhook} from './webhooks.ts';

export type {Fault, FaultKind} from './faults.ts';
export type {LogRow} from './log.ts';
export type {Webhook} from './webhooks.ts';

export type StripeOptions = {
	/** 0 takes a free one. */
	readonly port: number;
	/** `127.0.0.1` unless told. */
	readonly host?: string;
	/** Everything is kept in this SQLite file; it may exist already. */
	readonly file: string;
	/** The platform's clock: RFC 3339 in UTC. It may jump ahead; call `tick` when it has. */
	readonly now: () => string;
	/** RFC 3339 in UTC; signatures and retries of webhooks go by it. The computer's clock unless told. */
	readonly wallClock?: () => string;
	readonly webhook: Webhook | undefined;
	/** Where payers' browsers reach it; its own address unless told. */
	readonly publicUrl?: string;
	/** Every 5th event twice, and neighbours out of order, unless told. */
	readonly disorder?: Partial<Disorder>;
};

export type StripeStandIn = {
	readonly port: number;
	readonly url: string;
	/** Every call received and its effect, oldest first. */
	readonly log: () => readonly LogRow[];
	/** Events that the webhook has not taken yet. */
	readonly undelivered: () => number;
	/** Tries every undelivered event once, now, and waits for the answers; what fails stays undelivered. */
	readonly flush: () => Promise<void>;
	/** Settles bank debits and refunds, expires sessions, renews cards: whatever the clock has passed. Answers how much it was. */
	readonly tick: () => number;
	/** When `tick` will next have something to do, or an event may be told that is held back; null when nothing waits. */
	readonly nextDueAt: () => string | null;
	/** All objects of a kind in every account, newest first; `account` is null for the platform's own. */
	readonly objects: <K extends Kind>(
		kind: K,
	) => readonly {readonly account: string | null; readonly object: Kinds[K]['object']}[];
	readonly faults: {
		readonly add: (fault: Fault) => void;
		readonly list: () => readonly Fault[];
		readonly clear: () => void;
	};
	/** Stops answering and delivering; what is undelivered stays in the file. */
	readonly close: () => Promise<void>;
};

/** Starts a stand-in for Stripe that speaks its API over HTTP and forgets nothing when it is killed. */
export const startStripe = async (options: StripeOptions): Promise<StripeStandIn> => {
	const store = openStore(options.file);
	const disorder = {duplicateEvery: 5, reorder: true, ...options.disorder};
	const wallClock = options.wallClock ?? (() => new Date().toISOString());
	const deliveries = startDeliveries(store, options.webhook, disorder, {
		wallMs: () => Date.parse(wallClock()),
		nowSeconds: () => secondsOf(options.now()),
	});
	const address = {url: options.publicUrl ?? ''};
	const callFor = (account: string, request: Call['request'] = null): Call => ({
		account,
		at: secondsOf(options.now()),
		store,
		publicUrl: address.url,
		request,
		sendings: (type, nth) => sendings(options.webhook, disorder, type, nth),
	});
	const tick = (): number => {
		const count = letTimePass(store, secondsOf(options.now()), callFor);
		if (count > 0) deliveries.wake();
		return count;
	};
	const faults = faultsIn(store);
	const server = createFront({store, callFor, faults, now: options.now, catchUp: tick, wake: deliveries.wake});
	const port = await listen(server, options);
	const url = `http://${options.host ?? '127.0.0.1'}:${port}`;
	address.url ||= url;
	return {
		port,
		url,
		log: () => readLog(store),
		undelivered: deliveries.undelivered,
		flush: deliveries.flush,
		tick,
		nextDueAt: () => instantOf(earlier(store.nextDue(), deliveries.heldUntil())),
		objects: (kind) => objectsOf(store, kind),
		faults,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await deliveries.close();
			store.close();
		},
	};
};

const listen = (server: ReturnType<typeof createFront>, {port, host = '127.0.0.1'}: StripeOptions): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
	});

const objectsOf = <K extends Kind>(store: Store, kind: K) =>
	store.everything(kind).map(({account, object}) => ({account: account || null, object}));

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const earlier = (one: number | undefined, two: number | undefined): number | undefined =>
	one === undefined || two === undefined ? (one ?? two) : Math.min(one, two);

const instantOf = (seconds: number | undefined): string | null =>
	seconds === undefined ? null : new Date(seconds * 1000).toISOString();
