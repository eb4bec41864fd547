import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {ok, type Refusal, type Result, refuse} from '../kernel/result.ts';
import type {CheckoutState, World} from '../world.ts';
import type {Command} from './command.ts';
import {isPageOpen, withoutPage} from './core/lifecycle.ts';
import {asInvoice, invoicePath, readInvoice, updateInvoiceWrite} from './store.ts';

type PageWorld = Pick<World, 'db' | 'ids' | 'payments'>;

/**
 * Runs an act that changes what invoices owe. Where a payment page is open the act answers `page_open` once everything
 * else allows it; the page is closed and the act runs again, so that nobody pays what is no longer owed. A payer who was
 * faster wins: the payment is looked up at once, and this act is refused as `charge_in_flight`.
 */
export const withPagesClosed = async <Done, Code extends string>(
	{world, account}: Pick<Command, 'world' | 'account'>,
	invoiceIds: readonly string[],
	act: () => Promise<Result<Done, Code | 'page_open'>>,
): Promise<Result<Done, Exclude<Code, 'page_open'> | 'charge_in_flight'>> => {
	const first = known(await act());
	if (first !== 'page_open') return first;
	for (const id of invoiceIds) {
		const read = await readInvoice(world.db, account.id, id);
		if (read !== undefined) await closeOrTell(world, read.document);
	}
	const second = known(await act());
	return second === 'page_open' ? refuse('charge_in_flight', 'The customer is paying at this moment.') : second;
};

const known = <Done, Code extends string>(
	done: Result<Done, Code | 'page_open'>,
): Result<Done, Exclude<Code, 'page_open'>> | 'page_open' => {
	if (done.ok) return done;
	const {refusal} = done;
	return isOther<Code>(refusal) ? {ok: false, refusal} : 'page_open';
};

const isOther = <Code extends string>(
	refusal: Refusal<Code | 'page_open'>,
): refusal is Refusal<Exclude<Code, 'page_open'>> => refusal.code !== 'page_open';

const closeOrTell = async (world: PageWorld & Pick<World, 'bus'>, invoice: InvoiceDocument): Promise<void> => {
	const {checkout, stripeOn} = invoice;
	if (checkout === null || stripeOn === null) return;
	const page = await closePage(world, invoice);
	if (page?.status === 'complete') return tell(world, stripeOn, page);
	await forgetPage(world, invoicePath(invoice.accountId, invoice.id), checkout.sessionId);
};

/** The page of an invoice, closed; `complete` when the payer was faster. Undefined when there is none. */
export const closePage = async (
	{payments}: Pick<World, 'payments'>,
	{id, checkout, stripeOn}: Pick<InvoiceDocument, 'id' | 'checkout' | 'stripeOn'>,
): Promise<CheckoutState | undefined> => {
	if (checkout === null || stripeOn === null) return undefined;
	const {sessionId} = checkout;
	const expired = await payments.expireCheckout(stripeOn, {key: `im:${id}:expire:${sessionId}`, sessionId});
	// What is done or has expired by itself cannot be expired again.
	const state = expired.ok ? expired : await payments.getCheckout(stripeOn, sessionId);
	return state.ok ? state.value : undefined;
};

/** The provider's event may be on its way or lost: the same message as it would bring. */
const tell = ({bus}: Pick<World, 'bus'>, on: string, {sessionId, metadata}: CheckoutState): Promise<void> =>
	bus.publish('stripe.event', [
		{
			id: `page ${sessionId}`,
			type: 'checkout.session.completed',
			on,
			objectKind: 'checkout.session',
			objectId: sessionId,
			metadata: {...metadata},
		},
	]);

/** Forgets a page that is closed; a newer one is left alone. */
export const forgetPage = async (world: Pick<World, 'db' | 'ids'>, path: string, sessionId: string): Promise<void> => {
	await transact<object, never>(world, async () => {
		const stored = await world.db.get(path);
		const read = stored && asInvoice(stored);
		if (read === undefined || !isPageOpen(read.document)) return ok({writes: [], answer: {}});
		const invoice = withoutPage(read.document, sessionId);
		return ok({writes: invoice === read.document ? [] : [updateInvoiceWrite(read, invoice)], answer: {}});
	});
};
