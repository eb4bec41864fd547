import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Command, deed, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {isChargeInFlight, move} from './core/lifecycle.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type ApplyCreditRefusal = 'not_found' | 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight';

/** Settles an open invoice from the customer's credit in its currency: as much as there is and is due, unless told less (rule 18). */
export const applyCustomerCredit = async (
	command: Command,
	{id, amount}: {readonly id: string; readonly amount: number | null},
	remember: RememberInvoice,
) => {
	const {world, account, now} = command;
	const done = await transact<InvoiceAnswer, ApplyCreditRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		if (read.document.status !== 'open') return refuse('invoice_not_open');
		if (isChargeInFlight(read.document)) return refuse('charge_in_flight');
		const customer = await readCustomer(world.db, account.id, read.document.customerId);
		invariant(customer, 'an invoice names a customer that exists');
		const {currency, amountDue} = read.document;
		const available = Math.min(customer.document.creditBalances[currency] ?? 0, amountDue);
		const used = amount ?? available;
		if (used > available) return refuse('amount_exceeds_due', 'There is less credit, or less is due.');
		if (used === 0) return ok({writes: [], answer: {invoice: read.document}});
		const moved = move(read.document, {paid: used, from: 'credit'}, momentOf(command)).invoice;
		const invoice = {...moved, version: read.document.version + 1};
		const objects = [
			{type: 'invoice', id},
			{type: 'customer', id: read.document.customerId},
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
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};
