/** How payments are read and written. */
import {PaymentDocument} from '../../schemas/payment.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, Write} from '../world.ts';

export type ReadPayment = {readonly stored: Stored; readonly document: PaymentDocument};

export const paymentsOf = (accountId: string): string => `accounts/${accountId}/payments`;
export const paymentPath = (accountId: string, paymentId: string): string => `${paymentsOf(accountId)}/${paymentId}`;

export const asPayment = (stored: Stored): ReadPayment => ({stored, document: readAs(PaymentDocument, stored)});

export const readPayment = async (db: Db, accountId: string, paymentId: string): Promise<ReadPayment | undefined> => {
	const stored = await db.get(paymentPath(accountId, paymentId));
	return stored && asPayment(stored);
};

/** Creates the payment, or replaces the one that was read. */
export const paymentWrite = (payment: PaymentDocument, earlier: ReadPayment | undefined): Write => {
	const fields = writeAs(PaymentDocument, payment);
	return earlier === undefined
		? {op: 'create', path: paymentPath(payment.accountId, payment.id), fields}
		: {op: 'update', path: earlier.stored.path, version: earlier.stored.version, fields};
};
