import test from 'ava';
import fc from 'fast-check';
import {firstLook, nextHour, withLook, withoutLook} from '../../../../functions/invoices/core/collect-times.ts';
import {collectedOf, marked} from '../../../../functions/invoices/core/collected.ts';
import {
	type CollectFacts,
	type Doing,
	daysToReact,
	decide,
	isHeard,
	planned,
	replanned,
} from '../../../../functions/invoices/core/collections.ts';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {chased, move, writtenOff} from '../../../../functions/invoices/core/lifecycle.ts';
import {addDays, addHours, daysBetween, instantOf, latest, today} from '../../../../functions/kernel/calendar.ts';
import {withoutSteps, withSteps} from '../../../../functions/kernel/outbox.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {invoiceOf} from '../../documents/printed.ts';

/** Issued 22 November 2026, due 6 December, at nine in Berlin; ours to collect. */
const zone = 'Europe/Berlin';
const nine = (day: string) => instantOf(day, 9, zone);
const template = {id: 'tpl_9pQ3vRtY', version: 1, epoch: 1, k: 0};

type Policy = Partial<CollectFacts['policy']>;
const factsOf = (policy: Policy = {}, debtor: Partial<CollectFacts['debtor']> = {}, isStopped = false) =>
	({
		policy: {reminders: [], lateFee: null, finalAction: 'leave', ...policy},
		debtor: {isBusiness: true, pauseReminders: false, ...debtor},
		isStopped,
	}) satisfies CollectFacts;
const offsets = (...days: readonly number[]) => days.map((offsetDays) => ({offsetDays}));
const fee = {percent: '5', afterDays: 10};

/** `what` and the day on which it happens. */
const told = (doings: readonly Doing[]) =>
	doings.map((doing) => [
		doing.what,
		today(doing.at, zone),
		...(doing.what === 'reminder' ? [doing.offsets.join(' '), doing.isSent] : []),
		...(doing.what === 'late_fee' ? [doing.isCharged] : []),
		...(doing.what === 'final_action' ? [doing.action] : []),
	]);

