import type Stripe from 'stripe';
import type {Call} from './call.ts';
import {badParam, refusal} from './errors.ts';
import type {Row} from './store.ts';

type Intent = Row<'payment_intent'>;

const past = {cancel: 'canceled', confirm: 'confirmed', update: 'updated'} as const;

/** Refuses a move that the state does not allow. */
export const allow = ({object}: Intent, statuses: readonly string[], verb: keyof typeof past): void => {
	if (statuses.includes(object.status)) return;
	const already = object.status === 'succeeded' && verb === 'confirm';
	const message = already
		? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
		: `You cannot ${verb} this PaymentIntent because it has a status of ${object.status}. Only a PaymentIntent with one of the following statuses may be ${past[verb]}: ${statuses.join(', ')}.`;
	throw badParam('payment_intent_unexpected_state', message, undefined, {payment_intent: object});
};

/** The 400 for confirming without a payment method. */
export const missingMethod = (object: Stripe.PaymentIntent) =>
	badParam(
		'payment_intent_unexpected_state',
		"You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
		undefined,
		{payment_intent: object},
	);

/** An open session alone moves the intent it made. */
export const refuseCheckouts = (call: Call, {hidden, object}: Intent, verb: string): void => {
	const session = hidden.session === null ? undefined : call.store.get('session', call.account, hidden.session);
	if (session?.object.status === 'open')
		throw badParam(
			'payment_intent_unexpected_state',
			`You cannot ${verb} this PaymentIntent because it was created by Checkout. Expire the Checkout Session instead.`,
			undefined,
			{
				payment_intent: object,
			},
		);
};

/** Refuses a kind of payment method that the intent does not allow. */
export const checkType = (object: Stripe.PaymentIntent, type: string): void => {
	if (object.payment_method_types.includes(type)) return;
	throw badParam(
		undefined,
		`The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Its allowed types are: ${object.payment_method_types.join(', ')}.`,
		'payment_method',
	);
};

/** On session Stripe may send the payer away, so it must know where back is. */
export const checkReturn = (object: Stripe.PaymentIntent, offSession: boolean, returnUrl: string | undefined): void => {
	const redirects =
		object.allowed_payment_method_types === null && object.automatic_payment_methods?.allow_redirects !== 'never';
	if (!redirects || offSession || returnUrl !== undefined) return;
	throw badParam(
		undefined,
		"This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
		'return_url',
	);
};

/** A platform's fee needs a connected account, and fits into the amount. */
export const checkFee = (call: Call, fee: number | undefined, amount: number): void => {
	if (fee === undefined) return;
	if (call.account === '')
		throw refusal(400, {
			type: 'invalid_request_error',
			message:
				'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
			param: 'application_fee_amount',
		});
	if (fee < 0 || fee > amount)
		throw badParam(
			undefined,
			'The application fee must be between 0 and the amount of the payment.',
			'application_fee_amount',
		);
};
