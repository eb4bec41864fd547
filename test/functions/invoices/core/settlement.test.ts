import test from 'ava';
import fc from 'fast-check';
import {
	amountDue,
	type InvoiceSums,
	type IssuedStatus,
	isOverdue,
	isPartiallyPaid,
	type Movements,
	netPaid,
	settle,
	untouched,
} from '../../../../functions/invoices/core/settlement.ts';

const after = (total: number, ...steps: readonly Movements[]) => {
	let status: IssuedStatus = 'open';
	let sums: InvoiceSums = untouched(total);
	let last = settle(status, sums, {});
	for (const step of steps) {
		last = settle(status, sums, step);
		({status, sums} = last);
	}
	return last;
};

const table: readonly [
	string,
	readonly Movements[],
	{amountDue: number; status: IssuedStatus; toBalance: number; writeOffReversed: number; becamePaid: boolean},
][] = [
	[
		'part of it paid is still open',
		[{paid: 40}],
		{amountDue: 60, status: 'open', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'all of it paid is paid',
		[{paid: 40}, {paid: 60}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 0, becamePaid: true},
	],
	[
		'what is paid beyond goes to the balance',
		[{paid: 130}],
		{amountDue: 0, status: 'paid', toBalance: 30, writeOffReversed: 0, becamePaid: true},
	],
	[
		'credited in full is paid, but not by money',
		[{credited: 100}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a credit on a paid invoice goes to the balance',
		[{paid: 100}, {credited: 25}],
		{amountDue: 0, status: 'paid', toBalance: 25, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a credit beyond what is still due moves only what was paid',
		[{paid: 40}, {credited: 100}],
		{amountDue: 0, status: 'paid', toBalance: 40, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a refund with its credit note leaves it paid',
		[{paid: 100}, {returned: 30, credited: 30}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a refund without a credit note opens it again',
		[{paid: 100}, {returned: 30}],
		{amountDue: 30, status: 'open', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a lost dispute opens it again',
		[{paid: 100}, {disputedLost: 100}],
		{amountDue: 100, status: 'open', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a dispute won in the end settles it again',
		[{paid: 100}, {disputedLost: 100}, {disputeWon: 100}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a full write-off is uncollectible',
		[{writtenOff: 100}],
		{amountDue: 0, status: 'uncollectible', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a write-off of all that is left is uncollectible',
		[{paid: 40}, {writtenOff: 60}],
		{amountDue: 0, status: 'uncollectible', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a partial write-off stays open',
		[{writtenOff: 30}],
		{amountDue: 70, status: 'open', toBalance: 0, writeOffReversed: 0, becamePaid: false},
	],
	[
		'a partial write-off and the rest paid is paid',
		[{writtenOff: 30}, {paid: 70}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 0, becamePaid: true},
	],
	[
		'money on an uncollectible invoice first reverses the write-off',
		[{writtenOff: 100}, {paid: 40}],
		{amountDue: 0, status: 'uncollectible', toBalance: 0, writeOffReversed: 40, becamePaid: false},
	],
	[
		'an uncollectible invoice paid in full is paid',
		[{writtenOff: 100}, {paid: 100}],
		{amountDue: 0, status: 'paid', toBalance: 0, writeOffReversed: 100, becamePaid: true},
	],
	[
		'more than was written off goes to the balance',
		[{writtenOff: 100}, {paid: 130}],
		{amountDue: 0, status: 'paid', toBalance: 30, writeOffReversed: 100, becamePaid: true},
	],
];
for (const [title, steps, expected] of table) {
	test(title, (t) => t.like(after(100, ...steps), expected));
}

test('a total of zero is settled at once, without money', (t) => {
	t.like(after(0), {status: 'paid', becamePaid: false, amountDue: 0});
});

test('a void invoice stays void', (t) => {
	t.is(settle('void', {...untouched(100), amountCredited: 100}, {}).status, 'void');
});

test('a movement below zero is a bug', (t) => {
	t.throws(() => settle('open', untouched(100), {paid: -1}), {name: 'Bug'});
});

test('overdue and partially paid follow from the sums and the day', (t) => {
	t.true(isPartiallyPaid('open', after(100, {paid: 1}).sums));
	t.false(isPartiallyPaid('open', after(100, {paid: 1}, {returned: 1}).sums));
	t.false(isPartiallyPaid('paid', after(100, {paid: 100}).sums));
	t.true(isOverdue('open', '2026-05-30', '2026-05-31'));
	t.false(isOverdue('open', '2026-05-31', '2026-05-31'));
	t.false(isOverdue('paid', '2026-05-30', '2026-05-31'));
});

test('whatever moves, no money is lost: what came is kept, due, credited, written off or given back', (t) => {
	const amount = fc.integer({min: 0, max: 200});
	const movement = fc.oneof(
		amount.map((paid) => ({paid})),
		amount.map((writtenOff) => ({writtenOff})),
	);
	fc.assert(
		fc.property(fc.array(movement, {maxLength: 6}), fc.integer({min: 0, max: 100}), (moves, credited) => {
			const {sums, amountDue: due} = after(
				100,
				...moves.map((each) => ('writtenOff' in each ? {writtenOff: Math.min(each.writtenOff, 5)} : each)),
				{credited},
			);
			t.is(due, amountDue(sums));
			t.true(netPaid(sums) >= 0 && sums.amountWrittenOff >= 0);
			t.is(due + sums.amountCredited + sums.amountWrittenOff + netPaid(sums), 100);
		}),
	);
});
