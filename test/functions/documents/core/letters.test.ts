import test from 'ava';
import {creditNoteMail, declineText, invoiceMail} from '../../../../functions/documents/core/letters.ts';
import {wordsOf} from '../../../../functions/documents/core/words.ts';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import type {ChargeState, InvoiceDocument} from '../../../../schemas/invoice.ts';
import {contentOf, creditNoteOf, invoiceOf, lineOf, sellerOf} from '../printed.ts';

const url = 'https://app.example/i/a-b-c';
const mail = (invoice: InvoiceDocument, kind = 'invoice', today = '2026-11-25') =>
	invoiceMail(invoice, kind, {seller: sellerOf(), hostedUrl: url, today});
const chargeOf = (state: ChargeState, fields: Partial<NonNullable<InvoiceDocument['charge']>> = {}) => ({
	...scheduledCharge('2026-11-22T09:30:00.000Z'),
	state,
	...fields,
});
const paid = {status: 'paid', amountPaid: 23800, amountDue: 0} as const;

for (const [what, invoice, kind, subject, text, label] of [
	[
		'an open invoice',
		invoiceOf(),
		'invoice',
		/^Invoice INV-2026-0042 from Atelier Nord$/,
		/€238\.00, due by 6 December 2026/,
		/^Pay €238\.00$/,
	],
	[
		'one that a card will pay',
		invoiceOf({charge: chargeOf('scheduled')}),
		'invoice',
		/^Invoice/,
		/charged to your saved payment method/,
		/^View invoice$/,
	],
	[
		'one whose charge is under way',
		invoiceOf({charge: chargeOf('processing')}),
		'invoice',
		/^Invoice/,
		/charged to your saved payment method/,
		/^View invoice$/,
	],
	[
		'one that a card has paid',
		invoiceOf({...paid, charge: chargeOf('succeeded')}),
		'invoice',
		/^Paid: invoice/,
		/received your payment of €238\.00.*Thank you/,
		/^View invoice$/,
	],
	['a receipt', invoiceOf(paid), 'receipt', /^Paid: invoice/, /paid in full/, /^View invoice$/],
	[
		'a receipt of a part',
		invoiceOf({amountPaid: 5000, amountDue: 18800}),
		'receipt',
		/^Payment received/,
		/€50\.00; €188\.00 is still open/,
		/^Pay €188\.00$/,
	],
	[
		'one whose charge failed before it was mailed',
		invoiceOf({charge: chargeOf('failed', {lastDeclineCode: 'expired_card'})}),
		'invoice',
		/^Payment failed/,
		/the card has expired/,
		/^Pay €238\.00$/,
	],
	[
		'a failed charge',
		invoiceOf({
			charge: chargeOf('failed', {lastDeclineCode: 'insufficient_funds', nextAttemptAt: '2026-11-26T08:00:00.000Z'}),
		}),
		'payment_failed',
		/^Payment failed/,
		/not enough money.*We try again on 26 November 2026/s,
		/^Pay €238\.00$/,
	],
	[
		'a bank that wants a word',
		invoiceOf({charge: chargeOf('action_required')}),
		'payment_action',
		/^Please confirm/,
		/your bank wants you to confirm/i,
		/^Confirm payment$/,
	],
	['a reminder in time', invoiceOf(), 'reminder', /^Reminder/, /due by 6 December 2026/, /^Pay €238\.00$/],
	[
		'nothing to pay',
		invoiceOf({status: 'paid', amountDue: 0}, contentOf({lines: [lineOf({unitAmount: 0})]})),
		'invoice',
		/^Invoice/,
		/nothing to pay/,
		/^View invoice$/,
	],
	[
		'one settled by a credit note',
		invoiceOf({status: 'paid', amountDue: 0, amountCredited: 23800}),
		'invoice',
		/^Invoice/,
		/Nothing is left to pay/,
		/^View invoice$/,
	],
	[
		'German',
		invoiceOf({locale: 'de-DE'}),
		'invoice',
		/^Rechnung INV-2026-0042 von Atelier Nord$/,
		/238,00\s€, fällig bis 6\. Dezember 2026/,
		/bezahlen$/,
	],
] as const) {
	test(`the mail speaks of the state at sending: ${what}`, (t) => {
		const told = mail(invoice, kind);
		t.regex(told?.subject ?? '', subject);
		t.regex(told?.paragraphs.join('\n') ?? '', text);
		t.regex(told?.action?.label ?? '', label);
		t.is(told?.action?.url, url);
	});
}

test('a reminder after the due date says so', (t) => {
	t.regex(mail(invoiceOf(), 'reminder', '2026-12-07')?.paragraphs[0] ?? '', /was due on 6 December 2026/);
	t.notRegex(mail(invoiceOf(), 'reminder', '2026-12-06')?.paragraphs[0] ?? '', /was due/);
});