const table: readonly (readonly [
	title: string,
	invoice: Parameters<typeof invoiceOf>[0],
	facts: CollectFacts,
	expected: readonly (readonly unknown[])[],
])[] = [
	['without a policy only the day on which it is overdue', {}, factsOf(), [['overdue', '2026-12-07']]],
	[
		'reminders before and after the due date, each on its day',
		{},
		factsOf({reminders: offsets(14, -3, 5)}),
		[
			['reminder', '2026-12-03', '-3', true],
			['overdue', '2026-12-07'],
			['reminder', '2026-12-11', '5', true],
			['reminder', '2026-12-20', '14', true],
		],
	],
	[
		'a day that lies before the issue has no reminder, and none is there twice',
		{},
		factsOf({reminders: offsets(-30, -14, 0, 0)}),
		[
			['reminder', '2026-12-06', '0', true],
			['overdue', '2026-12-07'],
		],
	],
	[
		'a late fee comes so many days after the due date, at the earliest when it is overdue',
		{},
		factsOf({lateFee: {amount: 4000, afterDays: 0}}),
		[
			['overdue', '2026-12-07'],
			['late_fee', '2026-12-07', true],
		],
	],
	[
		'consumers are charged no fee (rule 20)',
		{},
		factsOf({lateFee: fee}, {isBusiness: false}),
		[
			['overdue', '2026-12-07'],
			['late_fee', '2026-12-16', false],
		],
	],
	[
		'a disputed debt is charged no fee (rule 20)',
		{amountDisputedLost: 100},
		factsOf({lateFee: fee}),
		[
			['overdue', '2026-12-07'],
			['late_fee', '2026-12-16', false],
		],
	],
	['a fee bears no fee (rule 20)', {kind: 'late_fee'}, factsOf({lateFee: fee}), [['overdue', '2026-12-07']]],
	[
		'the final action leaves time to react to the last word',
		{},
		factsOf({reminders: offsets(5), lateFee: fee, finalAction: 'writeOff'}),
		[
			['overdue', '2026-12-07'],
			['reminder', '2026-12-11', '5', true],
			['late_fee', '2026-12-16', true],
			['final_action', '2026-12-23', 'writeOff'],
		],
	],
	[
		'where nothing was said the final action leaves the same time after the due date',
		{template},
		factsOf({finalAction: 'pauseTemplate'}),
		[
			['overdue', '2026-12-07'],
			['final_action', '2026-12-13', 'pauseTemplate'],
		],
	],
	['only what a template billed pauses one', {}, factsOf({finalAction: 'pauseTemplate'}), [['overdue', '2026-12-07']]],
	[
		'a promise holds everything but the event until the day after it',
		{promisedOn: '2026-12-30'},
		factsOf({reminders: offsets(-3, 5, 40), lateFee: fee, finalAction: 'writeOff'}),
		[
			['overdue', '2026-12-07'],
			['reminder', '2026-12-31', '-3 5', true],
			['late_fee', '2026-12-31', true],
			['reminder', '2027-01-15', '40', true],
			['final_action', '2027-01-22', 'writeOff'],
		],
	],
	[
		'a pause holds it until its day',
		{remindersPausedUntil: '2026-12-12'},
		factsOf({reminders: offsets(5)}),
		[
			['overdue', '2026-12-07'],
			['reminder', '2026-12-12', '5', true],
		],
	],
	[
		'reminders wait for a charge that is scheduled (rule 30)',
		{charge: scheduledCharge(nine('2026-12-15')), pending: [{step: 'invoice.charge', at: nine('2026-12-15')}]},
		factsOf({reminders: offsets(5, 14)}),
		[
			['overdue', '2026-12-07'],
			['reminder', '2026-12-15', '5', true],
			['reminder', '2026-12-20', '14', true],
		],
	],
	...(['draft', 'paid', 'void', 'uncollectible'] as const).map(
		(status) =>
			[
				`nothing is collected of what is ${status} (I12)`,
				{status},
				factsOf({reminders: offsets(5), lateFee: fee}),
				[],
			] as const,
	),
];
for (const [title, fields, facts, expected] of table) {
	test(title, (t) => {
		t.deepEqual(told(planned(invoiceOf(fields), facts, nine('2026-11-23'))), expected);
	});
}

test('days count at the invoice’s hour in its zone, across a change of the clocks', (t) => {
	const invoice = invoiceOf({dueDate: '2027-03-27', hour: 2, zone});
	const [reminder] = planned(invoice, factsOf({reminders: offsets(1)}), nine('2026-12-01'));
	// 28 March 2027: the clocks jump from two to three.
	t.is(reminder?.at, '2027-03-28T01:00:00.000Z');
});

test('what was missed while the platform was down is one reminder, the last (I12)', (t) => {
	const facts = factsOf({reminders: offsets(-3, 5, 14, 30)});
	const {doings, nextAt} = decide(invoiceOf(), facts, nine('2026-12-27'));
	t.deepEqual(told(doings), [
		['overdue', '2026-12-27'],
		['reminder', '2026-12-27', '-3 5 14', true],
	]);
	t.is(nextAt, nine('2027-01-05'));
});

test('what was to come before the due date is not made up for after it', (t) => {
	const facts = factsOf({reminders: offsets(-3, 0, 5)});
	t.deepEqual(told(decide(invoiceOf(), facts, nine('2026-12-06')).doings), [['reminder', '2026-12-06', '-3 0', true]]);
	t.deepEqual(told(decide(invoiceOf(), facts, nine('2026-12-07')).doings), [
		['overdue', '2026-12-07'],
		['reminder', '2026-12-07', '-3 0', false],
	]);
});

