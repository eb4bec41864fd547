/** The payment provider's own record, in our units, whoever plays the provider. */
import {isoAmount} from '../../functions/payments/core/provider-amount.ts';

/** An attempt to be paid: Stripe's PaymentIntent. Amounts in ISO minor units, currencies in capitals. */
export type ProviderIntent = {
	readonly on: string;
	readonly id: string;
	readonly status: string;
	readonly amount: number;
	readonly currency: string;
	readonly metadata: {readonly [key: string]: string};
};
/** One movement of money to us. */
export type ProviderCharge = {
	readonly on: string;
	readonly intentId: string;
	readonly amount: number;
	readonly currency: string;
};
/** One call that we made; `effect` is null for a replay and for what was refused. */
export type ProviderCall = {
	/** The provider's clock. */
	readonly at: string;
	readonly key: string | null;
	readonly path: string;
	readonly effect: string | null;
};
export type Provider = {
	readonly intents: readonly ProviderIntent[];
	readonly charges: readonly ProviderCharge[];
	readonly calls: readonly ProviderCall[];
};

type StandInIntent = {
	readonly account: string | null;
	readonly object: {
		readonly id: string;
		readonly status: string;
		readonly amount: number;
		readonly currency: string;
		readonly metadata: {readonly [key: string]: string};
	};
};
type StandInRow = {
	readonly at: string;
	readonly path: string;
	readonly idempotencyKey: string | null;
	readonly account: string | null;
	readonly effect: string | null;
	readonly objectId: string | null;
	readonly amount: number | null;
	readonly currency: string | null;
};

/** What the stand-in (dev/stripe) knows: its PaymentIntents and its log. */
export const standInProvider = (intents: readonly StandInIntent[], log: readonly StandInRow[]): Provider => ({
	intents: intents.map(({account, object: {id, status, amount, currency, metadata}}) => ({
		on: account ?? '',
		id,
		status,
		amount: inOurUnits(amount, currency),
		currency: currency.toUpperCase(),
		metadata,
	})),
	charges: log
		.filter(({effect}) => effect === 'charge')
		.map(({account, objectId, amount, currency}) => ({
			on: account ?? '',
			intentId: objectId ?? '',
			amount: inOurUnits(amount ?? 0, currency ?? ''),
			currency: (currency ?? '').toUpperCase(),
		})),
	calls: log.map(({at, idempotencyKey, path, effect}) => ({at, key: idempotencyKey, path, effect})),
});

const inOurUnits = (amount: number, currency: string): number => {
	const converted = isoAmount(amount, currency.toUpperCase());
	return converted.ok ? converted.value : Number.NaN;
};
