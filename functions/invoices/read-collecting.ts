import type {Account} from '../../schemas/account.ts';
import type {CustomerDocument} from '../../schemas/customer.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {asCustomer, customerPath} from '../customers/index.ts';
import type {Db} from '../world.ts';
import type {CollectFacts} from './core/collections.ts';

/** What collecting goes by, as account and customer are now. An account whose billing is paused says nothing by itself either. */
export const collectFacts = (
	account: Pick<Account, 'reminders' | 'lateFee' | 'finalAction' | 'suspendedAt' | 'billing'>,
	{isBusiness, pauseReminders}: Pick<CustomerDocument, 'isBusiness' | 'pauseReminders'>,
): CollectFacts => ({
	policy: account,
	debtor: {isBusiness, pauseReminders},
	isStopped: account.suspendedAt !== null || account.billing?.paused === true,
});

/** By customer, for `upcoming`; reads only the customers of invoices that something is planned for. */
export const readCollecting = async (
	db: Db,
	account: Account,
	invoices: readonly InvoiceDocument[],
): Promise<ReadonlyMap<string, CollectFacts>> => {
	if (account.reminders.length === 0 && account.lateFee === null && account.finalAction === 'leave') return new Map();
	const planned = invoices.filter(({pending}) => pending.some(({step}) => step === 'invoice.collect'));
	const ids = [...new Set(planned.map(({customerId}) => customerId))];
	const found = ids.length === 0 ? [] : await db.getMany(ids.map((id) => customerPath(account.id, id)));
	const customers = found.flatMap((stored) => (stored === undefined ? [] : [asCustomer(stored).document]));
	return new Map(customers.map((customer) => [customer.id, collectFacts(account, customer)]));
};
