import test from 'ava';
import fc from 'fast-check';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {
	canVoid,
	chased,
	isChargeInFlight,
	isDebitUnderWay,
	isPageOpen,
	type MovedBy,
	mailQueued,
	move,
	sumsOf,
	told,
	type VoidRefusal,
	voided,
	withoutCharge,
	withoutPage,
	writtenOff,
} from '../../../../functions/invoices/core/lifecycle.ts';
import {creditPostings, issuePostings} from '../../../../functions/invoices/core/postings.ts';
import {amountDue, netPaid} from '../../../../functions/invoices/core/settlement.ts';
import {withSteps} from '../../../../functions/kernel/outbox.ts';
import type {ChargeSlot, InvoiceDocument, Posting} from '../../../../schemas/invoice.ts';
import type {PendingStep} from '../../../../schemas/steps.ts';
import {invoiceOf as documentOf} from '../../documents/printed.ts';

const now = '2026-12-01T08:00:00.000Z';
const moment = {now, today: '2026-12-01'};
const total = 23_800;

/** As `issued` leaves it: posted and, where somebody listens, with its events. */
const invoiceOf = (fields: Parameters<typeof documentOf>[0] = {}): InvoiceDocument => {
	const invoice = documentOf({notify: true, ...fields});
	return {...invoice, postings: [...issuePostings('2026-11-22', invoice.totals)]};
};

const after = (invoice: InvoiceDocument, ...movements: readonly MovedBy[]): InvoiceDocument =>
	movements.reduce((next, movement) => move(next, movement, moment).invoice, invoice);

const eventsOf = ({pending}: InvoiceDocument) =>
	pending.filter(({step}) => step === 'invoice.notify').map(({kind}) => kind);
const namesOf = ({pending}: InvoiceDocument) => pending.map(({step}) => step);

const ledgers = (postings: readonly Posting[]): Record<string, number> => {
	const sums: Record<string, number> = {};
	for (const {ledger, debit, credit} of postings) sums[ledger] = (sums[ledger] ?? 0) + debit - credit;
	return sums;
};
const added = (before: InvoiceDocument, next: InvoiceDocument) =>
	next.postings
		.slice(before.postings.length)
		.map(({event, ledger, debit, credit}) => [event, ledger, debit - credit] as const);

const chargeOf = (state: ChargeSlot['state']): ChargeSlot => ({...scheduledCharge(now), state});
const charging = (state: ChargeSlot['state'], fields: Parameters<typeof documentOf>[0] = {}): InvoiceDocument =>
	withSteps(invoiceOf({charge: chargeOf(state), ...fields}), {step: 'invoice.charge', at: now});
const debitAsked: PendingStep = {step: 'invoice.ask', at: now, kind: 'debit'};
const pageAsked: PendingStep = {step: 'invoice.ask', at: now, kind: 'page'};
const checkout = {sessionId: 'cs_1', url: 'https://pay.example/1', amount: 100, expiresAt: now};

test('money that pays a part leaves the invoice open, with the rest due and one balanced posting set (invariants 11, 14)', (t) => {
	const before = invoiceOf();
	const {invoice, toBalance, becamePaid} = move(before, {paid: 800}, moment);
	t.like(invoice, {status: 'open', amountPaid: 800, amountDue: 23_000, paidAt: null, updatedAt: now});
	t.is(toBalance, 0);
	t.false(becamePaid);
	t.deepEqual(eventsOf(invoice), []);
	t.deepEqual(added(before, invoice), [
		['paid', 'cash', 800],
		['paid', 'receivable', -800],
	]);
	t.true(invoice.postings.every(({on}) => on === '2026-12-01' || on === '2026-11-22'));
});

test('money that pays the rest makes it paid, dates it and tells invoice.paid', (t) => {
	const {invoice, becamePaid} = move(after(invoiceOf(), {paid: 800}), {paid: 23_000}, moment);
	t.like(invoice, {status: 'paid', amountDue: 0, paidAt: now});
	t.true(becamePaid);
	t.deepEqual(eventsOf(invoice), ['invoice.paid']);
});

test('what is paid beyond the due goes to the balance in the same commit (invariants 13, 14)', (t) => {
	const before = invoiceOf();
	const {invoice, toBalance} = move(before, {paid: total + 200}, moment);
	t.is(toBalance, 200);
	t.like(invoice, {status: 'paid', amountDue: 0, amountPaid: total + 200, amountReturned: 200});
	t.deepEqual(added(before, invoice), [
		['paid', 'cash', total + 200],
		['paid', 'receivable', -total - 200],
		['excess_to_credit', 'receivable', 200],
		['excess_to_credit', 'customer_credit', -200],
	]);
});

