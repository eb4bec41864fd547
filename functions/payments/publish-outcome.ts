import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {invoicePath} from '../invoices/index.ts';
import {publishNext} from '../publish.ts';
import type {Bus} from '../world.ts';
import {paymentPath} from './store.ts';

type Touched = {
	readonly invoices?: readonly InvoiceDocument[];
	readonly payments?: readonly PaymentDocument[];
};

/** Tells the next step of each invoice and payment of a commit to whoever does it. */
export const publishOutcome = (bus: Bus, {invoices = [], payments = []}: Touched, now: Instant): Promise<void> =>
	publishNext(
		bus,
		[
			...invoices.map(({accountId, id, pending}) => ({path: invoicePath(accountId, id), pending})),
			...payments.map(({accountId, id, pending}) => ({path: paymentPath(accountId, id), pending})),
		],
		now,
	);
