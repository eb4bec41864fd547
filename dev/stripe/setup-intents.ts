import type Stripe from 'stripe';
import {type Answer, answered, type Call, demand, did, type Effect, idOf, liveCustomer} from './call.ts';
import type {Decline} from './cards.ts';
import {methodOf, nextAction, notAuthenticated} from './charging.ts';
import {badParam, type ErrorFields, errorBody} from './errors.ts';
import {emit} from './events.ts';
import {methodTypes} from './method-shape.ts';
import {oneOf, type Parsed, text} from './params.ts';
import {cardOf, checkUsable, declineFields, own, resolveMethod} from './payment-methods.ts';
import {listing, page, type Route, route} from './route.ts';
import {type CreateSetup, confirming, creating, setupObject} from './setup-shape.ts';
import type {Row} from './store.ts';

type Intent = Row<'setup_intent'>;
type Method = Row<'payment_method'>;
/** The intent after an attempt to set a payment method up; `error` when it failed. */
export type SetUp = {readonly intent: Intent; readonly effect: Effect; readonly error?: ErrorFields};

const startable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export const setupIntentRoutes: readonly Route[] = [
	route('POST', '/v1/setup_intents', creating, (call, params) => {
		const intent = createSetup(call, params, null);
		return params.confirm
			? confirm(call, intent, {...params, payment_method: undefined})
			: answered(intent.object, did('setup_intent', intent.object.id));
	}),
	route(
		'GET',
		'/v1/setup_intents',
		{...listing, customer: text, payment_method: text},
		(call, {customer, payment_method, created, ...paged}) =>
			page(call, 'setup_intent', '/v1/setup_intents', paged, {created, where: {customer, payment_method}}),
	),
	route('GET', '/v1/setup_intents/:id', {client_secret: text}, (call, _params, id) =>
		answered(demand(call, 'setup_intent', id).object),
	),
	route('POST', '/v1/setup_intents/:id/confirm', confirming, (call, params, id) =>
		confirm(call, demand(call, 'setup_intent', id), params),
	),
	route(
		'POST',
		'/v1/setup_intents/:id/cancel',
		{cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer')},
		(call, {cancellation_reason: reason = null}, id) => {
			const intent = demand(call, 'setup_intent', id);
			refuseCheckouts(call, intent);
			allow(intent);
			return answered(cancelSetup(call, intent, reason).object, did('cancel', id));
		},
	),
];

/** A new setup intent. `session`: the checkout session it is for. */
export const createSetup = (call: Call, params: CreateSetup, session: string | null): Intent => {
	if (params.customer !== undefined) liveCustomer(call, params.customer, 'customer');
	const method =
		params.payment_method === undefined ? undefined : resolveMethod(call, params.payment_method, 'payment_method');
	if (method) checkUsable(method, params.customer ?? null);
	const status = method ? 'requires_confirmation' : 'requires_payment_method';
	const object: Stripe.SetupIntent = {...setupObject(call, params), payment_method: method?.object.id ?? null, status};
	const row = call.store.put<'setup_intent'>({
		kind: 'setup_intent',
		account: call.account,
		object,
		hidden: {session, challenge: null},
		dueAt: null,
	});
	emit(call, 'setup_intent.created', object);
	return row;
};

/** Ends a setup intent that has set nothing up. */
export const cancelSetup = (call: Call, intent: Intent, reason: string | null): Intent => {
	const object: Stripe.SetupIntent = {
		...intent.object,
		status: 'canceled',
		cancellation_reason: reason,
		next_action: null,
	};
	const row = call.store.put({...intent, object, hidden: {...intent.hidden, challenge: null}});
	emit(call, 'setup_intent.canceled', object);
	return row;
};

/** Tries to set the payment method up for later charges. */
export const setUp = (call: Call, intent: Intent, method: Method, returnUrl: string | null): SetUp => {
	const {setup} = cardOf(method);
	if (setup.kind === 'decline') return decline(call, intent, method, setup.decline);
	if (setup.kind !== 'challenge') return succeed(call, intent, method);
	const object: Stripe.SetupIntent = {
		...intent.object,
		status: 'requires_action',
		payment_method: method.object.id,
		last_setup_error: null,
		next_action: nextAction(call, intent.object.id, returnUrl),
	};
	const row = call.store.put({
		...intent,
		object,
		hidden: {...intent.hidden, challenge: {after: setup.after, returnUrl}},
	});
	emit(call, 'setup_intent.requires_action', object);
	return {intent: row, effect: did('requires_action', object.id)};
};

/** The payer's bank has been asked; `passed` is what it said. */
export const finishSetupChallenge = (call: Call, intent: Intent, method: Method, passed: boolean): SetUp => {
	const answeredIntent = {...intent, hidden: {...intent.hidden, challenge: null}};
	if (passed) return succeed(call, answeredIntent, method);
	return fail(call, answeredIntent, method, notAuthenticated('setup_intent_authentication_failure'));
};

const confirm = (call: Call, intent: Intent, params: Parsed<typeof confirming>): Answer => {
	refuseCheckouts(call, intent);
	allow(intent);
	const named = params.payment_method ?? idOf(intent.object.payment_method);
	if (named === null)
		throw badParam(
			'setup_intent_unexpected_state',
			"You cannot confirm this SetupIntent because it's missing a payment method.",
			undefined,
			{setup_intent: intent.object},
		);
	const method =
		params.payment_method === undefined
			? methodOf(call, intent)
			: resolveMethod(call, params.payment_method, 'payment_method');
	checkUsable(method, idOf(intent.object.customer));
	const narrowed = {
		...intent,
		object: {
			...intent.object,
			...methodTypes(params.allowed_payment_method_types ?? intent.object.allowed_payment_method_types),
		},
	};
	if (!narrowed.object.payment_method_types.includes(method.object.type))
		throw badParam(
			undefined,
			`The PaymentMethod provided (${method.object.type}) is not allowed for this SetupIntent.`,
			'payment_method',
		);
	const {intent: moved, effect, error} = setUp(call, narrowed, method, params.return_url ?? null);
	return {status: error ? 402 : 200, body: error ? errorBody(error) : moved.object, effect};
};

const succeed = (call: Call, intent: Intent, method: Method): SetUp => {
	const customer = idOf(intent.object.customer);
	const owned = customer === null ? method : own(call, method, customer);
	call.store.put({...owned, hidden: {...owned.hidden, setUp: true}});
	const object: Stripe.SetupIntent = {
		...intent.object,
		status: 'succeeded',
		payment_method: method.object.id,
		last_setup_error: null,
		next_action: null,
	};
	const row = call.store.put({...intent, object});
	emit(call, 'setup_intent.succeeded', object);
	return {intent: row, effect: did('setup', object.id)};
};

const decline = (call: Call, intent: Intent, method: Method, reason: Decline): SetUp =>
	fail(call, intent, method, declineFields(reason));

const fail = (call: Call, intent: Intent, method: Method, error: ErrorFields): SetUp => {
	const object: Stripe.SetupIntent = {
		...intent.object,
		status: 'requires_payment_method',
		payment_method: null,
		next_action: null,
		last_setup_error: {...error, payment_method: method.object} as Stripe.SetupIntent.LastSetupError,
	};
	const row = call.store.put({...intent, object});
	emit(call, 'setup_intent.setup_failed', object);
	return {
		intent: row,
		effect: did('decline', object.id),
		error: {...error, setup_intent: object, payment_method: method.object},
	};
};

const allow = ({object}: Intent): void => {
	if (startable.includes(object.status)) return;
	throw badParam(
		'setup_intent_unexpected_state',
		`This SetupIntent has a status of ${object.status}. Only one of these statuses allows this: ${startable.join(', ')}.`,
		undefined,
		{
			setup_intent: object,
		},
	);
};

const refuseCheckouts = (call: Call, {hidden, object}: Intent): void => {
	const session = hidden.session === null ? undefined : call.store.get('session', call.account, hidden.session);
	if (session?.object.status === 'open')
		throw badParam(
			'setup_intent_unexpected_state',
			'This SetupIntent was created by Checkout. Expire the Checkout Session instead.',
			undefined,
			{setup_intent: object},
		);
};
