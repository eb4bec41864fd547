import type Stripe from 'stripe';
import {type Answer, answered, type Call, demand, did, idOf, liveCustomer} from './call.ts';
import {type Charged, charge, methodOf} from './charging.ts';
import {checkAmount, checkedCurrency} from './currencies.ts';
import {badParam, errorBody} from './errors.ts';
import {emit} from './events.ts';
import {allow, checkFee, checkReturn, checkType, missingMethod, refuseCheckouts} from './intent-checks.ts';
import {type CreateIntent, confirming, creating, intentObject, shared} from './intent-shape.ts';
import {methodTypes} from './method-shape.ts';
import {integer, mergeMetadata, oneOf, type Parsed, text} from './params.ts';
import {checkUsable, resolveMethod} from './payment-methods.ts';
import {listing, page, type Route, route} from './route.ts';
import type {Row} from './store.ts';

type Intent = Row<'payment_intent'>;

export const paymentIntentRoutes: readonly Route[] = [
	route('POST', '/v1/payment_intents', creating, (call, params) => {
		if (params.off_session && !params.confirm)
			throw badParam(undefined, 'You can only set `off_session` when `confirm=true`.', 'off_session');
		const intent = createIntent(call, params, null);
		return params.confirm
			? confirm(call, intent, {...params, payment_method: undefined})
			: answered(intent.object, did('payment_intent', intent.object.id));
	}),
	route('GET', '/v1/payment_intents', {...listing, customer: text}, (call, {customer, created, ...paged}) =>
		page(call, 'payment_intent', '/v1/payment_intents', paged, {created, where: {customer}}),
	),
	route('GET', '/v1/payment_intents/:id', {client_secret: text}, (call, _params, id) =>
		answered(demand(call, 'payment_intent', id).object),
	),
	route('POST', '/v1/payment_intents/:id', {...shared, amount: integer, currency: text}, (call, params, id) =>
		update(call, demand(call, 'payment_intent', id), params),
	),
	route('POST', '/v1/payment_intents/:id/confirm', {...confirming, amount_to_confirm: integer}, (call, params, id) =>
		confirm(call, demand(call, 'payment_intent', id), params),
	),
	route(
		'POST',
		'/v1/payment_intents/:id/cancel',
		{cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer')},
		(call, {cancellation_reason: reason = null}, id) => {
			const intent = demand(call, 'payment_intent', id);
			refuseCheckouts(call, intent, 'cancel');
			allow(intent, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'cancel');
			return answered(cancelIntent(call, intent, reason).object, did('cancel', id));
		},
	),
];

/** A new intent, waiting for a payment method or for confirmation. `session`: the checkout session it is for. */
export const createIntent = (call: Call, params: CreateIntent, session: string | null): Intent => {
	const currency = checkedCurrency(params.currency);
	checkAmount(params.amount, currency);
	checkFee(call, params.application_fee_amount, params.amount);
	if (params.customer !== undefined) liveCustomer(call, params.customer, 'customer');
	const method =
		params.payment_method === undefined ? undefined : resolveMethod(call, params.payment_method, 'payment_method');
	if (method) checkUsable(method, params.customer ?? null);
	const object = {
		...intentObject(call, params, currency),
		payment_method: method?.object.id ?? null,
		status: method ? 'requires_confirmation' : 'requires_payment_method',
	};
	const row = call.store.put<'payment_intent'>({
		kind: 'payment_intent',
		account: call.account,
		object,
		hidden: {session, challenge: null, settles: null},
		dueAt: null,
	});
	emit(call, 'payment_intent.created', object);
	return row;
};

/** Ends an intent that has taken nothing. */
export const cancelIntent = (call: Call, intent: Intent, reason: string | null): Intent => {
	const object: Stripe.PaymentIntent = {
		...intent.object,
		status: 'canceled',
		canceled_at: call.at,
		cancellation_reason: reason,
		next_action: null,
	};
	const row = call.store.put({...intent, object, hidden: {...intent.hidden, challenge: null}});
	emit(call, 'payment_intent.canceled', object);
	return row;
};

/** Stripe's answer to an attempt: the intent, or 402 with the intent in the error. */
export const chargedAnswer = ({intent, effect, error}: Charged): Answer => ({
	status: error ? 402 : 200,
	body: error ? errorBody(error) : intent.object,
	effect,
});

type Confirm = Parsed<typeof confirming> & {readonly amount_to_confirm?: number};

const confirm = (call: Call, intent: Intent, params: Confirm): Answer => {
	refuseCheckouts(call, intent, 'confirm');
	allow(intent, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'confirm');
	const {object} = intent;
	if (params.amount_to_confirm !== undefined && params.amount_to_confirm !== object.amount)
		throw badParam(
			'amount_to_confirm_mismatch',
			`The amount to confirm (${params.amount_to_confirm}) is not the amount of the PaymentIntent (${object.amount}).`,
			'amount_to_confirm',
		);
	const offSession = Boolean(params.off_session);
	if (params.error_on_requires_action && !offSession)
		throw badParam(undefined, 'The stand-in does not take error_on_requires_action.', 'error_on_requires_action');
	const methodId = params.payment_method ?? idOf(object.payment_method);
	if (methodId === null) throw missingMethod(object);
	const method =
		params.payment_method === undefined
			? methodOf(call, intent)
			: resolveMethod(call, params.payment_method, 'payment_method');
	checkUsable(method, idOf(object.customer));
	const narrowed = {
		...object,
		...methodTypes(params.allowed_payment_method_types ?? object.allowed_payment_method_types),
	};
	checkType(narrowed, method.object.type);
	checkReturn(narrowed, offSession, params.return_url);
	const usage = params.setup_future_usage === undefined ? object.setup_future_usage : params.setup_future_usage;
	const ready = {
		...intent,
		object: {...narrowed, setup_future_usage: usage, receipt_email: params.receipt_email ?? object.receipt_email},
	};
	return chargedAnswer(charge(call, ready, method, {offSession, returnUrl: params.return_url ?? null}));
};

type Update = Parsed<typeof shared> & {readonly amount?: number; readonly currency?: string};

const update = (call: Call, intent: Intent, params: Update): Answer => {
	const {
		metadata: pairs,
		payment_method: methodId,
		shipping: delivery,
		payment_method_options: _options,
		currency: given,
		allowed_payment_method_types: allowed,
		...plain
	} = params;
	const onlyWords = Object.keys({
		...plain,
		...(methodId === undefined ? {} : {methodId}),
		...(given === undefined ? {} : {given}),
	}).every((name) => name === 'description');
	if (!onlyWords) allow(intent, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'update');
	const currency = checkedCurrency(given ?? intent.object.currency);
	const amount = params.amount ?? intent.object.amount;
	checkAmount(amount, currency);
	checkFee(call, params.application_fee_amount, amount);
	const customer = params.customer ?? idOf(intent.object.customer);
	if (params.customer !== undefined) liveCustomer(call, params.customer, 'customer');
	const method = methodId === undefined ? undefined : resolveMethod(call, methodId, 'payment_method');
	if (method) checkUsable(method, customer);
	const object = {
		...intent.object,
		...(plain as Partial<Stripe.PaymentIntent>),
		...(allowed === undefined ? {} : methodTypes(allowed)),
		currency,
		metadata: mergeMetadata(intent.object.metadata, pairs),
		...(delivery === undefined ? {} : {shipping: delivery as Stripe.PaymentIntent.Shipping | null}),
		...(method ? {payment_method: method.object.id, status: 'requires_confirmation' as const} : {}),
	};
	return answered(call.store.put({...intent, object}).object, did('payment_intent_update', object.id));
};
