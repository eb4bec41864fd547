/** What mails of invoices and of credit notes have in common. */
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Seller} from '../../schemas/parties.ts';
import type {World} from '../world.ts';
import type {IssuedFile} from './issued-pdf.ts';

export type MailWorld = Pick<World, 'db' | 'bus' | 'vault' | 'mail' | 'files' | 'clock' | 'ids' | 'log' | 'settings'>;

/** What became of a mail. `nothing`: there was nothing left to say. */
export type Mailed =
	| {readonly outcome: 'sent'; readonly file: IssuedFile}
	| {readonly outcome: 'failed'; readonly why: string}
	| {readonly outcome: 'nothing'};

/** The mail is on behalf of the seller: their name, and answers go to them. */
export const envelope = ({name, replyTo}: Seller) => ({from: {name: oneLine(name)}, replyTo: replyTo ?? null});

/** A header cannot be ended by what it says. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Nothing said leaves the state as it was before the mail was queued. */
export const deliveryAfter = (
	delivery: InvoiceDocument['delivery'],
	{outcome}: Mailed,
	now: Instant,
): InvoiceDocument['delivery'] => {
	if (outcome === 'sent') return {state: 'sent', sentAt: now, count: delivery.count + 1};
	if (outcome === 'failed') return {...delivery, state: 'failed'};
	return delivery.state === 'queued' ? {...delivery, state: delivery.count > 0 ? 'sent' : 'none'} : delivery;
};
