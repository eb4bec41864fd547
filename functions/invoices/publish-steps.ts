import type {Instant} from '../../schemas/basics.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {publishable} from '../kernel/outbox.ts';
import type {Bus, Fields} from '../world.ts';
import {creditNotePath, invoicePath} from './store.ts';

type Acting =
	| Pick<InvoiceDocument, 'accountId' | 'id' | 'pending'>
	| Pick<CreditNoteDocument, 'accountId' | 'id' | 'pending'>;

/** Tells the next step of each document to whoever does it. Only the fast path: what a crash loses here, the sweeper finds. */
export const publishSteps = async (bus: Bus, documents: readonly Acting[], now: Instant): Promise<void> => {
	const byTopic = new Map<string, Fields[]>();
	for (const document of documents) {
		const step = publishable(document, now)?.step;
		if (step === undefined) continue;
		const messages = byTopic.get(step) ?? [];
		byTopic.set(step, [...messages, {path: pathOf(document), step}]);
	}
	await Promise.all([...byTopic].map(([topic, messages]) => bus.publish(topic, messages)));
};

const pathOf = ({accountId, id}: Acting): string =>
	id.startsWith('inv_') ? invoicePath(accountId, id) : creditNotePath(accountId, id);