test("the customer's own credit settles it like money, but moves no cash", (t) => {
	const before = invoiceOf();
	const {invoice, becamePaid} = move(before, {paid: total, from: 'credit'}, moment);
	t.true(becamePaid);
	t.deepEqual(added(before, invoice), [
		['credit_applied', 'customer_credit', total],
		['credit_applied', 'receivable', -total],
	]);
});

test('a credit of everything settles it without money: no invoice.paid', (t) => {
	const before = invoiceOf();
	const {invoice, becamePaid} = move(before, {credited: total}, moment);
	t.false(becamePaid);
	t.like(invoice, {status: 'paid', amountCredited: total, amountDue: 0, paidAt: now});
	t.deepEqual(eventsOf(invoice), []);
	t.deepEqual(added(before, invoice), [], 'the note posts what it credits');
});

test('a credit on a paid invoice sends what was paid for it to the balance and keeps the day it was paid', (t) => {
	const paid = {...after(invoiceOf(), {paid: total}), paidAt: '2026-11-25T08:00:00.000Z'};
	const {invoice, toBalance} = move(paid, {credited: 800}, moment);
	t.is(toBalance, 800);
	t.like(invoice, {status: 'paid', amountReturned: 800, amountDue: 0, paidAt: '2026-11-25T08:00:00.000Z'});
});

test('money that goes back opens it again; money back from a failed refund settles it again', (t) => {
	const paid = after(invoiceOf(), {paid: total});
	const returned = after(paid, {returned: 3800});
	t.like(returned, {status: 'open', amountDue: 3800, paidAt: null});
	t.deepEqual(added(paid, returned), [
		['returned', 'receivable', 3800],
		['returned', 'cash', -3800],
	]);
	const failed = move(returned, {returnFailed: 3800}, moment);
	t.like(failed.invoice, {status: 'paid', amountDue: 0, amountReturned: 0});
	t.false(failed.becamePaid);
	t.deepEqual(ledgers(failed.invoice.postings), ledgers(paid.postings));
});

test('a lost dispute opens it again and a won one settles it', (t) => {
	const paid = after(invoiceOf(), {paid: total});
	const lost = after(paid, {disputedLost: total});
	t.like(lost, {status: 'open', amountDue: total, amountDisputedLost: total});
	t.like(after(lost, {disputeWon: total}), {status: 'paid', amountDue: 0, amountDisputedLost: 0});
	t.deepEqual(ledgers(after(lost, {disputeWon: total}).postings), ledgers(paid.postings));
});

test('late money on an uncollectible invoice first takes the write-off back, and only the whole makes it paid', (t) => {
	const lost = after(invoiceOf(), {writtenOff: total});
	t.like(lost, {status: 'uncollectible', amountDue: 0, paidAt: null});
	const part = move(lost, {paid: 800}, moment);
	t.like(part.invoice, {status: 'uncollectible', amountWrittenOff: total - 800, amountDue: 0, paidAt: null});
	t.false(part.becamePaid);
	t.deepEqual(added(lost, part.invoice), [
		['paid', 'cash', 800],
		['paid', 'receivable', -800],
		['written_off', 'bad_debt', -800],
		['written_off', 'receivable', 800],
	]);
	const rest = move(part.invoice, {paid: total - 800 + 50}, moment);
	t.like(rest.invoice, {status: 'paid', amountWrittenOff: 0, amountDue: 0, paidAt: now});
	t.is(rest.toBalance, 50);
	t.true(rest.becamePaid);
	t.deepEqual(eventsOf(rest.invoice), ['invoice.paid']);
});

test('no money moves on a draft', (t) => {
	t.throws(() => move(invoiceOf({status: 'draft'}), {paid: 1}, moment), {name: 'Bug'});
});

for (const state of ['scheduled', 'failed', 'action_required', 'none'] as const) {
	test(`a charge that is ${state} is taken back once nothing is due`, (t) => {
		const settled = after(charging(state), {paid: total});
		t.like(settled.charge, {state: 'none', nextAttemptAt: null});
		t.false(namesOf(settled).includes('invoice.charge'));
	});
}

