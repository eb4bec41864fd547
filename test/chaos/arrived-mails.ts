/** Which mails arrived, by the names under which they were handed over. */
import {messageId} from '../../functions/adapters/smtp.ts';
import type {Books} from '../invariants/books.ts';
import type {ArrivedMail} from '../invariants/quiet.ts';

type Mail = {readonly messageId: string; readonly recipients: readonly string[]; readonly subject: string};

const kinds = ['invoice', 'reminder', 'receipt', 'payment_failed', 'payment_action', 'creditNote'];
const from = 'post@invoice-meister.example';

/**
 * Message-IDs are hashes: every name a document's mails can have is tried. What none of them has keeps its own. Left out
 * is what owners are told of their endpoints: no document's mail.
 */
export const arrivedMails = ({invoices, creditNotes}: Books, mails: readonly Mail[]): readonly ArrivedMail[] => {
	const keys = new Map(
		[...invoices, ...creditNotes].flatMap(({id, delivery}) =>
			kinds.flatMap((kind) =>
				Array.from({length: delivery.count + 2}, (_, count) => {
					const key = `${id}:${kind}:${count}`;
					return [messageId(key, from), key] as const;
				}),
			),
		),
	);
	const ofDocuments = mails.filter(({subject}) => !/^Webhooks (to|an) /.test(subject));
	return ofDocuments.map((mail) => ({key: keys.get(mail.messageId) ?? mail.messageId, to: mail.recipients}));
};
