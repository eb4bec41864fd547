import type {Instant} from '../../schemas/basics.ts';
import type {CustomerDocument} from '../../schemas/customer.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Db, Write} from '../world.ts';
import {readCustomer, updateCustomerWrite} from './store.ts';

/** The customer's credit in one currency moved by `amount` (negative: used), in minor units. It never falls below zero. */
export const withCredit = (
	customer: CustomerDocument,
	currency: string,
	amount: number,
	now: Instant,
): CustomerDocument => {
	const balance = (customer.creditBalances[currency] ?? 0) + amount;
	invariant(balance >= 0, 'no more credit is used than there is');
	return {...customer, creditBalances: {...customer.creditBalances, [currency]: balance}, updatedAt: now};
};

/** Adds to the customer's credit in the commit of its cause; no write when there is nothing to add. */
export const creditWrites = async (
	db: Db,
	{
		accountId,
		customerId,
		currency,
	}: {readonly accountId: string; readonly customerId: string; readonly currency: string},
	amount: number,
	now: Instant,
): Promise<readonly Write[]> => {
	if (amount === 0) return [];
	const read = await readCustomer(db, accountId, customerId);
	invariant(read, 'an invoice names a customer that exists');
	return [updateCustomerWrite(read, withCredit(read.document, currency, amount, now))];
};
