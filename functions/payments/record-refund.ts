import type {ProviderEventMessage} from '../../schemas/provider-event.ts';
import type {World} from '../world.ts';
import {refundPayment} from './refund-payment.ts';
import {paymentPath} from './store.ts';

/** A refund told of by webhook: one that still waits for its answer is asked for again under its key; a booked one is no news. */
export const recordRefund = async (world: World, {metadata}: ProviderEventMessage): Promise<void> => {
	const {account, payment} = metadata;
	if (account === undefined || payment === undefined) return;
	await refundPayment(world)({path: paymentPath(account, payment), step: 'payment.refund'});
};
