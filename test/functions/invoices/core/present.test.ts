import test from 'ava';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {present, presentUnsaved} from '../../../../functions/invoices/core/present.ts';
import {withSteps} from '../../../../functions/kernel/outbox.ts';
import {Invoice, InvoiceInput} from '../../../../schemas/invoice.ts';
import {contentOf, invoiceOf, lineOf, vat7} from '../../documents/printed.ts';

const now = '2026-11-22T09:30:00.000Z';
const view = {today: '2026-12-06', hostedUrl: 'https://app.example/i/1'};

/** Entered with as little as can be: whatever may be left out is. */
const terse = contentOf({
	lines: [
		lineOf({unit: undefined, discounts: [{percent: '10'}], charges: [{description: 'Rush', amount: 50}]}),
		lineOf({id: 'lin_0002', quantity: '1', unitAmount: '0.25', taxRates: []}),
	],
	discounts: [{amount: 100}],
	charges: [{id: 'lin_0500', description: 'Freight', amount: 500, taxRates: [vat7]}],
});

const absent = (value: unknown, path = ''): readonly string[] => {
	if (value === undefined) return [path];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => absent(inner, `${path}.${key}`));
};

test('every state of an invoice is answered as the contract says', (t) => {
	for (const status of ['draft', 'open', 'paid', 'void', 'uncollectible'] as const) {
		const answer = present(invoiceOf({status, charge: scheduledCharge(now)}, terse), view);
		t.deepEqual(Invoice.parse(answer), answer);
		t.is(answer.status, status);
	}
});

test('lines and charges are answered as entered beside what they come to, rates by their ids (invariant 9)', (t) => {
	const invoice = invoiceOf({}, terse);
	const answer = present(invoice, view);
	t.deepEqual(
		answer.lines.map(({id, net, discountShare, tax, gross}) => ({id, net, discountShare, tax, gross})),
		invoice.totals.lines,
	);
	t.deepEqual(
		answer.lines.map(({taxRateIds}) => taxRateIds),
		[['tax_0019'], []],
	);
	t.like(answer.charges[0], {id: 'lin_0500', description: 'Freight', amount: 500, taxRateIds: ['tax_0007']});
	const parts = [...answer.lines, ...answer.charges].reduce((sum, {gross}) => sum + gross, 0);
	t.is(parts, answer.total - answer.rounding);
});

test('what was left out is answered as null, never absent', (t) => {
	const answer = present(invoiceOf({}, terse), view);
	t.deepEqual(absent(answer), []);
	t.like(answer.lines[0], {itemId: null, unit: null, period: null});
	t.deepEqual(answer.lines[0]?.discounts, [{description: null, percent: '10', amount: null}]);
	t.deepEqual(answer.lines[0]?.charges, [{description: 'Rush', percent: null, amount: 50}]);
	t.deepEqual(answer.discounts, [{description: null, percent: null, amount: 100, taxRateIds: null}]);
	t.is(answer.charges[0]?.percent, null);
	t.deepEqual(
		Object.keys(answer).sort(),
		Object.keys(Invoice.shape)
			.filter((key) => key !== 'warnings')
			.sort(),
	);
});

test('what is answered can be entered again', (t) => {
	const {customerId, lines, discounts, charges} = present(invoiceOf({}, terse), view);
	const input = InvoiceInput.safeParse({
		customerId,
		lines: lines.map(({id: _id, net: _net, discountShare: _share, tax: _tax, gross: _gross, ...line}) => line),
		discounts,
		charges: charges.map(({id: _id, net: _net, tax: _tax, gross: _gross, ...charge}) => charge),
	});
	t.true(input.success);
});

test('it is overdue from the day after its due date, while it is open', (t) => {
	const overdue = (today: string, status: 'open' | 'paid' | 'void' | 'draft' = 'open') =>
		present(invoiceOf({status, dueDate: '2026-12-06'}), {...view, today}).overdue;
	t.deepEqual([overdue('2026-12-05'), overdue('2026-12-06'), overdue('2026-12-07')], [false, false, true]);
	t.deepEqual(
		(['paid', 'void', 'draft'] as const).map((status) => overdue('2027-01-01', status)),
		[false, false, false],
	);
	t.false(present(invoiceOf({dueDate: null}), {...view, today: '2027-01-01'}).overdue);
});

test('it is partially paid while it is open and money of it stayed', (t) => {
	const partly = (fields: Parameters<typeof invoiceOf>[0]) => present(invoiceOf(fields), view).partiallyPaid;
	t.true(partly({amountPaid: 1}));
	t.false(partly({amountPaid: 1, amountReturned: 1}));
	t.false(partly({amountPaid: 23_800, status: 'paid'}));
	t.false(partly({amountPaid: 1, status: 'draft'}));
	t.false(partly({}));
});

test('a draft has no hosted page', (t) => {
	t.is(present(invoiceOf({status: 'draft'}), view).hostedUrl, null);
	t.is(present(invoiceOf(), view).hostedUrl, view.hostedUrl);
	t.is(present(invoiceOf(), {...view, hostedUrl: null}).hostedUrl, null);
});

test('the state of its payment is that of its charge, and processing while a bank debit is under way', (t) => {
	t.deepEqual(present(invoiceOf(), view).payment, {
		state: 'none',
		nextAttemptAt: null,
		attempts: 0,
		lastDeclineCode: null,
	});
	const charge = {...scheduledCharge(now), state: 'failed' as const, attempt: 2, lastDeclineCode: 'insufficient_funds'};
	t.deepEqual(present(invoiceOf({charge}), view).payment, {
		state: 'failed',
		nextAttemptAt: now,
		attempts: 2,
		lastDeclineCode: 'insufficient_funds',
	});
	const debit = withSteps(invoiceOf(), {step: 'invoice.ask', at: now, kind: 'debit'});
	t.is(present(debit, view).payment.state, 'processing');
});

test('documents are named by kind and hash, a template by its id; neither paths nor ciphertext are answered (invariant 38)', (t) => {
	const sha256 = 'a'.repeat(64);
	const answer = present(
		invoiceOf({
			files: [{kind: 'pdf', file: 'acc/1.pdf', sha256}],
			template: {id: 'tpl_0001', version: 1, epoch: 1, k: 0},
			letter: 's1.1.letter',
		}),
		view,
	);
	t.deepEqual(answer.documents, [{kind: 'pdf', sha256}]);
	t.is(answer.templateId, 'tpl_0001');
	t.notRegex(JSON.stringify(answer), /s1\.|acc\/1\.pdf|postings|pending/);
});

test('an unsaved invoice has no id and no times, and is otherwise the same', (t) => {
	const draft = invoiceOf({status: 'draft'}, terse);
	const unsaved = presentUnsaved(draft, view);
	t.deepEqual(unsaved, {...present(draft, view), id: null, createdAt: null, updatedAt: null});
	t.true(Invoice.safeParse(unsaved).success);
});
