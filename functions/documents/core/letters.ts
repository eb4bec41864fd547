/** What a mail about a document says. It speaks of the state at sending, not of the state when it was queued. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {Seller} from '../../../schemas/parties.ts';
import {isOverdue} from '../../invoices/core/settlement.ts';
import {today as dayOf} from '../../kernel/calendar.ts';
import {declineClass} from '../../payments/core/declines.ts';
import {creditTitleOf} from './credit-note-model.ts';
import {titleOf} from './document-model.ts';
import {type Formats, formatsOf} from './formats.ts';
import {owedOf, paidOf} from './public-invoice.ts';
import {type Words, wordsOf} from './words.ts';

export type MailText = {
	readonly subject: string;
	readonly paragraphs: readonly string[];
	/** The one thing to do; null where there is nothing. */
	readonly action: {readonly label: string; readonly url: string} | null;
};

export type MailFacts = {
	readonly seller: Seller;
	readonly hostedUrl: string;
	/** In the invoice's zone. */
	readonly today: PlainDate;
};

/** Null when there is nothing left to say: a void invoice, a reminder of what was paid meanwhile. */
export const invoiceMail = (invoice: InvoiceDocument, kind: string, facts: MailFacts): MailText | null => {
	if (invoice.status === 'draft' || invoice.status === 'void') return null;
	const told = tell(invoice, kind, {...facts, ...wording(invoice)});
	if (told === null) return null;
	const {mail} = wordsOf(invoice.locale);
	const pays = invoice.status === 'open' && told.label !== mail.view;
	return {
		subject: told.subject,
		paragraphs: [...told.text, mail.attached],
		action: {label: pays ? told.label : mail.view, url: facts.hostedUrl},
	};
};

/** The mail that carries a credit note; it has no page of its own. */
export const creditNoteMail = (note: CreditNoteDocument, seller: Seller): MailText => {
	const words = wordsOf(note.locale);
	const formats = formatsOf(note.locale, note.currency);
	const title = creditTitleOf(note, words);
	return {
		subject: words.mail.creditSubject(title, note.number, seller.name),
		paragraphs: [words.mail.creditLead(title, note.number, formats.money(note.total)), words.mail.attached],
		action: null,
	};
};

type Wording = {readonly words: Words; readonly formats: Formats; readonly number: string; readonly title: string};
type Telling = MailFacts & Wording;
type Told = {readonly subject: string; readonly text: readonly string[]; readonly label: string};

const wording = (invoice: InvoiceDocument): Wording => {
	const words = wordsOf(invoice.locale);
	const formats = formatsOf(invoice.locale, invoice.currency);
	return {words, formats, number: invoice.number ?? '', title: titleOf(invoice, words)};
};

const tell = (invoice: InvoiceDocument, kind: string, telling: Telling): Told | null => {
	const {status, charge} = invoice;
	const isOpen = status === 'open';
	if (kind === 'reminder') return isOpen ? reminded(invoice, telling) : null;
	if (kind === 'receipt') return isOpen ? partReceived(invoice, telling) : received(invoice, telling);
	if (kind === 'payment_failed') return isOpen && charge?.state === 'failed' ? failed(invoice, telling) : null;
	if (kind === 'payment_action') return isOpen && charge?.state === 'action_required' ? action(invoice, telling) : null;
	if (isOpen && charge?.state === 'failed') return failed(invoice, telling);
	if (isOpen && charge?.state === 'action_required') return action(invoice, telling);
	if (status === 'paid' && paidOf(invoice) > 0) return received(invoice, telling);
	return announced(invoice, telling);
};

const announced = (invoice: InvoiceDocument, {words, formats, number, title, seller}: Telling): Told => {
	const {mail} = words;
	const amount = formats.money(owedOf(invoice));
	const subject = mail.invoiceSubject(title, number, seller.name);
	if (invoice.total === 0) return {subject, text: [mail.zeroLead(title, number)], label: mail.view};
	if (invoice.status !== 'open')
		return {subject, text: [mail.settledLead(title, number, formats.money(invoice.total))], label: mail.view};
	if (isChargeComing(invoice)) {
		const on = chargedOn(invoice);
		return {subject, text: [mail.autoLead(title, number, amount, on && formats.date(on))], label: mail.view};
	}
	const due = invoice.dueDate === null ? '' : formats.date(invoice.dueDate);
	const {lateFeeFor} = invoice;
	const lead = lateFeeFor
		? mail.lateFeeLead(number, lateFeeFor.number, amount, due)
		: mail.invoiceLead(title, number, amount, due);
	return {subject, text: [lead], label: mail.pay(amount)};
};

