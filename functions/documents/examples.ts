/** The hosted page's data, for openapi.json. */
import type {PublicInvoice} from '../../schemas/public-invoice.ts';

const link = 'https://app.example/i/4fKx9TqB-9pQ3vRtY-Zm9vYmFyYmF6cXV4cXV1eA';

export const publicInvoiceExample: PublicInvoice = {
	kind: 'invoice',
	number: 'INV-2026-0042',
	state: 'open',
	currency: 'EUR',
	issueDate: '2026-11-22',
	dueDate: '2026-12-06',
	period: null,
	seller: {name: 'Atelier Nord', lines: ['Atelier Nord GmbH', 'Torstraße 12', '10119 Berlin']},
	buyer: {lines: ['Brückner & Söhne OHG', 'Hafenstraße 3', '20359 Hamburg']},
	lines: [{description: 'Website care, November', quantity: '2.5', unit: 'HUR', net: 20000}],
	taxes: [{name: 'USt', scheme: 'VAT', category: 'S', percent: '19', taxable: 20000, tax: 3800}],
	subtotal: 20000,
	discountTotal: 0,
	chargeTotal: 0,
	taxTotal: 3800,
	rounding: 0,
	total: 23800,
	amountPaid: 0,
	amountDue: 23800,
	payableOnline: 23800,
	chargedAt: null,
	transfer: {
		payee: 'Atelier Nord GmbH',
		iban: 'DE89370400440532013000',
		bic: 'COBADEFFXXX',
		reference: 'INV-2026-0042',
		code: 'BCD\n002\n1\nSCT\nCOBADEFFXXX\nAtelier Nord GmbH\nDE89370400440532013000\nEUR238.00\n\n\nINV-2026-0042',
	},
	notes: 'Thank you for your order.',
	terms: null,
	paidAt: null,
	hostedUrl: link,
	pdfUrl: 'https://app.example/api/v1/public/invoices/4fKx9TqB-9pQ3vRtY-Zm9vYmFyYmF6cXV4cXV1eA/pdf',
};