test('a new policy brings the planned look forward, at the earliest to the next hour; without a look nothing changes', (t) => {
	const invoice = withLook(invoiceOf(), nine('2026-12-20'));
	const look = (policy: Policy, now: string, on = invoice) => replanned(on, factsOf(policy), now).nextActAt;
	t.is(look({reminders: offsets(-3, 5)}, nine('2026-11-25')), nine('2026-12-03'));
	t.is(look({}, nine('2026-11-25')), nine('2026-12-07'));
	t.is(look({reminders: offsets(1)}, nine('2026-12-10')), nine('2026-12-11'));
	const told = marked(invoice, {isOverdueTold: true});
	t.is(look({reminders: offsets(30)}, nine('2026-12-10'), told), nine('2026-12-20'));
	t.is(look({}, nine('2026-12-10'), told), nine('2026-12-20'));
	t.is(look({reminders: offsets(5)}, nine('2026-11-25'), invoiceOf()), null);
});

test('what is done is not done again, whatever the policy becomes (I12)', (t) => {
	const done = marked(invoiceOf({template}), {
		reminded: [5],
		isOverdueTold: true,
		lateFee: {invoiceId: null},
		finalAction: 'writeOff',
	});
	const facts = factsOf({
		reminders: offsets(5),
		lateFee: {amount: 100, afterDays: 1},
		finalAction: 'pauseTemplate',
	});
	t.deepEqual(decide(done, facts, nine('2027-06-01')), {doings: [], nextAt: null});
});

test('a reminder by hand, or the mail about a failed card, stands for the planned one of its day and those before', (t) => {
	const facts = factsOf({reminders: offsets(5, 14)});
	const heard = marked(invoiceOf(), {remindedOn: '2026-12-11', isOverdueTold: true});
	t.deepEqual(told(planned(heard, facts, nine('2026-12-11'))), [
		['reminder', '2026-12-11', '5', false],
		['reminder', '2026-12-20', '14', true],
	]);
});

test('the look goes behind a charge of its own time, and does nothing before it but tell of the due date', (t) => {
	const at = nine('2026-12-11');
	const charging = withSteps(invoiceOf({charge: scheduledCharge(at)}), {step: 'invoice.charge', at});
	const {doings, nextAt} = decide(charging, factsOf({reminders: offsets(5)}), at);
	t.deepEqual(told(doings), [['overdue', '2026-12-11']]);
	t.is(nextAt, at);
	t.deepEqual(
		withLook(charging, at).pending.map(({step}) => step),
		['invoice.charge', 'invoice.collect'],
	);
});

test('nobody is written off while he may be on the payment page', (t) => {
	const checkout = {sessionId: 'cs_1', url: 'https://pay.example', amount: 1, expiresAt: nine('2026-12-09')};
	const {doings, nextAt} = decide(invoiceOf({checkout}), factsOf({finalAction: 'writeOff'}), nine('2026-12-13'));
	t.deepEqual(told(doings), [['overdue', '2026-12-13']]);
	t.is(nextAt, nine('2026-12-14'));
});

for (const state of ['processing', 'unknown'] as const) {
	test(`nothing is said while the outcome of a charge is ${state} (rule 30)`, (t) => {
		const charge = {...scheduledCharge(nine('2026-12-01')), state};
		const asking = {step: 'invoice.ask', at: nine('2026-12-12'), kind: 'debit'} as const;
		const invoice = marked(withSteps(invoiceOf({charge}), asking), {isOverdueTold: true});
		t.deepEqual(decide(invoice, factsOf({reminders: offsets(5), lateFee: fee}), nine('2026-12-11')).doings, []);
	});
}

for (const [why, facts] of [
	['the customer’s reminders are paused', factsOf({reminders: offsets(5)}, {pauseReminders: true})],
	['the account is suspended', factsOf({reminders: offsets(5)}, {}, true)],
] as const) {
	test(`while ${why} it looks again every day`, (t) => {
		const told = marked(invoiceOf(), {isOverdueTold: true});
		t.deepEqual(decide(told, facts, nine('2026-12-11')), {doings: [], nextAt: nine('2026-12-12')});
	});
}

