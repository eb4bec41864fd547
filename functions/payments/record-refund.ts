import type {ProviderEventMessage} from '../../schemas/provider-event.ts';
import type {World} from '../world.ts';
import {settleRefund} from './settle-refund.ts';
import {paymentPath, readPayment} from './store.ts';

/** A refund told of by webhook: what became of it is asked anew. One on another connected account is none of ours. */
export const recordRefund = async (world: World, {on, metadata}: ProviderEventMessage): Promise<void> => {
	const {account, payment, refund} = metadata;
	if (account === undefined || payment === undefined || refund === undefined) return;
	const read = await readPayment(world.db, account, payment);
	if (read?.document.provider?.on !== on) return;
	await settleRefund(world, paymentPath(account, payment), refund);
};
