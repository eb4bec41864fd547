/** The hosted invoice page: what it is, how much, by when, and how to pay. HTML alone, no script. */
import {encode} from 'uqr';
import type {PublicInvoice, PublicState} from '../../../schemas/public-invoice.ts';
import {today} from '../../kernel/calendar.ts';
import {titleOf} from './document-model.ts';
import {ibanText} from './epc-qr.ts';
import {type Formats, formatsOf} from './formats.ts';
import {itemCard, partiesCard, textsCard} from './hosted-details.ts';
import {type Html, html} from './html.ts';
import {declineText} from './letters.ts';
import {pageStyles} from './page-styles.ts';
import type {Opened} from './public-invoice.ts';
import {type Words, wordsOf} from './words.ts';

export type Visit = {
	readonly token: string;
	readonly host: string;
	/** Came back from paying, and the outcome is not recorded yet. */
	readonly isConfirming: boolean;
	/** What was typed as a part to pay, and what it came to; null when it could not be read or is too much. */
	readonly part: {readonly text: string; readonly amount: number | null} | null;
	/** `data:` address of a small picture; null shows the seller's name instead. */
	readonly logo: string | null;
};

type View = {
	readonly seen: PublicInvoice;
	readonly opened: Opened;
	readonly visit: Visit;
	readonly words: Words;
	readonly formats: Formats;
};

export const hostedPage = (seen: PublicInvoice, opened: Opened, visit: Visit): string => {
	const words = wordsOf(opened.invoice.locale);
	const formats = formatsOf(opened.invoice.locale, opened.invoice.currency);
	const view = {seen, opened, visit, words, formats};
	const title = `${words.numbered(titleOf(opened.invoice, words), seen.number ?? '')} · ${seen.seller.name}`;
	return shell(
		words.language,
		title,
		html`<header>${visit.logo === null ? html`<strong>${seen.seller.name}</strong>` : html`<img src="${visit.logo}" alt="${seen.seller.name}">`}${badge(view)}</header>
${summaryCard(view)}${transferCard(view)}${itemCard(seen, opened, words, formats)}${partiesCard(seen, words)}${textsCard(seen, words)}
<footer>${words.hosted.caution(visit.host)}</footer>`,
	);
};

/** For whatever there is nothing to show for; the same for every reason. */
export const missingPage = (locale: string): string => {
	const {language, hosted} = wordsOf(locale);
	return notice(language, hosted.notFound, hosted.notFoundText);
};

/** Where the provider leads a customer who was asked for a card. Names nobody: it is the same for all. */
export const cardPage = (locale: string, isSaved: boolean): string => {
	const {language, hosted} = wordsOf(locale);
	return isSaved
		? notice(language, hosted.cardSaved, hosted.cardSavedText)
		: notice(language, hosted.cardLeft, hosted.cardLeftText);
};

export const unavailablePage = (locale: string): string => {
	const {language, hosted} = wordsOf(locale);
	return notice(language, hosted.unavailable, hosted.unavailableText);
};

const notice = (language: string, title: string, text: string): string =>
	shell(language, title, html`<section class="card"><h1>${title}</h1><p>${text}</p></section>`);

const shell = (language: string, title: string, body: Html): string =>
	html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${title}</title><style>${{html: pageStyles}}</style></head>
<body><main>${body}</main></body></html>
`.html;

/** A word and a shape: never colour alone. */
const badge = ({seen: {state}, visit, words: {hosted}}: View): Html => {
	const shown: PublicState = visit.isConfirming ? 'processing' : state;
	const word = {
		open: hosted.open,
		overdue: hosted.overdue,
		processing: hosted.processing,
		paid: hosted.paid,
		settled: hosted.paid,
		void: hosted.void,
	}[shown];
	const tone = shown === 'paid' || shown === 'settled' ? 'good' : shown === 'overdue' ? 'bad' : 'grey';
	return html`<span class="state ${tone}"><svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"><path d="${shapes[shown]}"/></svg>${word}</span>`;
};

const circle = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13';
const shapes: {readonly [state in PublicState]: string} = {
	open: circle,
	overdue: 'M8 2 15 14H1zM8 6.5v3.5M8 11.5v1',
	processing: `${circle}M8 4.5V8l2.5 1.5`,
	paid: `${circle}M5 8.2l2.2 2.2L11.2 6`,
	settled: `${circle}M5 8.2l2.2 2.2L11.2 6`,
	void: `${circle}M4 4l8 8`,
};

