import type {Call} from './call.ts';
import {findCard} from './cards.ts';
import {settleIntent} from './charging.ts';
import {expireSession} from './checkout.ts';
import {settleSession} from './checkout-form.ts';
import {loseDispute, openDispute} from './disputes.ts';
import {writeMovement} from './log.ts';
import {renew} from './payment-methods.ts';
import {settleRefund} from './refunds.ts';
import type {Store} from './store.ts';

/** Lets everything happen that is due at `at` (seconds), oldest first; each in a transaction of its own. Answers how much it was. */
export const letTimePass = (store: Store, at: number, callFor: (account: string) => Call): number => {
	let count = 0;
	for (let due = store.due(at); due.length > 0; due = store.due(at)) {
		for (const {kind, id} of due) store.transaction(() => settle(store, kind, id, callFor));
		count += due.length;
	}
	return count;
};

const settle = (store: Store, kind: string, id: string, callFor: (account: string) => Call): void => {
	switch (kind) {
		case 'payment_intent':
			settlePayment(store, id, callFor);
			break;
		case 'charge':
			returnCharge(store, id, callFor);
			break;
		case 'dispute': {
			const dispute = store.find('dispute', id);
			if (dispute) loseDispute(callFor(dispute.account), dispute);
			break;
		}
		case 'refund': {
			const refund = store.find('refund', id);
			if (refund) settleRefund(callFor(refund.account), refund);
			break;
		}
		case 'session': {
			const session = store.find('session', id);
			if (session) expireSession(callFor(session.account), session);
			break;
		}
		case 'payment_method': {
			const method = store.find('payment_method', id);
			if (method) renew(callFor(method.account), method);
			break;
		}
		default:
			throw new Error(`Nothing is ever due for a ${kind}`);
	}
};

const settlePayment = (store: Store, id: string, callFor: (account: string) => Call): void => {
	const intent = store.find('payment_intent', id);
	if (!intent) return;
	const call = callFor(intent.account);
	const {intent: settled, effect} = settleIntent(call, intent);
	const session = store.get('session', intent.account, settled.hidden.session ?? '');
	if (session) settleSession(call, session, settled.object.status === 'succeeded');
	writeMovement(call, `/v1/payment_intents/${id}`, effect);
};

/** A payment that its payer takes back later; one that was refunded meanwhile is left alone. */
const returnCharge = (store: Store, id: string, callFor: (account: string) => Call): void => {
	const charge = store.find('charge', id);
	if (!charge) return;
	const reason = findCard(charge.hidden.card)?.disputed?.reason;
	if (reason && !charge.object.refunded) openDispute(callFor(charge.account), charge, reason);
	else store.put({...charge, dueAt: null});
};
