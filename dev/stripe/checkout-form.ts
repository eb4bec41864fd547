import type Stripe from 'stripe';
import {type Call, did, type Effect, idOf} from './call.ts';
import {findCard, type TestCard} from './cards.ts';
import {charge, finishChallenge, methodOf} from './charging.ts';
import {detailsOf} from './checkout-session.ts';
import {createCustomer} from './customers.ts';
import type {ErrorFields} from './errors.ts';
import {emit} from './events.ts';
import type {CreateIntent} from './intent-shape.ts';
import {createIntent} from './payment-intents.ts';
import {copyOf} from './payment-methods.ts';
import {finishSetupChallenge, setUp} from './setup-intents.ts';
import type {Row} from './store.ts';

type Session = Row<'session'>;
/** What the payer sees next. */
export type Next =
	| {readonly show: 'redirect'; readonly to: string; readonly effect: Effect | null}
	| {readonly show: 'page'; readonly session: Session; readonly status: number; readonly effect: Effect | null};

/** The checkout form as sent: a card picked, a challenge answered, or the way back. A finished session takes nothing any more. */
export const submitForm = (call: Call, session: Session, form: URLSearchParams): Next => {
	if (session.object.status === 'complete') return {show: 'redirect', to: successUrl(session.object), effect: null};
	if (session.object.status === 'expired') return {show: 'page', session, status: 410, effect: null};
	if (form.get('action') === 'cancel') return leave(session);
	const challenge = form.get('challenge');
	if (challenge === 'pass' || challenge === 'fail') return answerChallenge(call, session, challenge === 'pass');
	const card = findCard(form.get('card') ?? '');
	if (!card) return refuse(call, session, 'Pick one of the test cards.', 400);
	return tryCard(call, session, card);
};

/** Where the payer goes once all is done. */
export const successUrl = ({id, success_url: url}: Stripe.Checkout.Session): string =>
	(url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id);