const summaryCard = (view: View): Html => {
	const {seen, opened, words, formats} = view;
	const {hosted} = words;
	const amount =
		seen.state === 'paid' || seen.state === 'settled' || seen.state === 'void' ? seen.total : seen.amountDue;
	const title = words.numbered(titleOf(opened.invoice, words), seen.number ?? '');
	return html`<section class="card"><p class="grey">${title} ${hosted.from(seen.seller.name)}</p>
<h1>${formats.money(amount)}</h1>${story(view)}${payment(view)}
<a class="button quiet" href="${seen.pdfUrl}">${hosted.download}</a></section>`;
};

/** What is to know about the money, in the words of the state. */
const story = (view: View): Html => {
	const {seen, opened, visit, words, formats} = view;
	const {hosted} = words;
	const {invoice} = opened;
	if (visit.isConfirming)
		return html`<p role="status"><strong>${hosted.confirming}</strong></p><p class="grey">${hosted.confirmingText}</p>
<a class="button" href="/i/${visit.token}?paid=1">${hosted.refresh}</a>`;
	if (seen.state === 'paid')
		return html`<p class="good" role="status"><strong>${hosted.thanks}</strong></p>${seen.paidAt && html`<p class="grey">${hosted.paidOn(formats.date(today(seen.paidAt, invoice.zone)))}</p>`}`;
	if (seen.state === 'settled') return html`<p role="status">${hosted.settled}</p>`;
	if (seen.state === 'void') return html`<p role="status">${hosted.voidText}</p>`;
	if (seen.state === 'processing') return html`<p role="status">${hosted.processingText}</p>`;
	const due = seen.dueDate === null ? '' : formats.date(seen.dueDate);
	const hasFailed = invoice.charge?.state === 'failed';
	return html`<p class="${seen.state === 'overdue' ? 'bad' : 'grey'}">${seen.state === 'overdue' ? hosted.overdueSince(due) : hosted.dueOn(due)}</p>
${seen.amountPaid > 0 && html`<p class="grey">${hosted.remaining(formats.money(seen.amountPaid))}</p>`}
${hasFailed && html`<p class="bad" role="status">${hosted.failedText(declineText(invoice, words))}</p>`}
${seen.chargedAt && html`<p class="grey">${hosted.scheduledText(formats.date(today(seen.chargedAt, invoice.zone)))}</p>`}`;
};

/** The provider's page is opened by a plain form; a part is entered first and then confirmed like the whole. */
const payment = ({seen, visit, words: {hosted}, formats}: View): Html | null => {
	if (seen.payableOnline === null || visit.isConfirming) return null;
	const chosen = visit.part?.amount ?? null;
	const wrong = visit.part !== null && chosen === null;
	return html`<form method="post" action="/api/v1/public/invoices/${visit.token}/checkout">${chosen !== null && html`<input type="hidden" name="amount" value="${chosen}">`}<button class="button" type="submit">${hosted.pay(formats.money(chosen ?? seen.payableOnline))}</button></form>
<p class="grey small">${hosted.payHow}</p>
<details${visit.part !== null && {html: ' open'}}><summary>${hosted.payPart}</summary>
<form class="part" method="get" action="/i/${visit.token}"><label>${hosted.partAmount(seen.currency)}<input name="amount" inputmode="decimal" autocomplete="off" required maxlength="20" value="${visit.part?.text ?? ''}"${wrong && {html: ' aria-invalid="true" aria-describedby="wrong"'}}></label><button class="button quiet" type="submit">${hosted.choose}</button></form>
${wrong && html`<p class="bad small" id="wrong" role="alert">${hosted.wrongAmount(formats.money(seen.payableOnline))}</p>`}</details>`;
};

const transferCard = ({seen: {transfer}, visit, words}: View): Html | null => {
	if (transfer === null || visit.isConfirming) return null;
	const row = (label: string, value: string | null) => value && html`<dt>${label}</dt><dd>${value}</dd>`;
	return html`<section class="card"><h2>${words.hosted.byTransfer}</h2><div class="transfer"><dl>${row(words.payee, transfer.payee)}${row(words.iban, ibanText(transfer.iban))}${row(words.bic, transfer.bic)}${row(words.paymentReference, transfer.reference)}</dl>
${transfer.code && html`<figure>${codeImage(transfer.code)}<figcaption class="grey small">${words.hosted.scan}</figcaption></figure>`}</div></section>`;
};

/** Dark runs of each row, as one path. */
const codeImage = (text: string): Html => {
	const {data, size} = encode(text, {ecc: 'M', boostEcc: false, border: 0, maxVersion: 13});
	const path = data
		.flatMap((row, y) =>
			[
				...row
					.map((dark) => (dark ? '1' : '0'))
					.join('')
					.matchAll(/1+/g),
			].map(({0: run, index}) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
		)
		.join('');
	return html`<svg class="code" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="${path}"/></svg>`;
};
