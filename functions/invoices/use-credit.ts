/** The step `invoice.credit`: settles what a run issued from the customer's credit, before any card is charged (rule 18). */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {activityWrite, system} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {today} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, withoutStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {World} from '../world.ts';
import {move} from './core/lifecycle.ts';
import {publishSteps} from './publish-steps.ts';
import {asInvoice, updateInvoiceWrite} from './store.ts';

type CreditWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids'>;

export const useCredit =
	(world: CreditWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, () => plan(world, path));
		const invoice = done.ok ? done.value.invoice : undefined;
		if (invoice !== undefined) await publishSteps(world.bus, [invoice], invoice.updatedAt);
	};

const nothing = {writes: [], answer: {invoice: undefined}};

/** As much as there is and is due; nothing is written when the step was done already. */
const plan = async ({db, clock}: CreditWorld, path: string) => {
	const stored = await db.get(path);
	if (stored === undefined) return ok(nothing);
	const read = asInvoice(stored);
	const now = await nowOf({db, clock}, stored);
	const step = dueStep(read.document, now, 'invoice.credit');
	if (step === undefined) return ok(nothing);
	const {id, accountId, customerId, currency, amountDue, zone, status} = read.document;
	const customer = await readCustomer(db, accountId, customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const used = status === 'open' ? Math.min(customer.document.creditBalances[currency] ?? 0, amountDue) : 0;
	const rest = withoutStep(read.document, step);
	const invoice =
		used > 0
			? move(rest, {paid: used, from: 'credit'}, {now, today: today(now, zone)}).invoice
			: {...rest, updatedAt: now};
	const objects = [
		{type: 'invoice', id},
		{type: 'customer', id: customerId},
	];
	const entry = activityWrite(accountId, derivedId('act', id, 'credit'), now, {
		actor: system,
		action: 'invoice.credit_applied',
		objects,
	});
	const credited =
		used > 0 ? [updateCustomerWrite(customer, withCredit(customer.document, currency, -used, now)), entry] : [];
	return ok({
		writes: [updateInvoiceWrite(read, {...invoice, version: read.document.version + 1}), ...credited],
		answer: {invoice},
	});
};
