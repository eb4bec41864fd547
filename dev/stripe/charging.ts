import type Stripe from 'stripe';
import {type Call, type Effect, idOf} from './call.ts';
import {authenticationRequired, type Decline, expired, type Step} from './cards.ts';
import {failedCharge, pendingCharge, settleCharge, succeededCharge} from './charges.ts';
import type {ErrorFields} from './errors.ts';
import {emit} from './events.ts';
import {cardOf, declineFields, own} from './payment-methods.ts';
import type {Row} from './store.ts';

type Intent = Row<'payment_intent'>;
type Method = Row<'payment_method'>;
/** The intent after an attempt; `error` when the bank said no. */
export type Charged = {readonly intent: Intent; readonly effect: Effect; readonly error?: ErrorFields};

const daySeconds = 86_400;
/** Bank debits settle this many seconds after they were sent: five days. */
export const settleSeconds = 5 * daySeconds;

/** Tries to take the intent's amount from the payment method. The caller has checked that both may meet. */
export const charge = (
	call: Call,
	intent: Intent,
	method: Method,
	how: {readonly offSession: boolean; readonly returnUrl: string | null},
): Charged => {
	const step = nextStep(call, method);
	const tried = call.store.put({...method, hidden: {...method.hidden, attempts: method.hidden.attempts + 1}});
	if (step.kind === 'challenge' && !how.offSession)
		return askPayer(call, intent, tried, {after: step.after, returnUrl: how.returnUrl});
	return take(call, intent, tried, step);
};

/** The payer's bank has been asked; `passed` is what it said. */
export const finishChallenge = (call: Call, intent: Intent, method: Method, passed: boolean): Charged => {
	const answered = call.store.put({
		...intent,
		object: {...intent.object, next_action: null},
		hidden: {...intent.hidden, challenge: null},
	});
	if (passed) return take(call, answered, method, intent.hidden.challenge?.after ?? {kind: 'pay'});
	const error = notAuthenticated('payment_intent_authentication_failure');
	return give(call, answered, method, error, null);
};

export const notAuthenticated = (code: string): ErrorFields => ({
	type: 'invalid_request_error',
	code,
	message:
		'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
});

/** A bank debit comes to its end. */
export const settleIntent = (call: Call, intent: Intent): Charged => {
	const method = methodOf(call, intent);
	const settled = settleCharge(call, idOf(intent.object.latest_charge) ?? '', intent.hidden.settles === 'pay');
	const done = {...intent, dueAt: null, hidden: {...intent.hidden, settles: null}};
	if (intent.hidden.settles === 'pay') return succeed(call, done, method, settled);
	const error: ErrorFields = {
		type: 'card_error',
		code: 'payment_intent_payment_attempt_failed',
		decline_code: 'insufficient_funds',
		message: 'The payment failed: the account has insufficient funds.',
		charge: settled.object.id,
	};
	return {...give(call, done, method, error, settled.object.id), effect: effectOf('charge_failed', intent)};
};

/** The payment method an intent is being paid with. */
export const methodOf = (call: Call, {object}: Row<'payment_intent'> | Row<'setup_intent'>): Method => {
	const method = call.store.get('payment_method', call.account, idOf(object.payment_method) ?? '');
	if (!method) throw new Error(`${object.id} has no payment method`);
	return method;
};

const nextStep = (call: Call, {object, hidden}: Method): Step => {
	const card = cardOf({object, hidden} as Method);
	if (card.expiresSoon && object.card && call.at >= Date.UTC(object.card.exp_year, object.card.exp_month) / 1000)
		return expired;
	if (hidden.setUp && card.onceSetUp) return card.onceSetUp;
	return card.charges[Math.min(hidden.attempts, card.charges.length - 1)] ?? {kind: 'pay'};
};

const take = (call: Call, intent: Intent, method: Method, step: Step): Charged => {
	switch (step.kind) {
		case 'pay':
			return succeed(call, intent, method, succeededCharge(call, intent, method));
		case 'debit':
			return debit(call, intent, method, step.after);
		case 'decline':
			return decline(call, intent, method, step.decline);
		case 'challenge':
			return decline(call, intent, method, authenticationRequired);
	}
};

