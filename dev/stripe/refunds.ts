import type Stripe from 'stripe';
import {answered, type Call, demand, idOf} from './call.ts';
import {findCard} from './cards.ts';
import {settleSeconds} from './charging.ts';
import {checkStep, printAmount} from './currencies.ts';
import {badParam} from './errors.ts';
import {emit} from './events.ts';
import {newId} from './ids.ts';
import {bool, integer, mergeMetadata, metadata, oneOf, text} from './params.ts';
import {listing, page, type Route, route} from './route.ts';
import type {Row} from './store.ts';

const asking = {
	amount: integer,
	charge: text,
	metadata,
	payment_intent: text,
	reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
	refund_application_fee: bool,
};

export const refundRoutes: readonly Route[] = [
	route('POST', '/v1/refunds', asking, (call, params) => {
		const paid = chargeToRefund(call, params);
		const left = paid.object.amount - paid.object.amount_refunded;
		const amount = params.amount ?? left;
		checkRefund(paid.object, amount, left);
		const refund = createRefund(call, paid, {...params, amount});
		return answered(refund, {effect: 'refund', objectId: refund.id, amount, currency: refund.currency});
	}),
	route(
		'GET',
		'/v1/refunds',
		{...listing, charge: text, payment_intent: text},
		(call, {charge, payment_intent, created, ...paged}) =>
			page(call, 'refund', '/v1/refunds', paged, {created, where: {charge, payment_intent}}),
	),
	route('GET', '/v1/refunds/:id', {}, (call, _params, id) => answered(demand(call, 'refund', id).object)),
];

/** A refund that took days comes to its end; a failed one gives the amount back to the charge. */
export const settleRefund = (call: Call, refund: Row<'refund'>): void => {
	const failed = refund.hidden.settles === 'failed';
	const object: Stripe.Refund = {
		...refund.object,
		status: failed ? 'failed' : 'succeeded',
		...(failed ? {failure_reason: 'expired_or_canceled_card'} : {}),
	};
	call.store.put({...refund, object, hidden: {settles: null}, dueAt: null});
	if (failed) {
		const paid = demand(call, 'charge', idOf(object.charge) ?? '');
		const amountRefunded = paid.object.amount_refunded - object.amount;
		call.store.put({...paid, object: {...paid.object, amount_refunded: amountRefunded, refunded: false}});
		emit(call, 'refund.failed', object);
	}
	emit(call, 'refund.updated', object);
};

const chargeToRefund = (
	call: Call,
	params: {readonly charge?: string; readonly payment_intent?: string},
): Row<'charge'> => {
	if (params.charge !== undefined) return succeeded(demand(call, 'charge', params.charge, 'charge'));
	if (params.payment_intent === undefined)
		throw badParam(
			'parameter_missing',
			"One of the following params should be provided for this request: 'payment_intent' or 'charge'.",
			'payment_intent',
		);
	const intent = demand(call, 'payment_intent', params.payment_intent, 'payment_intent');
	const id = idOf(intent.object.latest_charge);
	if (id === null || intent.object.status !== 'succeeded')
		throw badParam(
			undefined,
			`This PaymentIntent (${intent.object.id}) does not have a successful charge to refund.`,
			'payment_intent',
		);
	return demand(call, 'charge', id);
};

const succeeded = (paid: Row<'charge'>): Row<'charge'> => {
	if (paid.object.status === 'succeeded') return paid;
	throw badParam(undefined, `Charge ${paid.object.id} has not been paid and cannot be refunded.`, 'charge');
};

const checkRefund = (paid: Stripe.Charge, amount: number, left: number): void => {
	if (paid.disputed)
		throw badParam('charge_disputed', `Charge ${paid.id} has been charged back; cannot issue a refund.`);
	if (left === 0) throw badParam('charge_already_refunded', `Charge ${paid.id} has already been refunded.`);
	if (amount < 1)
		throw badParam('parameter_invalid_integer', 'This value must be greater than or equal to 1.', 'amount');
	checkStep(amount, paid.currency);
	if (amount > left)
		throw badParam(
			'amount_too_large',
			`Refund amount (${printAmount(amount, paid.currency)}) is greater than unrefunded amount on charge (${printAmount(left, paid.currency)})`,
			'amount',
		);
};

type Asked = {
	readonly amount: number;
	readonly reason?: Stripe.Refund['reason'];
	readonly metadata?: Readonly<Record<string, string>> | null;
};

const createRefund = (
	call: Call,
	paid: Row<'charge'>,
	{amount, reason = null, metadata: pairs}: Asked,
): Stripe.Refund => {
	const how = findCard(paid.hidden.card)?.refunds ?? 'at_once';
	const object = {
		id: newId('re'),
		object: 'refund',
		amount,
		balance_transaction: null,
		charge: paid.object.id,
		created: call.at,
		currency: paid.object.currency,
		customer: idOf(paid.object.customer),
		customer_account: null,
		destination_details: {type: paid.object.payment_method_details?.type ?? 'card'},
		metadata: mergeMetadata(null, pairs),
		payment_intent: idOf(paid.object.payment_intent),
		payment_method: paid.object.payment_method,
		reason,
		receipt_number: null,
		source_transfer_reversal: null,
		status: how === 'later' ? 'pending' : 'succeeded',
		transfer_reversal: null,
	} satisfies Stripe.Refund;
	const settles = how === 'at_once' ? null : how === 'later' ? ('succeeded' as const) : ('failed' as const);
	call.store.put({
		kind: 'refund',
		account: call.account,
		object,
		hidden: {settles},
		dueAt: settles === null ? null : call.at + settleSeconds,
	});
	const amountRefunded = paid.object.amount_refunded + amount;
	const charged = call.store.put({
		...paid,
		object: {...paid.object, amount_refunded: amountRefunded, refunded: amountRefunded === paid.object.amount},
	});
	emit(call, 'refund.created', object);
	emit(call, 'charge.refunded', charged.object, {amount_refunded: paid.object.amount_refunded});
	if (how !== 'later') emit(call, 'refund.updated', object);
	return object;
};
