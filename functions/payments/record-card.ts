import type {Instant} from '../../schemas/basics.ts';
import type {CustomerDocument} from '../../schemas/customer.ts';
import {isListening} from '../accounts/index.ts';
import {activityWrite} from '../activity.ts';
import {transact} from '../commit.ts';
import {customerPath, readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {derivedId} from '../kernel/ids.ts';
import {withSteps} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {publishNext} from '../publish.ts';
import type {CheckoutState} from '../world.ts';
import {isNewer, withCard} from './core/saved-card.ts';
import {rearmCharges} from './rearm-charges.ts';
import type {PaymentWorld} from './record-intent.ts';

type Saved = {readonly customer: CustomerDocument; readonly now: Instant};
const nothing = {writes: [], answer: {saved: null}};

/**
 * Keeps what names the card (brand, last four, expiry) and when who agreed to be charged; then charges that failed on
 * another card are tried again. Of several pages the one opened last counts; told twice, nothing changes.
 */
export const recordCard = async (world: PaymentWorld, on: string, session: CheckoutState): Promise<void> => {
	const {account, customer: customerId} = session.metadata;
	const {paymentMethodId, providerCustomerId, sessionId, createdAt: agreedAt} = session;
	if (account === undefined || customerId === undefined || paymentMethodId === null) return;
	const answered = await world.payments.getCard(on, paymentMethodId);
	const card = answered.ok ? answered.value : null;
	if (card === null) return;
	const done = await transact<{readonly saved: Saved | null}, never>(world, async () => {
		const read = await readCustomer(world.db, account, customerId);
		// Metadata can be written by whoever owns a connected account: the page must be the customer's own there.
		const isTheirs = read?.document.stripe.on === on && read.document.stripe.customerId === providerCustomerId;
		if (read === undefined || !isTheirs) return ok(nothing);
		const now = await nowOf(world, read.stored);
		const isCurrent = read.document.stripe.paymentMethodId === paymentMethodId;
		if (!isNewer(read.document, {sessionId, agreedAt}))
			return ok(isCurrent ? {writes: [], answer: {saved: {customer: read.document, now}}} : nothing);
		const kept = withCard(read.document, {paymentMethodId, card, sessionId, agreedAt, now});
		const customer = (await isListening(world.db, account))
			? withSteps(kept, {step: 'customer.notify', at: now, kind: 'customer.card_updated'})
			: kept;
		const entry = activityWrite(account, derivedId('act', sessionId), now, {
			actor: {type: 'payer', id: null},
			action: 'customer.card_saved',
			objects: [{type: 'customer', id: customerId}],
		});
		return ok({writes: [updateCustomerWrite(read, customer), entry], answer: {saved: {customer, now}}});
	});
	if (!done.ok || done.value.saved === null) return;
	const {customer, now} = done.value.saved;
	await publishNext(world.bus, [{path: customerPath(account, customerId), pending: customer.pending}], now);
	await rearmCharges(world, customer, now);
};
