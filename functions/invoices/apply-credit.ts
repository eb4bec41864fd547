import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import {withPagesClosed} from './close-page.ts';
import {type Command, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {isChargeInFlight, isPageOpen, move} from './core/lifecycle.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type ApplyCreditRefusal = 'not_found' | 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight';
type ApplyCredit = {readonly id: string; readonly amount: number | null};

/** Settles an open invoice from the customer's credit in its currency: as much as there is and is due, unless told less (rule 18). */
export const applyCustomerCredit = async (command: Command, request: ApplyCredit, remember: RememberInvoice) => {
	const {world, now} = command;
	const done = await withPagesClosed<InvoiceAnswer, ApplyCreditRefusal>(command, [request.id], () =>
		transact(world, () => plan(command, request, remember)),
	);
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};

const plan = async (command: Command, {id, amount}: ApplyCredit, remember: RememberInvoice) => {
	const {world, account, now} = command;
	const read = await readInvoice(world.db, account.id, id);
	if (read === undefined) return refuse('not_found');
	const {status, currency, amountDue, customerId, version} = read.document;
	if (status !== 'open') return refuse('invoice_not_open');
	if (isChargeInFlight(read.document)) return refuse('charge_in_flight');
	const customer = await readCustomer(world.db, account.id, customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const available = Math.min(customer.document.creditBalances[currency] ?? 0, amountDue);
	const used = amount ?? available;
	if (used > available) return refuse('amount_exceeds_due', 'There is less credit, or less is due.');
	if (used === 0) return ok({writes: [], answer: {invoice: read.document}});
	if (isPageOpen(read.document)) return refuse('page_open');
	const moved = move(read.document, {paid: used, from: 'credit'}, momentOf(command)).invoice;
	const invoice = {...moved, version: version + 1};
	const objects = [
		{type: 'invoice', id},
		{type: 'customer', id: customerId},
	];
	return ok({
		writes: [
			updateInvoiceWrite(read, invoice),
			updateCustomerWrite(customer, withCredit(customer.document, currency, -used, now)),
			deed(command, {action: 'invoice.credit_applied', objects}),
			...(await remember({invoice})),
		],
		answer: {invoice},
	});
};
