import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {activityPath, activityWrite} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {isChargeInFlight} from '../invoices/core/lifecycle.ts';
import {invoicePath, readInvoice, updateInvoiceWrite, useCredit} from '../invoices/index.ts';
import {addHours, earliest} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {withoutSteps, withSteps} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Request} from '../route.ts';
import {chargeDue} from './charge-invoice.ts';
import {cardOf, slotOf} from './core/charge.ts';

export type ChargeRefusal =
	| 'not_found'
	| 'invoice_not_open'
	| 'charge_in_flight'
	| 'no_card'
	| 'no_stripe_account'
	| 'customer_archived'
	| 'account_suspended';
type Keyed = Command & {readonly request: Pick<Request, 'effectKey'>};

/**
 * Charges the saved card now, because a person said so: the same step as the automatic charge, ahead of its time. A
 * decline is an answer (`payment.state: failed`), not a refusal. An open invoice only; while a charge is under way, none.
 * A repetition of the request joins the charge that it asked for.
 */
export const chargeNow = async (command: Keyed, id: string): Promise<Result<InvoiceDocument, ChargeRefusal>> => {
	const {world, account, now} = command;
	const done = await transact<object, ChargeRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		const entry = await entryIdOf(command);
		if (entry === undefined) return ok({writes: [], answer: {}});
		const allowed = await chargeable(command, read.document);
		if (!allowed.ok) return allowed;
		const objects = [{type: 'invoice', id}];
		const deed = {actor: command.request.actor, action: 'invoice.charge_asked', objects};
		return ok({
			writes: [updateInvoiceWrite(read, asked(read.document, now)), activityWrite(account.id, entry, now, deed)],
			answer: {},
		});
	});
	if (!done.ok) return done;
	const path = invoicePath(account.id, id);
	// A run's invoice may still wait for the customer's credit to be used: no card pays what that does (rule 18).
	await useCredit(world)({path, step: 'invoice.credit'});
	await chargeDue(world, path);
	const after = await readInvoice(world.db, account.id, id);
	invariant(after, 'an issued invoice never goes away');
	return ok(after.document);
};

/** The audit entry marks that this request has asked: undefined when it did within the life of its Idempotency-Key. */
const entryIdOf = async ({world, account, now, request}: Keyed): Promise<string | undefined> => {
	const id = derivedId('act', request.effectKey);
	const earlier = await world.db.get(activityPath(account.id, id));
	if (earlier === undefined) return id;
	return now < addHours(String(earlier.fields.at), 24) ? undefined : request.newId('act');
};

/** What the state of the invoice refuses. */
export const canCharge = (
	invoice: InvoiceDocument,
): Result<string, 'invoice_not_open' | 'charge_in_flight' | 'no_stripe_account'> => {
	if (invoice.status !== 'open' || invoice.amountDue === 0) return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	return invoice.stripeOn === null ? refuse('no_stripe_account') : ok(invoice.stripeOn);
};

const chargeable = async (
	{world, account}: Command,
	invoice: InvoiceDocument,
): Promise<Result<null, ChargeRefusal>> => {
	const on = canCharge(invoice);
	if (!on.ok) return on;
	if (account.account.suspendedAt !== null) return refuse('account_suspended');
	const customer = await readCustomer(world.db, account.id, invoice.customerId);
	if (customer !== undefined && customer.document.archivedAt !== null) return refuse('customer_archived');
	return customer && cardOf(customer.document, on.value) ? ok(null) : refuse('no_card');
};

/** Charging comes before everything else that waits, so that the mail behind it says what became of it; only credit goes first. */
const asked = (invoice: InvoiceDocument, now: string): InvoiceDocument => {
	const others = withoutSteps(invoice, 'invoice.charge').pending;
	const at = earliest(now, ...others.map((step) => step.at));
	const {credit = [], rest = []} = Object.groupBy(others, ({step}) => (step === 'invoice.credit' ? 'credit' : 'rest'));
	return withSteps(
		{...invoice, pending: credit, charge: {...slotOf(invoice), state: 'scheduled', nextAttemptAt: now}, updatedAt: now},
		{step: 'invoice.charge', at, kind: 'asked'},
		...rest,
	);
};