/** A bank debit that a session sent has come to its end. */
export const settleSession = (call: Call, session: Session, paid: boolean): void => {
	const object = {...session.object, payment_status: paid ? 'paid' : 'unpaid'};
	call.store.put({...session, object});
	emit(call, paid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed', object);
};

const leave = (session: Session): Next =>
	session.object.cancel_url === null
		? {show: 'page', session, status: 200, effect: null}
		: {show: 'redirect', to: session.object.cancel_url, effect: null};

const tryCard = (call: Call, session: Session, card: TestCard): Next => {
	if (session.object.payment_status === 'no_payment_required' && session.object.mode === 'payment')
		return complete(call, session, 'no_payment_required', did('checkout', session.object.id));
	if (!session.object.payment_method_types.includes(card.face.type))
		return refuse(call, session, 'This way to pay is not offered here.', 400);
	const [known, method] = methodFor(call, withCustomer(call, session), card);
	return known.object.mode === 'setup' ? trySetup(call, known, method) : tryPayment(call, known, method);
};

const tryPayment = (call: Call, session: Session, method: Row<'payment_method'>): Next => {
	const [known, intent] = intentFor(call, session);
	return afterCharge(call, known, charge(call, intent, method, {offSession: false, returnUrl: known.object.url}));
};

const trySetup = (call: Call, session: Session, method: Row<'payment_method'>): Next => {
	const intent = call.store.get('setup_intent', call.account, idOf(session.object.setup_intent) ?? '');
	if (!intent) throw new Error(`${session.object.id} has no setup intent`);
	return afterSetup(call, session, setUp(call, intent, method, session.object.url));
};

/** The payer's bank said yes or no. Without a question open the page is shown again. */
const answerChallenge = (call: Call, session: Session, passed: boolean): Next => {
	const intent = call.store.get('payment_intent', call.account, idOf(session.object.payment_intent) ?? '');
	if (intent?.object.status === 'requires_action')
		return afterCharge(call, session, finishChallenge(call, intent, methodOf(call, intent), passed));
	const setup = call.store.get('setup_intent', call.account, idOf(session.object.setup_intent) ?? '');
	if (setup?.object.status === 'requires_action')
		return afterSetup(call, session, finishSetupChallenge(call, setup, methodOf(call, setup), passed));
	return {show: 'page', session, status: 200, effect: null};
};

type Outcome = {
	readonly intent: {readonly object: {readonly status: string}};
	readonly effect: Effect;
	readonly error?: ErrorFields;
};

const afterCharge = (call: Call, session: Session, {intent, effect, error}: Outcome): Next => {
	if (error) return {...refuse(call, session, error.message, 200), effect};
	if (intent.object.status === 'requires_action') return ask(session, effect);
	return complete(call, session, intent.object.status === 'succeeded' ? 'paid' : 'unpaid', effect);
};

const afterSetup = (call: Call, session: Session, {intent, effect, error}: Outcome): Next => {
	if (error) return {...refuse(call, session, error.message, 200), effect};
	return intent.object.status === 'requires_action'
		? ask(session, effect)
		: complete(call, session, 'no_payment_required', effect);
};

const ask = ({object}: Session, effect: Effect): Next => ({show: 'redirect', to: `${object.url}/challenge`, effect});

const refuse = (call: Call, session: Session, reason: string, status: number): Next => ({
	show: 'page',
	session: call.store.put({...session, hidden: {...session.hidden, reason}}),
	status,
	effect: null,
});

const complete = (
	call: Call,
	session: Session,
	paymentStatus: 'no_payment_required' | 'paid' | 'unpaid',
	effect: Effect,
): Next => {
	const customer = call.store.get('customer', call.account, idOf(session.object.customer) ?? '');
	const consents = session.object.consent_collection?.terms_of_service === 'required';
	const object: Stripe.Checkout.Session = {
		...session.object,
		status: 'complete',
		payment_status: paymentStatus,
		url: null,
		consent: session.object.consent_collection
			? {promotions: null, terms_of_service: consents ? 'accepted' : null}
			: null,
		customer_details: detailsOf(customer?.object.email ?? session.object.customer_email, customer?.object.name ?? null),
	};
	call.store.put({...session, object, hidden: {...session.hidden, reason: null}, dueAt: null});
	emit(call, 'checkout.session.completed', object);
	return {show: 'redirect', to: successUrl(object), effect};
};

/** The session with the customer it must have: Stripe makes one when it was told to, or to keep the card for later. */
const withCustomer = (call: Call, session: Session): Session => {
	const {customer, customer_creation: creation, customer_email: email} = session.object;
	const wanted =
		creation === 'always' || (creation === 'if_required' && session.hidden.intent.setup_future_usage !== undefined);
	if (customer !== null || !wanted) return session;
	const made = createCustomer(call, email === null ? {} : {email});
	return call.store.put({...session, object: {...session.object, customer: made.object.id}});
};

/** The session's copy of the card; trying the card again uses the same copy, so that it remembers. */
const methodFor = (call: Call, session: Session, card: TestCard): readonly [Session, Row<'payment_method'>] => {
	const known = call.store.get('payment_method', call.account, session.hidden.methods[card.name] ?? '');
	if (known) return [session, known];
	const made = copyOf(call, card);
	return [
		call.store.put({
			...session,
			hidden: {...session.hidden, methods: {...session.hidden.methods, [card.name]: made.object.id}},
		}),
		made,
	];
};

const intentFor = (call: Call, session: Session): readonly [Session, Row<'payment_intent'>] => {
	const known = call.store.get('payment_intent', call.account, idOf(session.object.payment_intent) ?? '');
	if (known) return [session, known];
	const customer = idOf(session.object.customer);
	const params: CreateIntent = {
		...session.hidden.intent,
		amount: session.object.amount_total ?? 0,
		currency: session.object.currency ?? '',
		...(session.object.allowed_payment_method_types === null
			? {}
			: {allowed_payment_method_types: session.object.allowed_payment_method_types}),
		...(customer === null ? {} : {customer}),
	};
	const made = createIntent(call, params, session.object.id);
	return [call.store.put({...session, object: {...session.object, payment_intent: made.object.id}}), made];
};
