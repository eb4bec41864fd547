import {z} from 'zod';
import {PublicInvoice} from '../../schemas/public-invoice.ts';
import {asCreditNote, creditNotePath, readInvoice} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Reply, type Route, route} from '../route.ts';
import {fileNameOf} from './core/file-name.ts';
import {publicInvoice} from './core/public-invoice.ts';
import {publicInvoiceExample} from './examples.ts';
import {creditNotePdf, draftPdf, invoicePdf} from './issued-pdf.ts';
import {openLink} from './open-link.ts';
import {recordCreditNotePdf, recordInvoicePdf} from './record-pdf.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'invoices:read'} as const;
const anybody = {kind: 'public'} as const;
const pdfAnswer = {status: 200, type: 'application/pdf'} as const;
/** Factur-X comes later: until then there is no such document. */
const PdfQuery = z.strictObject({format: z.enum(['pdf', 'factur-x']).optional()});

const pdf = (fileName: string, bytes: Uint8Array): Reply => ({file: {type: 'application/pdf', bytes, fileName}});

export const routes: readonly Route[] = [
	route({
		method: 'GET',
		path: '/accounts/{account}/invoices/{invoice}/pdf',
		name: 'getInvoicePdf',
		summary: 'Get an invoice as PDF; the bytes of an issued one never change',
		access: reads,
		query: PdfQuery,
		answer: pdfAnswer,
		refusals: [],
		example: {},
		run: async ({world, account, params, query}) => {
			if (query.format === 'factur-x') return refuse('not_found');
			const read = await readInvoice(world.db, account.id, params.invoice);
			if (read === undefined) return refuse('not_found');
			const {document} = read;
			if (document.status === 'draft') return ok(pdf(fileNameOf(document), await draftPdf(world, document)));
			const issued = await invoicePdf(world, document);
			await recordInvoicePdf(world, document, issued.file);
			return ok(pdf(fileNameOf(document), issued.bytes));
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/credit-notes/{creditNote}/pdf',
		name: 'getCreditNotePdf',
		summary: 'Get a credit note as PDF; its bytes never change',
		access: reads,
		query: PdfQuery,
		answer: pdfAnswer,
		refusals: [],
		example: {},
		run: async ({world, account, params, query}) => {
			if (query.format === 'factur-x') return refuse('not_found');
			const stored = await world.db.get(creditNotePath(account.id, params.creditNote));
			if (stored === undefined) return refuse('not_found');
			const {document} = asCreditNote(stored);
			const issued = await creditNotePdf(world, document);
			await recordCreditNotePdf(world, document, issued.file);
			return ok(pdf(fileNameOf(document), issued.bytes));
		},
	}),
	route({
		method: 'GET',
		path: '/public/invoices/{token}',
		name: 'getPublicInvoice',
		summary: 'What the hosted page of an invoice shows',
		access: anybody,
		answer: {status: 200, schema: PublicInvoice},
		refusals: [],
		example: {answer: publicInvoiceExample},
		run: async ({world, params}) => {
			const opened = await openLink(world, params.token);
			return opened === undefined ? refuse('not_found') : ok({body: publicInvoice(opened, opened.now)});
		},
	}),
	route({
		method: 'GET',
		path: '/public/invoices/{token}/pdf',
		name: 'getPublicInvoicePdf',
		summary: 'Get the invoice of a link as PDF',
		access: anybody,
		query: PdfQuery,
		answer: pdfAnswer,
		refusals: [],
		example: {},
		run: async ({world, params, query}) => {
			const opened = query.format === 'factur-x' ? undefined : await openLink(world, params.token);
			if (opened === undefined) return refuse('not_found');
			const issued = await invoicePdf(world, opened.invoice);
			await recordInvoicePdf(world, opened.invoice, issued.file);
			return ok(pdf(fileNameOf(opened.invoice), issued.bytes));
		},
	}),
];
