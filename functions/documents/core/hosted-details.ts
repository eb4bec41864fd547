/** The lower part of the hosted page: what it is for, between whom, and what else is said. */
import type {PublicInvoice} from '../../../schemas/public-invoice.ts';
import {invoiceModel} from './document-model.ts';
import type {Formats} from './formats.ts';
import {type Html, html, lines} from './html.ts';
import type {PrintedSum} from './printable.ts';
import type {Opened} from './public-invoice.ts';
import type {Words} from './words.ts';

/** The lines and how they add up, as on the document itself. */
export const itemCard = (
	seen: PublicInvoice,
	{invoice, seller, party, url}: Opened,
	words: Words,
	formats: Formats,
): Html => {
	const model = invoiceModel(invoice, {seller, party, hostedUrl: url});
	return html`<section class="card"><h2>${words.hosted.what}</h2>${seen.period && html`<p class="grey small">${formats.period(seen.period)}</p>`}
<table><thead><tr><th scope="col">${words.description}</th><th scope="col" class="figure">${model.columns.amount}</th></tr></thead>
<tbody>${model.lines.map(({description, quantity, price, details, amount}) => html`<tr><td>${lines(description)}<div class="grey small">${quantity} × ${price}${details.map((detail) => html`<br>${detail}`)}</div></td><td class="figure">${amount}</td></tr>`)}</tbody>
<tfoot>${[...model.sums, ...model.taxes, ...model.afterTax].map((row) => sumRow(row))}${sumRow(model.total, 'total')}</tfoot></table></section>`;
};

const sumRow = ({label, amount}: PrintedSum, kind = ''): Html =>
	html`<tr class="${kind}"><td>${label}</td><td class="figure">${amount}</td></tr>`;

export const partiesCard = ({seller, buyer}: PublicInvoice, words: Words): Html => {
	const party = (heading: string, [name = '', ...rest]: readonly string[]) =>
		html`<div><h2>${heading}</h2><p><strong>${name}</strong>${rest.map((line) => html`<br>${line}`)}</p></div>`;
	return html`<section class="card parties">${party(words.from, seller.lines)}${party(words.hosted.billedTo, buyer.lines)}</section>`;
};

export const textsCard = ({notes, terms}: PublicInvoice, words: Words): Html | null => {
	const text = (heading: string, value: string | null) =>
		value?.trim() ? html`<h2>${heading}</h2><p class="text">${value.trim()}</p>` : null;
	const both = [text(words.notes, notes), text(words.terms, terms)].filter((part) => part !== null);
	return both.length === 0 ? null : html`<section class="card">${both}</section>`;
};