const succeed = (call: Call, intent: Intent, method: Method, paid: Row<'charge'>): Charged => {
	const kept = keep(call, intent, method);
	const object: Stripe.PaymentIntent = {
		...intent.object,
		status: 'succeeded',
		amount_received: intent.object.amount,
		payment_method: kept.object.id,
		latest_charge: paid.object.id,
		last_payment_error: null,
		next_action: null,
		processing: null,
	};
	const row = call.store.put({...intent, object});
	emit(call, 'payment_intent.succeeded', object);
	const {disputed} = cardOf(method);
	if (disputed) call.store.put({...paid, dueAt: call.at + disputed.afterDays * daySeconds});
	return {intent: row, effect: effectOf('charge', row)};
};

const debit = (call: Call, intent: Intent, method: Method, settles: 'pay' | 'fail'): Charged => {
	const kept = keep(call, intent, method);
	const sent = pendingCharge(call, intent, method);
	const object: Stripe.PaymentIntent = {
		...intent.object,
		status: 'processing',
		payment_method: kept.object.id,
		latest_charge: sent.object.id,
		last_payment_error: null,
	};
	const row = call.store.put({...intent, object, dueAt: call.at + settleSeconds, hidden: {...intent.hidden, settles}});
	emit(call, 'payment_intent.processing', object);
	return {intent: row, effect: effectOf('processing', row)};
};

const decline = (call: Call, intent: Intent, method: Method, reason: Decline): Charged => {
	const failed = failedCharge(call, intent, method, reason);
	return give(call, intent, method, {...declineFields(reason), charge: failed.object.id}, failed.object.id);
};

/** Gives up this attempt: the intent waits for another payment method. */
const give = (call: Call, intent: Intent, method: Method, error: ErrorFields, chargeId: string | null): Charged => {
	const object: Stripe.PaymentIntent = {
		...intent.object,
		status: 'requires_payment_method',
		payment_method: null,
		next_action: null,
		latest_charge: chargeId ?? intent.object.latest_charge,
		last_payment_error: {...error, payment_method: method.object} as Stripe.PaymentIntent.LastPaymentError,
	};
	const row = call.store.put({...intent, object});
	emit(call, 'payment_intent.payment_failed', object);
	return {
		intent: row,
		effect: effectOf('decline', row),
		error: {...error, payment_intent: object, payment_method: method.object},
	};
};

const askPayer = (
	call: Call,
	intent: Intent,
	method: Method,
	challenge: {readonly after: Step; readonly returnUrl: string | null},
): Charged => {
	const object: Stripe.PaymentIntent = {
		...intent.object,
		status: 'requires_action',
		payment_method: method.object.id,
		last_payment_error: null,
		next_action: nextAction(call, intent.object.id, challenge.returnUrl),
	};
	const row = call.store.put({...intent, object, hidden: {...intent.hidden, challenge}});
	emit(call, 'payment_intent.requires_action', object);
	return {intent: row, effect: effectOf('requires_action', row)};
};

/** Where the payer confirms. With a return URL Stripe redirects; without one its script would do it. */
export const nextAction = (call: Call, id: string, returnUrl: string | null) => {
	const url = `${call.publicUrl}/c/challenge/${id}`;
	if (returnUrl === null)
		return {type: 'use_stripe_sdk', use_stripe_sdk: {type: 'three_d_secure_redirect', stripe_js: url}};
	return {type: 'redirect_to_url', redirect_to_url: {return_url: returnUrl, url}};
};

/** A payment method used for a payment is saved when the intent says so, else spent. */
const keep = (call: Call, {object}: Intent, method: Method): Method => {
	const customer = idOf(object.customer);
	const saved = object.setup_future_usage !== null;
	if (customer !== null && saved) {
		const owned = own(call, method, customer);
		return call.store.put({
			...owned,
			hidden: {...owned.hidden, setUp: owned.hidden.setUp || object.setup_future_usage === 'off_session'},
		});
	}
	return method.object.customer === null
		? call.store.put({...method, hidden: {...method.hidden, spent: true}})
		: method;
};

const effectOf = (effect: string, {object}: Intent): Effect => ({
	effect,
	objectId: object.id,
	amount: object.amount,
	currency: object.currency,
});
