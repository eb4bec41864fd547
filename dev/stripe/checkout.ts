import type Stripe from 'stripe';
import {answered, type Call, demand, did, idOf, liveCustomer} from './call.ts';
import {lineTotal, readLines} from './checkout-lines.ts';
import {type CreateSession, checkAddresses, sessionObject, sessionShape} from './checkout-session.ts';
import {checkAmount, checkedCurrency} from './currencies.ts';
import {badParam, missingParam} from './errors.ts';
import {emit} from './events.ts';
import {oneOf, paging, text} from './params.ts';
import {cancelIntent} from './payment-intents.ts';
import {listing, page, type Route, route} from './route.ts';
import {cancelSetup, createSetup} from './setup-intents.ts';
import type {Row} from './store.ts';

type Session = Row<'session'>;
const daySeconds = 86_400;
const leastSeconds = 30 * 60;

export const checkoutRoutes: readonly Route[] = [
	route('POST', '/v1/checkout/sessions', sessionShape, (call, params) => {
		const {object} = createSession(call, params);
		return answered(object, {
			...did('checkout_session', object.id),
			amount: object.amount_total,
			currency: object.currency,
		});
	}),
	route(
		'GET',
		'/v1/checkout/sessions',
		{...listing, customer: text, payment_intent: text, status: oneOf('complete', 'expired', 'open')},
		(call, {customer, payment_intent, status, created, ...paged}) =>
			page(call, 'session', '/v1/checkout/sessions', paged, {created, where: {customer, payment_intent, status}}),
	),
	route('GET', '/v1/checkout/sessions/:id', {}, (call, _params, id) => answered(demand(call, 'session', id).object)),
	route('GET', '/v1/checkout/sessions/:id/line_items', paging, (call, _params, id) => {
		const {lines} = demand(call, 'session', id).hidden;
		return answered({object: 'list', url: `/v1/checkout/sessions/${id}/line_items`, has_more: false, data: lines});
	}),
	route('POST', '/v1/checkout/sessions/:id/expire', {}, (call, _params, id) => {
		const session = demand(call, 'session', id);
		if (session.object.status !== 'open')
			throw badParam(
				undefined,
				`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.object.status}.`,
				'session',
			);
		return answered(expireSession(call, session).object, did('expire', id));
	}),
];

/** Ends an open session: nobody can pay through it any more, and what it had begun is canceled. */
export const expireSession = (call: Call, session: Session): Session => {
	const intent = call.store.get('payment_intent', call.account, idOf(session.object.payment_intent) ?? '');
	const setup = call.store.get('setup_intent', call.account, idOf(session.object.setup_intent) ?? '');
	if (intent) cancelIntent(call, intent, 'automatic');
	if (setup) cancelSetup(call, setup, 'abandoned');
	const row = call.store.put({...session, object: {...session.object, status: 'expired', url: null}, dueAt: null});
	emit(call, 'checkout.session.expired', row.object);
	return row;
};

const createSession = (call: Call, params: CreateSession): Session => {
	const mode = params.mode;
	checkMode(params);
	checkAddresses(params);
	if (params.customer !== undefined) liveCustomer(call, params.customer, 'customer');
	const lines = mode === 'payment' ? readLines(call, params.line_items ?? []) : [];
	const currency = lines[0]?.currency ?? (params.currency === undefined ? null : checkedCurrency(params.currency));
	const total = lineTotal(lines);
	if (mode === 'payment' && total > 0) checkAmount(total, currency ?? '', 'line_items');
	const blank = sessionObject(call, params, {currency, total, expiresAt: expiry(call, params.expires_at)});
	const setup = mode === 'setup' ? setupOf(call, params, blank.id) : null;
	const object: Stripe.Checkout.Session = {...blank, setup_intent: setup};
	const intent = params.payment_intent_data ?? {};
	return call.store.put({
		kind: 'session',
		account: call.account,
		object,
		hidden: {lines, methods: {}, intent, reason: null},
		dueAt: object.expires_at,
	});
};

const checkMode = ({
	mode,
	line_items: lines,
	currency,
	allowed_payment_method_types: types,
	payment_intent_data: intent,
	setup_intent_data: setup,
}: CreateSession): void => {
	if (mode === 'payment' && (lines ?? []).length === 0) throw missingParam('line_items');
	if (mode === 'payment' && setup)
		throw badParam(undefined, 'You can not pass `setup_intent_data` in `payment` mode.', 'setup_intent_data');
	if (mode === 'setup' && lines)
		throw badParam(undefined, 'You can not pass `line_items` in `setup` mode.', 'line_items');
	if (mode === 'setup' && intent)
		throw badParam(undefined, 'You can not pass `payment_intent_data` in `setup` mode.', 'payment_intent_data');
	if (mode === 'setup' && currency === undefined && types === undefined)
		throw badParam(
			'parameter_missing',
			'In `setup` mode, you must provide `currency` when `allowed_payment_method_types` is not given.',
			'currency',
		);
};

const expiry = (call: Call, wanted: number | undefined): number => {
	if (wanted === undefined) return call.at + daySeconds;
	if (wanted < call.at + leastSeconds || wanted > call.at + daySeconds)
		throw badParam(
			undefined,
			'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
			'expires_at',
		);
	return wanted;
};

const setupOf = (call: Call, params: CreateSession, session: string): string =>
	createSetup(
		call,
		{
			customer: params.customer,
			allowed_payment_method_types: params.allowed_payment_method_types,
			description: params.setup_intent_data?.description,
			metadata: params.setup_intent_data?.metadata,
		},
		session,
	).object.id;
