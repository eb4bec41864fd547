import {answered, type Call, demand, did, idOf, liveCustomer} from './call.ts';
import {findCard, type TestCard} from './cards.ts';
import {badParam, type ErrorFields, missingParam, refusal} from './errors.ts';
import {emit} from './events.ts';
import {newId} from './ids.ts';
import {methodObject} from './method-shape.ts';
import {needed, oneOf, paging, text} from './params.ts';
import {page, type Route, route} from './route.ts';
import type {Row} from './store.ts';

type Method = Row<'payment_method'>;
const daySeconds = 86_400;

/** The payment method of that id; a test card's name gives a fresh copy, as in Stripe. */
export const resolveMethod = (call: Call, idOrCard: string, param?: string): Method => {
	const card = findCard(idOrCard);
	return card ? copyOf(call, card) : demand(call, 'payment_method', idOrCard, param);
};

/** A new payment method that behaves like the test card. */
export const copyOf = (call: Call, card: TestCard): Method =>
	call.store.put({
		kind: 'payment_method',
		account: call.account,
		object: methodObject(newId('pm'), card, call.at),
		hidden: {card: card.name, attempts: 0, setUp: false, spent: false},
		dueAt: null,
	});

/** The test card that a payment method copies. */
export const cardOf = (method: Method): TestCard => {
	const card = findCard(method.hidden.card);
	if (!card) throw new Error(`No test card ${method.hidden.card}`);
	return card;
};

/** Refuses a payment method that this customer, or nobody, may use. */
export const checkUsable = (method: Method, customer: string | null): void => {
	const owner = idOf(method.object.customer);
	if (method.hidden.spent)
		throw badParam(
			undefined,
			'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
			'payment_method',
		);
	if (owner !== null && customer === null)
		throw badParam(
			undefined,
			'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
			'payment_method',
		);
	if (owner !== null && owner !== customer)
		throw badParam(
			undefined,
			`The PaymentMethod ${method.object.id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
			'payment_method',
		);
};

/** Gives the payment method to the customer; a bank that says no to saving it is a 402. */
export const attach = (call: Call, idOrCard: string, customer: string, param?: string): Method => {
	const method = resolveMethod(call, idOrCard, param);
	const {setup} = cardOf(method);
	if (setup.kind === 'decline') throw refusal(402, declineFields(setup.decline));
	checkUsable(method, customer);
	return own(call, method, customer);
};

/** The payment method as the customer's; nothing happens when it already is. */
export const own = (call: Call, method: Method, customer: string): Method => {
	if (idOf(method.object.customer) === customer) return method;
	const {renewsAfterDays} = cardOf(method);
	const dueAt = renewsAfterDays === undefined ? null : call.at + renewsAfterDays * daySeconds;
	const attached = call.store.put({...method, object: {...method.object, customer}, dueAt});
	emit(call, 'payment_method.attached', attached.object);
	return attached;
};

/** Takes it from its customer, for good. */
export const detach = (call: Call, method: Method): Method => {
	const customer = idOf(method.object.customer);
	const detached = call.store.put({
		...method,
		object: {...method.object, customer: null},
		hidden: {...method.hidden, spent: true},
		dueAt: null,
	});
	emit(call, 'payment_method.detached', detached.object, {customer});
	return detached;
};

/** The network renews the card: same id, new last digits and expiry. */
export const renew = (call: Call, method: Method): void => {
	const {card} = method.object;
	if (!card) return;
	const renewed = {...card, last4: '4343', exp_year: card.exp_year + 4};
	const row = call.store.put({...method, object: {...method.object, card: renewed}, dueAt: null});
	emit(call, 'payment_method.automatically_updated', row.object, {card: {last4: card.last4, exp_year: card.exp_year}});
};

export const declineFields = (decline: {
	readonly code: string;
	readonly declineCode: string;
	readonly message: string;
	readonly adviceCode?: string;
}): ErrorFields => ({
	type: 'card_error',
	code: decline.code,
	decline_code: decline.declineCode,
	message: decline.message,
	...(decline.adviceCode === undefined ? {} : {advice_code: decline.adviceCode}),
	...(paramOf[decline.code] === undefined ? {} : {param: paramOf[decline.code]}),
});
const paramOf: Readonly<Record<string, string>> = {expired_card: 'exp_month', incorrect_cvc: 'cvc'};

const listedTypes = oneOf('card', 'sepa_debit', 'us_bank_account', 'link', 'bacs_debit', 'au_becs_debit', 'acss_debit');

export const paymentMethodRoutes: readonly Route[] = [
	route(
		'GET',
		'/v1/payment_methods',
		{...paging, customer: text, type: listedTypes},
		(call, {customer, type, ...paged}) => {
			if (customer === undefined) throw missingParam('customer');
			liveCustomer(call, customer, 'customer');
			return page(call, 'payment_method', '/v1/payment_methods', paged, {where: {customer, type}});
		},
	),
	route(
		'GET',
		'/v1/customers/:id/payment_methods',
		{...paging, type: listedTypes},
		(call, {type, ...paged}, customer) => {
			liveCustomer(call, customer);
			return page(call, 'payment_method', `/v1/customers/${customer}/payment_methods`, paged, {
				where: {customer, type},
			});
		},
	),
	route('GET', '/v1/payment_methods/:id', {}, (call, _params, id) => answered(resolveMethod(call, id).object)),
	route('POST', '/v1/payment_methods/:id/attach', {customer: needed(text)}, (call, {customer}, id) => {
		liveCustomer(call, customer, 'customer');
		const {object} = attach(call, id, customer);
		return answered(object, did('attach', object.id));
	}),
	route('POST', '/v1/payment_methods/:id/detach', {}, (call, _params, id) => {
		const method = demand(call, 'payment_method', id);
		if (method.object.customer === null)
			throw badParam(
				undefined,
				'The payment method you provided is not attached to a customer so detachment is impossible.',
				'payment_method',
			);
		return answered(detach(call, method).object, did('detach', id));
	}),
];
