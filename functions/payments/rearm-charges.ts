import type {Instant} from '../../schemas/basics.ts';
import type {CustomerDocument} from '../../schemas/customer.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {asInvoice, invoicesOf, publishSteps, updateInvoiceWrite} from '../invoices/index.ts';
import {ok} from '../kernel/result.ts';
import type {Stored} from '../world.ts';
import {isWaitingForCard, rearmed} from './core/rearm.ts';
import type {PaymentWorld} from './record-intent.ts';

const invoicesPerPage = 100;

/** A new card is there: what failed on another one, or for want of one, is charged now. */
export const rearmCharges = async (world: PaymentWorld, customer: CustomerDocument, now: Instant): Promise<void> => {
	const {paymentMethodId} = customer.stripe;
	if (paymentMethodId === null) return;
	for (let last: Stored | undefined; ; ) {
		const open = await openInvoices(world, customer, last);
		for (const {path} of open) await rearm(world, {path, paymentMethodId, now});
		last = open.at(-1);
		if (open.length < invoicesPerPage) return;
	}
};

const openInvoices = ({db}: PaymentWorld, {accountId, id}: CustomerDocument, last: Stored | undefined) =>
	db.query({
		collection: invoicesOf(accountId),
		where: [
			{field: 'customerId', op: '==', value: id},
			{field: 'status', op: '==', value: 'open'},
		],
		orderBy: [{field: 'createdAt', direction: 'asc'}],
		limit: invoicesPerPage,
		...(last ? {after: {values: [String(last.fields.createdAt)], path: last.path}} : {}),
	});

type Rearm = {readonly path: string; readonly paymentMethodId: string; readonly now: Instant};

const rearm = async (world: PaymentWorld, {path, paymentMethodId, now}: Rearm): Promise<void> => {
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
		const stored = await world.db.get(path);
		const read = stored && asInvoice(stored);
		if (read === undefined || !isWaitingForCard(read.document, paymentMethodId))
			return ok({writes: [], answer: {invoice: undefined}});
		const invoice = rearmed(read.document, now);
		return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {invoice}});
	});
	if (done.ok && done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
};
