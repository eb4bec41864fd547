/** Invariants 30, I13, I14 and I15: each mail once, of issued invoices, to those it is for; none is forgotten in silence. */
import {all} from '../view.ts';
import type {EndCheck} from './index.ts';

export const delivered: EndCheck = ({sim, documents, people}) => {
	const found: (readonly [string, string])[] = [];
	const emails = new Map(
		people.accounts.flatMap(({id, customers}) => customers.map((customer) => [`${id}/${customer.id}`, customer.email])),
	);
	const invoices = new Map(all(documents, 'invoices').map((invoice) => [invoice.id, invoice]));
	const notes = new Map(all(documents, 'creditNotes').map((note) => [note.id, note]));
	const payers = new Set(emails.values());
	for (const {key, to, at} of sim.mailbox) {
		const [id = ''] = key.split(':');
		if (id.startsWith('whk_')) {
			if (to.some((address) => payers.has(address))) found.push(['I15', `${key} went to ${to}`]);
			continue;
		}
		const document = invoices.get(id) ?? notes.get(id);
		if (document === undefined || ('status' in document && document.status === 'draft')) {
			found.push(['I14', `${key}: nothing issued goes by that name`]);
			continue;
		}
		if (to.some((address) => address !== emails.get(`${document.accountId}/${document.customerId}`)))
			found.push(['I15', `${key} went to ${to}`]);
		if ('issuedAt' in document && document.issuedAt !== null && at < before(document.issuedAt))
			found.push(['I14', `${key} went out before the issue`]);
	}
	const keys = Map.groupBy(sim.mailbox, ({key}) => key.split(':').slice(0, 2).join(':'));
	for (const [name, letters] of keys) {
		const [id = '', kind] = name.split(':');
		const occurrences = new Set(letters.map(({key}) => key)).size;
		const wanted = kind === 'invoice' ? 1 : Number.POSITIVE_INFINITY;
		if (occurrences > wanted) found.push(['I13', `${id}: ${occurrences} mails of kind ${kind}`]);
	}
	for (const {id, delivery, pending} of invoices.values()) {
		const isWaiting = pending.some(({step}) => step === 'invoice.mail');
		if (delivery.state === 'queued' && !isWaiting)
			found.push(['invariant 30', `${id} waits for a mail that nobody sends`]);
		const sent = new Set(sim.mailbox.filter(({key}) => key.startsWith(`${id}:`)).map(({key}) => key)).size;
		if (delivery.count > sent) found.push(['invariant 30', `${id}: ${delivery.count} mails counted, ${sent} sent`]);
	}
	return found;
};

/** Clocks of machines differ. */
const before = (instant: string): string => new Date(Date.parse(instant) - 2000).toISOString();
