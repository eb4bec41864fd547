import type {ProviderEventMessage} from '../../schemas/provider-event.ts';
import {transact} from '../commit.ts';
import {invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {World} from '../world.ts';
import {withRefundAsked} from './core/refund.ts';
import {settleRefund} from './settle-refund.ts';
import {paymentPath, paymentWrite, readPayment} from './store.ts';

type Named = {readonly account: string; readonly payment: string; readonly refund: string};

/** A refund told of by webhook: what became of it is asked anew. One on another connected account is none of ours. */
export const recordRefund = async (world: World, {on, metadata}: ProviderEventMessage): Promise<void> => {
	const {account, payment, refund} = metadata;
	if (account === undefined || payment === undefined || refund === undefined) return;
	const read = await readPayment(world.db, account, payment);
	if (read?.document.provider?.on !== on) return;
	try {
		await settleRefund(world, paymentPath(account, payment), refund);
	} catch (failure) {
		if (!(failure instanceof Outage)) throw failure;
		await askLater(world, {account, payment, refund});
	}
};

/** The provider may be away for longer than a message is tried; the step is tried until it is done. */
const askLater = async (world: World, {account, payment, refund}: Named): Promise<void> => {
	await transact(world, async () => {
		const read = await readPayment(world.db, account, payment);
		invariant(read, 'a payment never goes away');
		const asked = withRefundAsked(read.document, refund, await nowOf(world, read.stored));
		if (asked === read.document) return ok({writes: [], answer: {}});
		return ok({writes: [paymentWrite({...asked, version: read.document.version + 1}, read)], answer: {}});
	});
};