test('a charge stays as it is while something is still due', (t) => {
	const before = charging('scheduled');
	const open = after(before, {paid: total - 1});
	t.deepEqual(open.charge, before.charge);
	t.true(namesOf(open).includes('invoice.charge'));
});

for (const state of ['processing', 'unknown'] as const) {
	test(`a charge that is ${state} is left to its outcome, whatever was paid meanwhile (invariants 16, 18)`, (t) => {
		const before = charging(state);
		const settled = after(before, {paid: total});
		t.true(isChargeInFlight(settled));
		t.deepEqual(settled.charge, before.charge);
		t.true(namesOf(settled).includes('invoice.charge'));
	});
}

test('a bank debit under way counts as a charge in flight, a payment page does not', (t) => {
	const debit = withSteps(invoiceOf(), debitAsked);
	const page = withSteps(invoiceOf({checkout}), pageAsked);
	t.true(isDebitUnderWay(debit) && isChargeInFlight(debit));
	t.false(isDebitUnderWay(page) || isChargeInFlight(page));
	t.deepEqual(
		[invoiceOf(), debit, page].map((invoice) => isPageOpen(invoice)),
		[false, false, true],
	);
	const settled = after(withSteps(charging('scheduled'), debitAsked), {paid: total});
	t.is(settled.charge?.state, 'scheduled');
});

test('a charge that succeeded stays one that succeeded', (t) => {
	t.is(withoutCharge(charging('succeeded')).charge?.state, 'succeeded');
	t.is(withoutCharge(invoiceOf()).charge, null);
});

test('a page that is done is forgotten with the question about it; a newer page and a debit are left alone', (t) => {
	const open = withSteps(invoiceOf({checkout}), pageAsked, debitAsked);
	const closed = withoutPage(open, 'cs_1');
	t.is(closed.checkout, null);
	t.deepEqual(closed.pending, [debitAsked]);
	t.is(closed.nextActAt, now);
	t.is(withoutPage(open, 'cs_older'), open);
	t.is(withoutPage(invoiceOf(), 'cs_1').checkout, null);
});

test('events are told only where an endpoint listens', (t) => {
	t.deepEqual(eventsOf(told(invoiceOf(), 'invoice.sent', now)), ['invoice.sent']);
	const silent = invoiceOf({notify: false});
	t.is(told(silent, 'invoice.sent', now), silent);
	t.deepEqual(after(silent, {paid: total}).pending, []);
	t.deepEqual(voided(silent, 'crn_0001', moment).pending, []);
	const lost = writtenOff(silent, null, moment);
	t.deepEqual(lost.ok && lost.value.invoice.pending, []);
});

const unvoidable: readonly [string, InvoiceDocument, VoidRefusal][] = [
	['a draft', invoiceOf({status: 'draft'}), 'invoice_not_open'],
	['a paid one', after(invoiceOf(), {paid: total}), 'invoice_not_open'],
	['an uncollectible one', after(invoiceOf(), {writtenOff: total}), 'invoice_not_open'],
	['a void one', voided(invoiceOf(), 'crn_0001', moment), 'invoice_not_open'],
	['one whose charge is at the provider', charging('processing'), 'charge_in_flight'],
	['one whose charge nobody knows the outcome of', charging('unknown'), 'charge_in_flight'],
	['one with a bank debit under way', withSteps(invoiceOf(), debitAsked), 'charge_in_flight'],
	['one that is paid in part', after(invoiceOf(), {paid: 1}), 'invoice_has_payments'],
	['one that is credited in part', after(invoiceOf(), {credited: 1}), 'invoice_has_credit_notes'],
];
for (const [name, invoice, code] of unvoidable) {
	test(`${name} is not voided: ${code}`, (t) => {
		const refused = canVoid(invoice);
		t.is(refused.ok ? null : refused.refusal.code, code);
		t.throws(() => voided(invoice, 'crn_0002', moment), {name: 'Bug'});
	});
}

test('an open invoice can be voided, also with a charge waiting or once all that was paid went back', (t) => {
	for (const invoice of [
		invoiceOf(),
		charging('scheduled'),
		charging('failed'),
		after(invoiceOf(), {paid: 10}, {returned: 10}),
		after(invoiceOf(), {writtenOff: 10}),
	])
		t.true(canVoid(invoice).ok);
});