for (const [locale, subject, early, late] of [
	[
		'en-IE',
		'Reminder: invoice INV-2026-0042 from Atelier Nord',
		/still open; it is due by 6 December 2026/,
		/was due on/,
	],
	[
		'de-DE',
		'Erinnerung: Rechnung INV-2026-0042 von Atelier Nord',
		/238,00\s€ offen, fällig bis 6\. Dezember 2026/,
		/238,00\s€ offen; sie war am 6\. Dezember 2026 fällig/,
	],
] as const) {
	test(`reminders before and after the due date in ${locale}`, (t) => {
		const told = mail(invoiceOf({locale}), 'reminder');
		t.is(told?.subject, subject);
		t.regex(told?.paragraphs[0] ?? '', early);
		t.regex(mail(invoiceOf({locale}), 'reminder', '2026-12-11')?.paragraphs[0] ?? '', late);
		t.regex(told?.action?.label ?? '', /238/);
	});
}

for (const [locale, subject, lead] of [
	[
		'en-IE',
		'Late fee INV-2026-0042 from Atelier Nord',
		/^Invoice INV-2026-0007 is overdue\. .*late fee of €238\.00, due by 6 December 2026.*INV-2026-0007 itself is still to be paid\.$/,
	],
	[
		'de-DE',
		'Mahngebühr INV-2026-0042 von Atelier Nord',
		/^die Rechnung INV-2026-0007 ist überfällig\. .*Mahngebühr von 238,00\s€, fällig bis 6\. Dezember 2026.*INV-2026-0007 selbst ist weiterhin zu bezahlen\.$/,
	],
] as const) {
	test(`a late fee names the invoice it is for, in ${locale}`, (t) => {
		const lateFeeFor = {invoiceId: 'inv_0007', number: 'INV-2026-0007'};
		const told = mail(invoiceOf({locale, kind: 'late_fee', lateFeeFor}));
		t.is(told?.subject, subject);
		t.regex(told?.paragraphs[0] ?? '', lead);
	});
}

for (const [what, charge, subject] of [
	['a declined card', chargeOf('failed', {lastDeclineCode: 'insufficient_funds'}), /^Payment failed/],
	['a missing card', chargeOf('failed', {lastDeclineCode: 'no_card'}), /^Payment failed/],
	['a bank that wants a word', chargeOf('action_required'), /^Please confirm/],
	['what only we can mend', chargeOf('failed', {lastDeclineCode: 'provider_refused'}), /^Reminder/],
	['an account that takes no cards', chargeOf('failed', {lastDeclineCode: 'no_stripe_account'}), /^Reminder/],
] as const) {
	test(`a failed charge sends the card mail instead of a reminder: ${what} (rule 30)`, (t) => {
		t.regex(mail(invoiceOf({charge}), 'reminder')?.subject ?? '', subject);
	});
}

test('no saved card is not told as a decline of the bank', (t) => {
	const none = {charge: chargeOf('failed', {lastDeclineCode: 'no_card'})};
	t.is(declineText(none, wordsOf('en')), 'no card is saved.');
	t.is(declineText(none, wordsOf('de')), 'Es ist keine Karte gespeichert.');
});

for (const [what, invoice, kind] of [
	['a void invoice', invoiceOf({status: 'void', amountDue: 0}), 'invoice'],
	['a reminder of what was paid meanwhile', invoiceOf(paid), 'reminder'],
	['a failed payment that succeeded since', invoiceOf({...paid, charge: chargeOf('succeeded')}), 'payment_failed'],
	['a failed payment that is tried again just now', invoiceOf({charge: chargeOf('processing')}), 'payment_failed'],
	['a confirmation that is not needed any more', invoiceOf({charge: chargeOf('failed')}), 'payment_action'],
	['a receipt of nothing', invoiceOf(), 'receipt'],
] as const) {
	test(`nothing is said about ${what}`, (t) => {
		t.is(mail(invoice, kind), null);
	});
}

test('codes that banks do not want to be told, and codes we do not know, are a plain decline', (t) => {
	const words = wordsOf('en');
	for (const lastDeclineCode of ['fraudulent', 'lost_card', 'generic_decline', 'toString', 'other', null])
		t.is(declineText({charge: chargeOf('failed', {lastDeclineCode})}, words), words.declines.other);
});

test('a credit note is mailed without a link', (t) => {
	const told = creditNoteMail(creditNoteOf(), sellerOf());
	t.is(told.subject, 'Credit note CN-2026-0007 from Atelier Nord');
	t.regex(told.paragraphs[0] ?? '', /€238\.00/);
	t.is(told.action, null);
});

test('the letter of an invoice that is charged later names the day: it is the notice (rule 29)', (t) => {
	const charge = {...chargeOf('scheduled'), nextAttemptAt: '2026-12-06T05:00:00.000Z'};
	const text = (locale: string) => JSON.stringify(mail(invoiceOf({locale, charge})));
	t.regex(text('en-GB'), /charged to your saved payment method on 6 December 2026;/);
	t.regex(text('de'), /Sie wird am 6\. Dezember 2026 von Ihrem/);
});
