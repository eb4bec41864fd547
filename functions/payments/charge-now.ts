import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {scheduledCharge} from '../invoices/core/issue.ts';
import {isChargeInFlight} from '../invoices/core/lifecycle.ts';
import {type Command, deed, invoicePath, readInvoice, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {withoutSteps, withSteps} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {chargeDue} from './charge-invoice.ts';
import {cardOf} from './core/charge.ts';

export type ChargeRefusal = 'not_found' | 'invoice_not_open' | 'charge_in_flight' | 'no_card' | 'no_stripe_account';
type Answer = {readonly invoice: InvoiceDocument; readonly etag: string};

/**
 * Charges the saved card now, because a person said so: the same step as the automatic charge, ahead of its time. A
 * decline is an answer (`payment.state: failed`), not a refusal. An open invoice only; while a charge is under way, none.
 */
export const chargeNow = async (command: Command, id: string): Promise<Result<Answer, ChargeRefusal>> => {
	const {world, account, now} = command;
	const done = await transact<object, ChargeRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		const allowed = await chargeable(command, read.document);
		if (!allowed.ok) return allowed;
		const entry = deed(command, {action: 'invoice.charge_asked', objects: [{type: 'invoice', id}]});
		return ok({writes: [updateInvoiceWrite(read, asked(read.document, now)), entry], answer: {}});
	});
	if (!done.ok) return done;
	await chargeDue(world, invoicePath(account.id, id));
	const after = await readInvoice(world.db, account.id, id);
	invariant(after, 'an issued invoice never goes away');
	return ok({invoice: after.document, etag: after.stored.version});
};

const chargeable = async (
	{world, account}: Command,
	invoice: InvoiceDocument,
): Promise<Result<null, ChargeRefusal>> => {
	if (invoice.status !== 'open' || invoice.amountDue === 0) return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	if (invoice.stripeOn === null) return refuse('no_stripe_account');
	const customer = await readCustomer(world.db, account.id, invoice.customerId);
	if (customer === undefined || cardOf(customer.document, invoice.stripeOn) === undefined) return refuse('no_card');
	return ok(null);
};

/** Charging comes before everything else that waits, so that the mail behind it says what became of it. */
const asked = (invoice: InvoiceDocument, now: string): InvoiceDocument => {
	const {pending} = invoice;
	const quiet = withoutSteps({...invoice, pending: []}, 'invoice.charge');
	const slot = invoice.charge ?? scheduledCharge(now);
	const others = pending.filter(({step}) => step !== 'invoice.charge');
	return withSteps(
		{...quiet, charge: {...slot, state: 'scheduled', nextAttemptAt: now}, updatedAt: now},
		{
			step: 'invoice.charge',
			at: earliestOf(
				others.map(({at}) => at),
				now,
			),
			kind: 'asked',
		},
		...others,
	);
};

const earliestOf = (instants: readonly string[], now: string): string => [...instants, now].sort()[0] ?? now;