/** What the act does, without the documents beside the invoice. */
const applied = (invoice: InvoiceDocument, doing: Doing, now: string): InvoiceDocument => {
	const moment = {now, today: today(now, zone)};
	if (doing.what === 'overdue') return marked(invoice, {isOverdueTold: true});
	if (doing.what === 'late_fee')
		return marked(invoice, {lateFee: {invoiceId: null}, ...(doing.isCharged ? {remindedOn: moment.today} : {})});
	if (doing.what === 'reminder')
		return marked(doing.isSent ? chased(withoutSteps(invoice, 'invoice.mail'), 'reminder', moment) : invoice, {
			reminded: [...collectedOf(invoice).reminded, ...doing.offsets],
		});
	const off = doing.action === 'writeOff' ? writtenOff(invoice, null, moment) : undefined;
	return marked(off?.ok ? off.value.invoice : invoice, {finalAction: doing.action});
};

const policies = fc.record({
	reminders: fc.array(
		fc.integer({min: -20, max: 40}).map((offsetDays) => ({offsetDays})),
		{maxLength: 6},
	),
	lateFee: fc.constantFrom(null, {amount: 500, afterDays: 3}, {percent: '2', afterDays: 20}),
	finalAction: fc.constantFrom('leave', 'writeOff', 'pauseTemplate'),
});
const events = fc.oneof(
	fc.record({do: fc.constant('pass' as const), days: fc.integer({min: 0, max: 25})}),
	fc.record({do: fc.constant('policy' as const), policy: policies}),
	fc.record({do: fc.constantFrom('pay' as const, 'refund' as const, 'charge' as const, 'fail' as const)}),
	fc.record({do: fc.constant('promise' as const), days: fc.integer({min: 0, max: 10})}),
	fc.record({do: fc.constant('debtor' as const), pauseReminders: fc.boolean()}),
);

test('no sequence of looks, payments, failures and changes says anything twice, or after payment (I12, I13)', (t) => {
	fc.assert(
		fc.property(policies, fc.array(events, {maxLength: 25}), (first, sequence) => {
			let facts = factsOf(first);
			let now = nine('2026-11-23');
			let invoice = withLook(invoiceOf({template}), now);
			const seen: string[] = [];
			const saidOn: string[] = [];
			const look = () => {
				const {doings, nextAt} = decide(invoice, facts, now);
				invoice = withoutLook(invoice);
				for (const doing of doings) {
					t.is(invoice.status, 'open', 'nothing is collected of what is settled');
					t.true(doing.at <= now);
					if (doing.what === 'reminder') {
						seen.push(...doing.offsets.map((days) => `reminder ${days}`));
						if (doing.isSent) t.false(saidOn.includes(today(now, zone)), 'one word a day');
						if (doing.isSent) saidOn.push(today(now, zone));
					} else seen.push(doing.what);
					if (doing.what !== 'overdue') t.true(invoice.pending.every(({step}) => step !== 'invoice.charge'));
					if (doing.what === 'final_action') {
						const {remindedOn} = collectedOf(invoice);
						t.true(remindedOn === null || daysBetween(remindedOn, today(now, zone)) >= daysToReact);
					}
					invoice = applied(invoice, doing, now);
				}
				if (nextAt !== null && invoice.status === 'open') invoice = withLook(invoice, nextAt);
			};
			const lookAsDue = (until: string) => {
				for (let turn = 0; turn < 200; turn++) {
					const [next] = invoice.pending;
					if (next?.step !== 'invoice.collect' || next.at > until) break;
					now = latest(now, next.at);
					look();
				}
				now = until;
			};
			const happens: {readonly [name: string]: (event: never) => void} = {
				pass: ({days}: {days: number}) => lookAsDue(instantOf(addDays(today(now, zone), days), 12, zone)),
				policy: ({policy}: {policy: CollectFacts['policy']}) => {
					facts = {...facts, policy};
				},
				debtor: ({pauseReminders}: {pauseReminders: boolean}) => {
					facts = {...facts, debtor: {isBusiness: true, pauseReminders}};
				},
				promise: ({days}: {days: number}) => {
					invoice = {...invoice, promisedOn: addDays(today(now, zone), days)};
				},
				pay: () => {
					if (invoice.status === 'open')
						invoice = move(invoice, {paid: invoice.amountDue}, {now, today: today(now, zone)}).invoice;
				},
				refund: () => {
					if (invoice.status === 'paid')
						invoice = move(invoice, {returned: 100}, {now, today: today(now, zone)}).invoice;
				},
				charge: () => {
					const at = addHours(now, 30);
					if (invoice.status === 'open' && !invoice.pending.some(({step}) => step === 'invoice.charge'))
						invoice = withSteps({...invoice, charge: scheduledCharge(at)}, {step: 'invoice.charge', at});
				},
				fail: () => {
					if (!invoice.pending.some(({step}) => step === 'invoice.charge')) return;
					const failed = withoutSteps(invoice, 'invoice.charge', 'invoice.mail');
					const charge = {...scheduledCharge(now), state: 'failed' as const, nextAttemptAt: null};
					invoice = chased({...failed, charge}, 'payment_failed', {now, today: today(now, zone)});
					saidOn.push(today(now, zone));
				},
			};
			for (const event of sequence) {
				const wasOpen = invoice.status === 'open';
				happens[event.do]?.(event as never);
				if (invoice.status !== 'open') t.true(invoice.pending.every(({step}) => step !== 'invoice.collect'));
				if (!wasOpen && invoice.status === 'open')
					t.deepEqual(
						invoice.pending.filter(({step}) => step === 'invoice.collect').map(({at}) => at),
						[nextHour(invoice, now)],
					);
			}
			t.is(new Set(seen).size, seen.length, 'each thing once');
			return true;
		}),
		{numRuns: 300},
	);
	t.pass();
});

