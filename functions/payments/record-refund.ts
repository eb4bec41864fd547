import type {ProviderEventMessage} from '../../schemas/provider-event.ts';
import {transact} from '../commit.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {World} from '../world.ts';
import {withRefundAsked} from './core/refund.ts';
import {settleRefund} from './settle-refund.ts';
import {paymentPath, paymentWrite, readPayment} from './store.ts';

/**
 * A refund told of by webhook: what became of it is asked anew. One on another connected account is none of ours. The
 * question is written down first: a provider that is away longer than the message is tried must not make it forgotten.
 */
export const recordRefund = async (world: World, {on, metadata}: ProviderEventMessage): Promise<void> => {
	const {account, payment, refund} = metadata;
	if (account === undefined || payment === undefined || refund === undefined) return;
	const planned = await transact<{readonly isOurs: boolean}, never>(world, async () => {
		const read = await readPayment(world.db, account, payment);
		if (read?.document.provider?.on !== on) return ok({writes: [], answer: {isOurs: false}});
		const asked = withRefundAsked(read.document, refund, await nowOf(world, read.stored));
		const isPlanned = asked === read.document;
		const next = {...asked, version: read.document.version + 1};
		return ok({writes: isPlanned ? [] : [paymentWrite(next, read)], answer: {isOurs: true}});
	});
	if (planned.ok && planned.value.isOurs) await settleRefund(world, paymentPath(account, payment), refund);
};
