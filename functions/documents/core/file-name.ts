import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {creditTitleOf} from './credit-note-model.ts';
import {titleOf} from './document-model.ts';
import {wordsOf} from './words.ts';

/** The name under which a document is kept on somebody's disk: its title and number, without what a file system minds. */
export const fileNameOf = (document: InvoiceDocument | CreditNoteDocument): string => {
	const words = wordsOf(document.locale);
	const title = 'kind' in document ? titleOf(document, words) : creditTitleOf(document, words);
	const named = document.number === null ? words.draft(title) : words.numbered(title, document.number);
	return `${named.replace(/[\p{Cc}\p{Zl}\p{Zp}\\/:*?"<>|]/gu, '-')}.pdf`;
};
