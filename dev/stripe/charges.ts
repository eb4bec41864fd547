import type Stripe from 'stripe';
import {answered, type Call, demand, idOf} from './call.ts';
import type {Decline} from './cards.ts';
import {emit} from './events.ts';
import {newId} from './ids.ts';
import {text} from './params.ts';
import {listing, page, type Route, route} from './route.ts';
import type {Row} from './store.ts';

type Intent = Row<'payment_intent'>;
type Method = Row<'payment_method'>;

export const succeededCharge = (call: Call, intent: Intent, method: Method): Row<'charge'> =>
	record(call, method, 'charge.succeeded', {...blankCharge(call, intent, method), ...paid(intent.object.amount)});

export const pendingCharge = (call: Call, intent: Intent, method: Method): Row<'charge'> =>
	record(call, method, 'charge.pending', {
		...blankCharge(call, intent, method),
		status: 'pending',
		captured: true,
		amount_captured: intent.object.amount,
	});

export const failedCharge = (call: Call, intent: Intent, method: Method, decline: Decline): Row<'charge'> =>
	record(call, method, 'charge.failed', {
		...blankCharge(call, intent, method),
		status: 'failed',
		failure_code: decline.code,
		failure_message: decline.message,
		outcome: {
			advice_code: decline.adviceCode ?? null,
			network_advice_code: null,
			network_decline_code: null,
			network_status: decline.blocked ? 'not_sent_to_network' : 'declined_by_network',
			reason: decline.blocked ? 'highest_risk_level' : decline.declineCode,
			risk_level: decline.blocked ? 'highest' : 'normal',
			seller_message: decline.blocked
				? 'Stripe blocked this payment as too risky.'
				: 'The bank did not return any further details with this decline.',
			type: decline.blocked ? 'blocked' : 'issuer_declined',
		},
	});

/** A pending charge ends. */
export const settleCharge = (call: Call, id: string, succeeds: boolean): Row<'charge'> => {
	const row = demand(call, 'charge', id);
	const failed = {
		status: 'failed',
		captured: false,
		amount_captured: 0,
		failure_code: 'insufficient_funds',
		failure_message: 'The account has insufficient funds.',
	} as const;
	const settled = call.store.put({...row, object: {...row.object, ...(succeeds ? paid(row.object.amount) : failed)}});
	emit(call, succeeds ? 'charge.succeeded' : 'charge.failed', settled.object);
	return settled;
};

export const chargeRoutes: readonly Route[] = [
	route(
		'GET',
		'/v1/charges',
		{...listing, customer: text, payment_intent: text},
		(call, {customer, payment_intent, created, ...paged}) =>
			page(call, 'charge', '/v1/charges', paged, {created, where: {customer, payment_intent}}),
	),
	route('GET', '/v1/charges/:id', {}, (call, _params, id) => answered(demand(call, 'charge', id).object)),
];

const record = (
	call: Call,
	method: Method,
	type: 'charge.failed' | 'charge.pending' | 'charge.succeeded',
	object: Stripe.Charge,
): Row<'charge'> => {
	const row = call.store.put({
		kind: 'charge',
		account: call.account,
		object,
		hidden: {card: method.hidden.card},
		dueAt: null,
	});
	emit(call, type, object);
	return row;
};

const paid = (amount: number) =>
	({
		status: 'succeeded',
		paid: true,
		captured: true,
		amount_captured: amount,
		outcome: {
			advice_code: null,
			network_advice_code: null,
			network_decline_code: null,
			network_status: 'approved_by_network',
			reason: null,
			risk_level: 'normal',
			seller_message: 'Payment complete.',
			type: 'authorized',
		},
	}) satisfies Partial<Stripe.Charge>;

const blankCharge = (call: Call, {object: intent}: Intent, {object: method}: Method) =>
	({
		id: newId('ch'),
		object: 'charge',
		amount: intent.amount,
		amount_captured: 0,
		amount_refunded: 0,
		application: null,
		application_fee: null,
		application_fee_amount: intent.application_fee_amount,
		balance_transaction: null,
		billing_details: method.billing_details,
		calculated_statement_descriptor: intent.statement_descriptor,
		captured: false,
		created: call.at,
		currency: intent.currency,
		customer: idOf(intent.customer),
		description: intent.description,
		disputed: false,
		failure_balance_transaction: null,
		failure_code: null,
		failure_message: null,
		fraud_details: {},
		livemode: false,
		metadata: intent.metadata,
		on_behalf_of: null,
		outcome: null,
		paid: false,
		payment_intent: intent.id,
		payment_method: method.id,
		payment_method_details: methodDetails(method),
		receipt_email: intent.receipt_email,
		receipt_number: null,
		receipt_url: null,
		refunded: false,
		review: null,
		shipping: null,
		source: null,
		source_transfer: null,
		statement_descriptor: intent.statement_descriptor,
		statement_descriptor_suffix: intent.statement_descriptor_suffix,
		status: 'failed',
		transfer_data: null,
		transfer_group: intent.transfer_group,
	}) satisfies Stripe.Charge;

const methodDetails = ({
	type,
	card,
	sepa_debit: sepa,
	us_bank_account: bank,
}: Stripe.PaymentMethod): Stripe.Charge.PaymentMethodDetails => ({
	type,
	...(card ? {card: cardDetails(card)} : {}),
	...(sepa
		? {
				sepa_debit: {
					bank_code: sepa.bank_code,
					branch_code: sepa.branch_code,
					country: sepa.country,
					fingerprint: sepa.fingerprint,
					last4: sepa.last4,
					mandate: null,
				},
			}
		: {}),
	...(bank
		? {
				us_bank_account: {
					account_holder_type: bank.account_holder_type,
					account_type: bank.account_type,
					bank_name: bank.bank_name,
					fingerprint: bank.fingerprint,
					last4: bank.last4,
					payment_reference: null,
					routing_number: bank.routing_number,
				},
			}
		: {}),
});

const cardDetails = (card: Stripe.PaymentMethod.Card) =>
	({
		amount_authorized: null,
		authorization_code: null,
		brand: card.brand,
		checks: {address_line1_check: null, address_postal_code_check: null, cvc_check: null},
		country: card.country,
		electronic_commerce_indicator: null,
		exp_month: card.exp_month,
		exp_year: card.exp_year,
		fingerprint: card.fingerprint,
		funding: card.funding,
		installments: null,
		last4: card.last4,
		mandate: null,
		network: card.brand,
		network_transaction_id: null,
		regulated_status: 'unregulated',
		three_d_secure: null,
		transaction_link_id: null,
		wallet: null,
	}) satisfies Stripe.Charge.PaymentMethodDetails.Card;