test('a void invoice keeps its number, owes nothing, names its note and neither charges nor mails (invariants 7, 14)', (t) => {
	const before = withSteps(charging('scheduled', {delivery: {state: 'queued', sentAt: null, count: 0}}), {
		step: 'invoice.mail',
		at: now,
		kind: 'invoice',
	});
	const gone = voided(before, 'crn_0001', moment);
	t.like(gone, {
		status: 'void',
		number: before.number,
		amountDue: 0,
		amountCredited: total,
		paidAt: null,
		creditNoteIds: ['crn_0001'],
		delivery: {state: 'none'},
		charge: {state: 'none', nextAttemptAt: null},
	});
	t.deepEqual(gone.pending, [{step: 'invoice.notify', at: now, kind: 'invoice.voided'}]);
	t.is(
		voided(invoiceOf({delivery: {state: 'sent', sentAt: now, count: 1}}), 'crn_0001', moment).delivery.state,
		'sent',
	);
});

test('a void invoice and its note net to zero in every ledger, also after a part was written off (invariants 11, 12)', (t) => {
	for (const before of [invoiceOf(), after(invoiceOf(), {writtenOff: 800})]) {
		const gone = voided(before, 'crn_0001', moment);
		const all = ledgers([...gone.postings, ...creditPostings('2026-12-01', gone.totals, 0)]);
		t.true(Object.values(all).every((sum) => sum === 0));
		t.is(gone.amountWrittenOff, 0);
	}
});

test('a write-off takes all that is due unless it says less; only all of it is uncollectible', (t) => {
	const before = after(invoiceOf(), {paid: 800});
	const part = writtenOff(before, 1000, moment);
	const all = writtenOff(before, null, moment);
	if (!part.ok || !all.ok) return t.fail();
	t.like(part.value.invoice, {status: 'open', amountWrittenOff: 1000, amountDue: 22_000});
	t.like(all.value.invoice, {status: 'uncollectible', amountWrittenOff: 23_000, amountDue: 0, paidAt: null});
	t.deepEqual(eventsOf(part.value.invoice), ['invoice.written_off']);
	t.deepEqual(eventsOf(all.value.invoice), ['invoice.written_off']);
	t.deepEqual(added(before, all.value.invoice), [
		['written_off', 'bad_debt', 23_000],
		['written_off', 'receivable', -23_000],
	]);
});

test('a full write-off takes a waiting charge back', (t) => {
	const lost = writtenOff(charging('scheduled'), null, moment);
	t.is(lost.ok && lost.value.invoice.charge?.state, 'none');
	t.deepEqual(lost.ok && namesOf(lost.value.invoice), ['invoice.notify']);
});

const notWrittenOff: readonly [
	string,
	InvoiceDocument,
	number | null,
	'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight',
][] = [
	['more than is due', after(invoiceOf(), {paid: 800}), 23_001, 'amount_exceeds_due'],
	['a draft', invoiceOf({status: 'draft'}), null, 'invoice_not_open'],
	['a paid invoice', after(invoiceOf(), {paid: total}), 1, 'invoice_not_open'],
	['an uncollectible invoice', after(invoiceOf(), {writtenOff: total}), 1, 'invoice_not_open'],
	['an invoice whose charge is under way', charging('processing'), null, 'charge_in_flight'],
];
for (const [name, invoice, amount, code] of notWrittenOff) {
	test(`${name} is not written off: ${code}`, (t) => {
		const refused = writtenOff(invoice, amount, moment);
		t.is(refused.ok ? null : refused.refusal.code, code);
	});
}

test('a mail is queued as a step that says which, and shows as queued', (t) => {
	const queued = mailQueued(invoiceOf({delivery: {state: 'sent', sentAt: now, count: 2}}), 'reminder', now);
	t.deepEqual(queued.delivery, {state: 'queued', sentAt: now, count: 2});
	t.deepEqual(queued.pending, [{step: 'invoice.mail', at: now, kind: 'reminder'}]);
	t.is(queued.nextActAt, now);
});

const anyMovement: fc.Arbitrary<MovedBy> = fc.oneof(
	fc
		.record({paid: fc.integer({min: 0, max: 30_000}), from: fc.constantFrom('cash' as const, 'credit' as const)})
		.map((paid) => paid),
	fc.integer({min: 0, max: 10_000}).map((credited) => ({credited})),
	fc.integer({min: 0, max: 10_000}).map((writtenOff) => ({writtenOff})),
	fc.integer({min: 0, max: 10_000}).map((returned) => ({returned})),
	fc.integer({min: 0, max: 10_000}).map((disputedLost) => ({disputedLost})),
);

