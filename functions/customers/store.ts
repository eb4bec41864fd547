/** How customers are read, sealed and written. */
import {CustomerDocument, type CustomerInput, CustomerPersonal} from '../../schemas/customer.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, World, Write} from '../world.ts';
import {partyOf, personalOf} from './core/present.ts';
import {wordsToFindBy} from './core/search-words.ts';

export type ReadCustomer = {readonly stored: Stored; readonly document: CustomerDocument};

export const customersOf = (accountId: string): string => `accounts/${accountId}/customers`;
export const customerPath = (accountId: string, customerId: string): string =>
	`${customersOf(accountId)}/${customerId}`;

export const asCustomer = (stored: Stored): ReadCustomer => ({
	stored,
	document: readAs(CustomerDocument, stored),
});

export const readCustomer = async (
	db: Db,
	accountId: string,
	customerId: string,
): Promise<ReadCustomer | undefined> => {
	const stored = await db.get(customerPath(accountId, customerId));
	return stored && asCustomer(stored);
};

/** The personal fields in the clear; null once the contact key was destroyed. */
export const openPersonal = async (
	{vault}: Pick<World, 'vault'>,
	{accountId, id, personal}: Pick<CustomerDocument, 'accountId' | 'id' | 'personal'>,
): Promise<CustomerPersonal | null> => {
	const opened = await vault.open({account: accountId, customer: id, kind: 'contact'}, personal);
	return opened === undefined ? null : CustomerPersonal.parse(opened);
};

/** Everything of a customer that must not be readable in the database. The customer's keys must exist. */
export const sealCustomer = async (
	{vault}: Pick<World, 'vault'>,
	account: string,
	customer: string,
	input: CustomerInput,
): Promise<Pick<CustomerDocument, 'personal' | 'party' | 'tokens'>> => {
	const [personal, party, tokens] = await Promise.all([
		vault.seal({account, customer, kind: 'contact'}, personalOf(input)),
		vault.seal({account, customer, kind: 'legal'}, partyOf(input)),
		vault.token(account, wordsToFindBy(input)),
	]);
	return {personal, party, tokens: [...tokens]};
};

export const createCustomerWrite = (customer: CustomerDocument): Write => ({
	op: 'create',
	path: customerPath(customer.accountId, customer.id),
	fields: writeAs(CustomerDocument, customer),
});

/** Replaces the customer as it was read; its own version counts up. */
export const updateCustomerWrite = ({stored, document}: ReadCustomer, next: CustomerDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(CustomerDocument, {...next, version: document.version + 1}),
});

/** The customer as it was read: whatever changes it at the same moment conflicts with this commit, or this commit with it. */
export const heldCustomerWrite = ({stored: {path, version, fields}}: ReadCustomer): Write => ({
	op: 'update',
	path,
	version,
	fields,
});
