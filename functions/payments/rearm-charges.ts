import type {CustomerDocument} from '../../schemas/customer.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {asInvoice, invoicesOf, publishSteps, updateInvoiceWrite} from '../invoices/index.ts';
import {withoutSteps, withSteps} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import type {PaymentWorld} from './record-intent.ts';

/** A new card is there: what failed on the old one, or waited for a first one, is charged now. */
export const rearmCharges = async (world: PaymentWorld, customer: CustomerDocument): Promise<void> => {
	const now = await world.clock.now();
	const open = await world.db.query({
		collection: invoicesOf(customer.accountId),
		where: [
			{field: 'customerId', op: '==', value: customer.id},
			{field: 'status', op: '==', value: 'open'},
		],
		orderBy: [{field: 'createdAt', direction: 'asc'}],
		limit: 100,
	});
	for (const {path} of open) {
		const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
			const stored = await world.db.get(path);
			const read = stored && asInvoice(stored);
			if (read === undefined || !isWaitingForCard(read.document)) return ok({writes: [], answer: {invoice: undefined}});
			const invoice = rearmed(read.document, now);
			return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {invoice}});
		});
		if (done.ok && done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
	}
};

const isWaitingForCard = ({status, autoCharge, charge}: InvoiceDocument): boolean =>
	status === 'open' && autoCharge && (charge?.state === 'failed' || charge?.state === 'action_required');

/** The next attempt of the same intent, at once instead of at its time. */
export const rearmed = (invoice: InvoiceDocument, now: string): InvoiceDocument =>
	withSteps(
		{
			...withoutSteps(invoice, 'invoice.charge'),
			charge: invoice.charge && {...invoice.charge, state: 'scheduled', nextAttemptAt: now},
			updatedAt: now,
		},
		{step: 'invoice.charge', at: now, kind: 'new_card'},
	);
