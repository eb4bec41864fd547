import type Stripe from 'stripe';
import {answered, type Call, demand, did, type Effect, idOf} from './call.ts';
import type {TestCard} from './cards.ts';
import {badParam} from './errors.ts';
import {emit} from './events.ts';
import {newId} from './ids.ts';
import {writeMovement} from './log.ts';
import {bool, fields, mergeMetadata, metadata, text} from './params.ts';
import {listing, page, type Route, route} from './route.ts';
import type {Row} from './store.ts';

type Dispute = Row<'dispute'>;
const answerSeconds = 9 * 86_400;

/** The evidence a test answers with decides, as in Stripe: `winning_evidence` or `losing_evidence`. */
const evidence = fields({
	uncategorized_text: text,
	product_description: text,
	customer_name: text,
	customer_email_address: text,
});

export const disputeRoutes: readonly Route[] = [
	route('GET', '/v1/disputes', {...listing, charge: text, payment_intent: text}, (call, params) => {
		const {charge, payment_intent, created, ...paged} = params;
		return page(call, 'dispute', '/v1/disputes', paged, {created, where: {charge, payment_intent}});
	}),
	route('GET', '/v1/disputes/:id', {}, (call, _params, id) => answered(demand(call, 'dispute', id).object)),
	route('POST', '/v1/disputes/:id', {evidence, metadata, submit: bool}, (call, params, id) => {
		const dispute = openOnly(demand(call, 'dispute', id));
		const given = {...dispute.object.evidence, ...params.evidence} as Stripe.Dispute.Evidence;
		const changed = {
			...dispute.object,
			evidence: given,
			metadata: mergeMetadata(dispute.object.metadata, params.metadata),
		};
		const moved = {...dispute, object: changed};
		const {object} = params.evidence && params.submit !== false ? submit(call, moved) : update(call, moved);
		return answered(object, effectOf(object));
	}),
	route('POST', '/v1/disputes/:id/close', {}, (call, _params, id) => {
		const {object} = closeDispute(call, openOnly(demand(call, 'dispute', id)), 'lost');
		return answered(object, effectOf(object));
	}),
];

/** The payer takes the payment back through the bank. A bank debit comes back for good; a card's owner can still be answered. */
export const openDispute = (
	call: Call,
	paid: Row<'charge'>,
	reason: NonNullable<TestCard['disputed']>['reason'],
): void => {
	const final = paid.object.payment_method_details?.type !== 'card';
	const object = disputeObject(call, paid.object, reason);
	const charge = call.store.put({...paid, object: {...paid.object, disputed: true}, dueAt: null});
	const dispute = call.store.put({
		kind: 'dispute',
		account: call.account,
		object,
		hidden: {},
		dueAt: object.evidence_details.due_by,
	});
	emit(call, 'charge.dispute.created', object);
	emit(call, 'charge.dispute.funds_withdrawn', object);
	emit(call, 'charge.updated', charge.object, {disputed: false});
	writeMovement(call, `/v1/disputes/${object.id}`, {
		effect: 'dispute',
		objectId: object.id,
		amount: object.amount,
		currency: object.currency,
	});
	if (final) loseDispute(call, dispute);
};

/** A dispute ends; won, the money comes back. */
const closeDispute = (call: Call, dispute: Dispute, status: 'lost' | 'won'): Dispute => {
	const object: Stripe.Dispute = {...dispute.object, status};
	const row = call.store.put({...dispute, object, dueAt: null});
	emit(call, 'charge.dispute.closed', object);
	if (status === 'won') emit(call, 'charge.dispute.funds_reinstated', object);
	return row;
};

/** A dispute that nobody answered in time is lost. */
export const loseDispute = (call: Call, dispute: Dispute): void => {
	const {object} = closeDispute(call, dispute, 'lost');
	writeMovement(call, `/v1/disputes/${object.id}`, effectOf(object));
};

const submit = (call: Call, dispute: Dispute): Dispute => {
	const details = {
		...dispute.object.evidence_details,
		has_evidence: true,
		submission_count: 1,
		submission_method: 'manual' as const,
	};
	const sent = update(call, {
		...dispute,
		object: {...dispute.object, status: 'under_review', evidence_details: details},
		dueAt: null,
	});
	const said = sent.object.evidence.uncategorized_text;
	if (said === 'winning_evidence') return closeDispute(call, sent, 'won');
	return said === 'losing_evidence' ? closeDispute(call, sent, 'lost') : sent;
};

const update = (call: Call, dispute: Dispute): Dispute => {
	const row = call.store.put(dispute);
	emit(call, 'charge.dispute.updated', row.object);
	return row;
};

/** What became of the money, for the log. */
const effectOf = ({id, status, amount, currency}: Stripe.Dispute): Effect =>
	status === 'won' || status === 'lost'
		? {effect: `dispute_${status}`, objectId: id, amount, currency}
		: did('dispute_update', id);

const openOnly = (dispute: Dispute): Dispute => {
	if (dispute.object.status === 'needs_response') return dispute;
	throw badParam(undefined, `This dispute is already ${dispute.object.status}.`, 'dispute');
};

const blankEvidence = Object.fromEntries(
	`access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal customer_communication
	customer_email_address customer_name customer_purchase_ip customer_signature duplicate_charge_documentation duplicate_charge_explanation
	duplicate_charge_id product_description receipt refund_policy refund_policy_disclosure refund_refusal_explanation service_date
	service_documentation shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number uncategorized_file
	uncategorized_text`
		.split(/\s+/)
		.map((name) => [name, null]),
);

const disputeObject = ({at}: Call, charge: Stripe.Charge, reason: string) =>
	({
		id: newId('dp'),
		object: 'dispute',
		amount: charge.amount - charge.amount_refunded,
		balance_transactions: [],
		charge: charge.id,
		created: at,
		currency: charge.currency,
		enhanced_eligibility_types: [],
		evidence: {...blankEvidence, enhanced_evidence: {}} as Stripe.Dispute.Evidence,
		evidence_details: {
			due_by: at + answerSeconds,
			enhanced_eligibility: {},
			has_evidence: false,
			past_due: false,
			submission_count: 0,
			submission_method: 'not_submitted',
		},
		intended_submission_method: null,
		is_charge_refundable: false,
		livemode: false,
		metadata: {},
		payment_intent: idOf(charge.payment_intent),
		reason,
		status: 'needs_response',
	}) satisfies Stripe.Dispute;
