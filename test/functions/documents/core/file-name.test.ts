import test from 'ava';
import {fileNameOf} from '../../../../functions/documents/core/file-name.ts';
import {creditNoteOf, invoiceOf} from '../printed.ts';

for (const [what, document, expected] of [
	['an invoice', invoiceOf({locale: 'de-DE'}), 'Rechnung INV-2026-0042.pdf'],
	['a draft', invoiceOf({status: 'draft', number: null}), 'Invoice (draft).pdf'],
	['a credit note', creditNoteOf(), 'Credit note CN-2026-0007.pdf'],
	['a number with a slash', invoiceOf({number: '2026/11\\..:7'}), 'Invoice 2026-11-..-7.pdf'],
	['a number with line ends', invoiceOf({number: 'A\r\nB\u2028C'}), 'Invoice A--B-C.pdf'],
] as const) {
	test(`${what} is kept as ${expected}`, (t) => {
		t.is(fileNameOf(document), expected);
	});
}
