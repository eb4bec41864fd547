import type {Instant} from '../../schemas/basics.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {publishNext} from '../publish.ts';
import type {Bus} from '../world.ts';
import {creditNotePath, invoicePath} from './store.ts';

type Acting = Pick<InvoiceDocument | CreditNoteDocument, 'accountId' | 'id' | 'pending'>;

/** Tells the next step of each document to whoever does it. */
export const publishSteps = (bus: Bus, documents: readonly Acting[], now: Instant): Promise<void> =>
	publishNext(
		bus,
		documents.map(({accountId, id, pending}) => ({path: pathOf(accountId, id), pending})),
		now,
	);

const pathOf = (accountId: string, id: string): string =>
	id.startsWith('inv_') ? invoicePath(accountId, id) : creditNotePath(accountId, id);