/** What the acts let through: never more credited, written off or given back than there is. */
const allowed = (invoice: InvoiceDocument, movement: MovedBy): MovedBy => {
	const kept = netPaid(sumsOf(invoice));
	return {
		...movement,
		...(movement.credited === undefined
			? {}
			: {credited: Math.min(movement.credited, invoice.total - invoice.amountCredited)}),
		...(movement.writtenOff === undefined ? {} : {writtenOff: Math.min(movement.writtenOff, invoice.amountDue)}),
		...(movement.returned === undefined ? {} : {returned: Math.min(movement.returned, kept)}),
		...(movement.disputedLost === undefined ? {} : {disputedLost: Math.min(movement.disputedLost, kept)}),
	};
};

test('whatever moves in whatever order, every event balances and the receivable is what is due (invariants 11, 12, 13, 14)', (t) => {
	fc.assert(
		fc.property(fc.array(anyMovement, {maxLength: 8}), (movements) => {
			let invoice = invoiceOf({notify: false});
			let balance = 0;
			const notes: Posting[] = [];
			for (const movement of movements) {
				const wanted = allowed(invoice, movement);
				const moved = move(invoice, wanted, moment);
				if (wanted.credited) {
					const sums = {taxTotal: 0, rounding: 0, total: wanted.credited};
					notes.push(...creditPostings(moment.today, sums, 0));
				}
				invoice = moved.invoice;
				balance += moved.toBalance;
				t.is(invoice.amountDue, amountDue(sumsOf(invoice)));
				t.true(invoice.amountDue >= 0 && netPaid(sumsOf(invoice)) >= 0 && invoice.amountWrittenOff >= 0);
				t.true(invoice.amountPaid <= total + balance + invoice.amountReturned + invoice.amountDisputedLost);
				const all = ledgers([...invoice.postings, ...notes]);
				t.is(all.receivable ?? 0, invoice.amountDue);
				t.is(all.bad_debt ?? 0, invoice.amountWrittenOff);
				t.is(
					Object.values(all).reduce((sum, amount) => sum + amount, 0),
					0,
				);
				t.is(invoice.status === 'open', invoice.amountDue > 0);
				t.is(invoice.paidAt !== null, invoice.status === 'paid');
			}
		}),
		{numRuns: 150},
	);
});

/** Whatever takes the debt away takes the planned look away with it. */
const settlings: readonly (readonly [string, (invoice: InvoiceDocument) => InvoiceDocument])[] = [
	['a payment', (invoice) => after(invoice, {paid: total})],
	['the customer’s credit', (invoice) => after(invoice, {paid: total, from: 'credit'})],
	['a payment and a credit note', (invoice) => after(invoice, {paid: 1000}, {credited: total - 1000})],
	['voiding', (invoice) => voided(invoice, 'crn_0001', moment)],
	[
		'a write-off of everything',
		(invoice) => {
			const off = writtenOff(invoice, null, moment);
			return off.ok ? off.value.invoice : invoice;
		},
	],
];
for (const [what, settle] of settlings) {
	test(`nothing is collected after ${what} (I12)`, (t) => {
		const planned = withSteps(invoiceOf(), {step: 'invoice.collect', at: '2026-12-07T08:00:00.000Z'});
		t.false(namesOf(settle(planned)).includes('invoice.collect'));
		t.true(namesOf(after(planned, {paid: 1000})).includes('invoice.collect'), 'a part is not all');
	});
}

test('an invoice that is open again is looked at at its next hour, once (I12)', (t) => {
	const open = after(invoiceOf(), {paid: total}, {returned: 100}, {returned: 100});
	t.deepEqual(
		open.pending.filter(({step}) => step === 'invoice.collect').map(({at}) => at),
		['2026-12-02T08:00:00.000Z'],
	);
	t.false(namesOf(after(open, {paid: 200})).includes('invoice.collect'));
});

test('what tells the payer of the debt is remembered with its day', (t) => {
	const told = chased(invoiceOf(), 'payment_failed', moment);
	t.is(told.collected?.remindedOn, '2026-12-01');
	t.deepEqual(told.pending.at(-1), {step: 'invoice.mail', at: now, kind: 'payment_failed'});
});