test('what is told beforehand is what happens, on its day, if nobody pays and nothing changes', (t) => {
	fc.assert(
		fc.property(policies, fc.boolean(), (policy, isBusiness) => {
			const facts = factsOf(policy, {isBusiness});
			let invoice = invoiceOf({template});
			const issuedAt = invoice.issuedAt ?? '';
			invoice = withLook(invoice, firstLook({...invoice, dueDate: '2026-12-06'}, policy.reminders, issuedAt));
			const expected = told(planned(invoice, facts, issuedAt));
			const happened: (readonly unknown[])[] = [];
			for (let turn = 0; turn < 60 && invoice.nextActAt !== null; turn++) {
				const now = invoice.nextActAt;
				const {doings, nextAt} = decide(invoice, facts, now);
				happened.push(...told(doings));
				invoice = withoutSteps(invoice, 'invoice.collect');
				for (const doing of doings)
					invoice = withoutSteps(applied(invoice, doing, now), 'invoice.mail', 'invoice.notify');
				if (nextAt !== null && invoice.status === 'open') invoice = withLook(invoice, nextAt);
			}
			t.deepEqual(happened, policy.finalAction === 'writeOff' ? untilWrittenOff(expected) : expected);
		}),
		{numRuns: 200},
	);
});

/** Nothing more is said once the debt is given up. */
const untilWrittenOff = (doings: readonly (readonly unknown[])[]) =>
	doings.slice(0, doings.findIndex(([what]) => what === 'final_action') + 1 || undefined);

test('what the payer gets nothing of is not heard', (t) => {
	t.deepEqual(
		[
			{what: 'overdue', at: ''} as const,
			{what: 'reminder', at: '', offsets: [1], isSent: false} as const,
			{what: 'reminder', at: '', offsets: [1], isSent: true} as const,
			{what: 'late_fee', at: '', isCharged: false} as const,
			{what: 'late_fee', at: '', isCharged: true} as const,
		].map(isHeard),
		[false, false, true, false, true],
	);
});
