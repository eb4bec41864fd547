import {noSuch} from './errors.ts';
import type {Kind} from './kinds.ts';
import type {Row, Store} from './store.ts';

/** One call, form post or due instant, inside its transaction. */
export type Call = {
	/** The connected account; empty for the platform's own. */
	readonly account: string;
	/** The platform's clock, in seconds. */
	readonly at: number;
	readonly store: Store;
	readonly publicUrl: string;
	/** What brought it about; null when time did. */
	readonly request: {readonly id: string; readonly idempotencyKey: string | null} | null;
	/** How many times the nth delivery goes out; 0: nobody listens for that type. */
	readonly sendings: (type: string, nth: number) => number;
};

/** What a call did, for the log. `amount` in Stripe's unit. */
export type Effect = {
	readonly effect: string;
	readonly objectId: string;
	readonly amount: number | null;
	readonly currency: string | null;
};
export type Answer = {readonly status: number; readonly body: object; readonly effect: Effect | null};

export const answered = (body: object, effect: Effect | null = null): Answer => ({status: 200, body, effect});

/** The effect of a call that made or changed an object without moving money. */
export const did = (effect: string, objectId: string): Effect => ({effect, objectId, amount: null, currency: null});

const nouns: Readonly<Record<Kind, string>> = {
	charge: 'charge',
	customer: 'customer',
	dispute: 'dispute',
	event: 'event',
	payment_intent: 'payment_intent',
	payment_method: 'PaymentMethod',
	refund: 'refund',
	session: 'checkout.session',
	setup_intent: 'setupintent',
};

/** The object of this account, or Stripe's resource_missing. `param`: the parameter that named it; none when the URL did. */
export const demand = <K extends Kind>(call: Call, kind: K, id: string, param?: string): Row<K> => {
	const found = call.store.get(kind, call.account, id);
	if (found) return found;
	throw noSuch(nouns[kind], id, param);
};

/** The id in an expandable field. */
export const idOf = (reference: string | {readonly id: string} | null | undefined): string | null =>
	typeof reference === 'object' && reference !== null ? reference.id : (reference ?? null);

/** The customer, unless there is none or it was deleted. */
export const liveCustomer = (call: Call, id: string, param?: string): Row<'customer'> => {
	const row = demand(call, 'customer', id, param);
	if (row.hidden.deleted) throw noSuch('customer', id, param);
	return row;
};