/** The notice before an automatic charge names its day (rule 29); null where it is charged on the day of issue. */
const chargedOn = ({charge, issueDate, zone}: InvoiceDocument): string | null => {
	const day = charge?.state === 'scheduled' && charge.nextAttemptAt ? dayOf(charge.nextAttemptAt, zone) : null;
	return day === issueDate ? null : day;
};

const isChargeComing = ({charge}: InvoiceDocument): boolean =>
	charge !== null && (charge.state === 'scheduled' || charge.state === 'processing' || charge.state === 'unknown');

const received = (invoice: InvoiceDocument, {words: {mail}, formats, number, seller}: Telling): Told | null => {
	const paid = paidOf(invoice);
	if (paid === 0) return null;
	return {
		subject: mail.receiptSubject(number, seller.name),
		text: [mail.receiptLead(number, formats.money(paid))],
		label: mail.view,
	};
};

const partReceived = (invoice: InvoiceDocument, {words: {mail}, formats, number, seller}: Telling): Told | null => {
	const paid = paidOf(invoice);
	const open = formats.money(invoice.amountDue);
	if (paid === 0) return null;
	return {
		subject: mail.partSubject(number, seller.name),
		text: [mail.partLead(number, formats.money(paid), open)],
		label: mail.pay(open),
	};
};

/** Where the card failed, that is what the payer has to know; unless only we can mend it. */
const reminded = (invoice: InvoiceDocument, telling: Telling): Told => {
	const {charge} = invoice;
	if (charge?.state === 'action_required') return action(invoice, telling);
	const code = charge?.lastDeclineCode ?? '';
	const isTheirs = declineClass({code, declineCode: null, adviceCode: null}) !== 'stop' && !ours.includes(code);
	return charge?.state === 'failed' && isTheirs ? failed(invoice, telling) : reminder(invoice, telling);
};

/** Why a charge was not even tried, where the payer can do nothing about it. */
const ours: readonly string[] = [
	'no_stripe_account',
	'customer_archived',
	'amount_not_chargeable',
	'amount_too_small',
	'amount_too_large',
];

const reminder = (invoice: InvoiceDocument, {words: {mail}, formats, number, seller, today}: Telling): Told => {
	const amount = formats.money(invoice.amountDue);
	const {dueDate, status} = invoice;
	const due = dueDate === null ? '' : formats.date(dueDate);
	const isLate = dueDate !== null && isOverdue(status, dueDate, today);
	return {
		subject: mail.reminderSubject(number, seller.name),
		text: [isLate ? mail.overdueLead(number, amount, due) : mail.reminderLead(number, amount, due)],
		label: mail.pay(amount),
	};
};

const failed = (invoice: InvoiceDocument, {words, formats, number, seller}: Telling): Told => {
	const {mail} = words;
	const amount = formats.money(invoice.amountDue);
	const next = invoice.charge?.nextAttemptAt;
	return {
		subject: mail.failedSubject(number, seller.name),
		text: [
			mail.failedLead(number, amount, declineText(invoice, words)),
			...(next ? [mail.retryOn(formats.date(dayOf(next, invoice.zone)))] : []),
		],
		label: mail.pay(amount),
	};
};

const action = (invoice: InvoiceDocument, {words: {mail}, formats, number, seller}: Telling): Told => ({
	subject: mail.actionSubject(number, seller.name),
	text: [mail.actionLead(number, formats.money(invoice.amountDue))],
	label: mail.confirm,
});

/** Why the last try failed, in words for the payer; codes without words of their own are a plain decline. */
export const declineText = ({charge}: Pick<InvoiceDocument, 'charge'>, {declines}: Words): string =>
	(Object.hasOwn(declines, charge?.lastDeclineCode ?? '') ? declines[charge?.lastDeclineCode ?? ''] : undefined) ??
	declines.other;
