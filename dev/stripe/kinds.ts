import type Stripe from 'stripe';
import type {Step} from './cards.ts';

/** Every kind of object that the stand-in keeps: Stripe's shape, and what only the stand-in knows about it. */
export type Kinds = {
	readonly customer: {readonly object: Stripe.Customer; readonly hidden: {readonly deleted: boolean}};
	readonly payment_method: {
		readonly object: Stripe.PaymentMethod;
		readonly hidden: {
			/** Name of the test card it is a copy of. */
			readonly card: string;
			readonly attempts: number;
			readonly setUp: boolean;
			/** Used once without a customer, or detached: never to be used again. */
			readonly spent: boolean;
		};
	};
	readonly setup_intent: {
		readonly object: Stripe.SetupIntent;
		readonly hidden: {readonly session: string | null; readonly challenge: Challenge | null};
	};
	readonly payment_intent: {
		readonly object: Stripe.PaymentIntent;
		readonly hidden: {
			readonly session: string | null;
			readonly challenge: Challenge | null;
			/** How a bank debit will end. */
			readonly settles: 'pay' | 'fail' | null;
		};
	};
	readonly charge: {readonly object: Stripe.Charge; readonly hidden: {readonly card: string}};
	readonly dispute: {readonly object: Stripe.Dispute; readonly hidden: Readonly<Record<never, never>>};
	readonly refund: {readonly object: Stripe.Refund; readonly hidden: {readonly settles: 'succeeded' | 'failed' | null}};
	readonly session: {
		readonly object: Stripe.Checkout.Session;
		readonly hidden: {
			readonly lines: readonly Stripe.LineItem[];
			/** Copies made for this session, by test card, so that a card remembers how often it was tried. */
			readonly methods: Readonly<Record<string, string>>;
			readonly intent: Readonly<Record<string, unknown>>;
			/** Why the last card was not taken. */
			readonly reason: string | null;
		};
	};
	readonly event: {readonly object: StoredEvent; readonly hidden: Readonly<Record<never, never>>};
};
export type Kind = keyof Kinds;

/** Waiting for the payer's bank: what follows when the challenge is passed, and where the payer goes then. */
export type Challenge = {readonly after: Step; readonly returnUrl: string | null};

/** `Stripe.Event` without its link between `type` and `data.object`. */
export type StoredEvent = Omit<Stripe.EventBase, 'data' | 'type'> & {
	readonly type: Stripe.Event['type'];
	readonly data: {readonly object: unknown; readonly previous_attributes?: Readonly<Record<string, unknown>>};
};
