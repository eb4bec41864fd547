import test from 'ava';
import fc from 'fast-check';
import {asInput} from '../../../../functions/invoices/core/as-input.ts';
import {deductionLines, isDeduction} from '../../../../functions/invoices/core/deduct.ts';
import {totals} from '../../../../functions/invoices/core/totals.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import type {PricedDocument} from '../../../../schemas/lines.ts';
import {contentOf, invoiceOf, lineOf, vat7, vat19} from '../../documents/printed.ts';

const withoutTax = {taxInclusive: false};

const prepaid = (content: PricedDocument, amountPaid: number, fields: Parameters<typeof invoiceOf>[0] = {}) =>
	invoiceOf({kind: 'prepayment', number: 'PRE-1', amountPaid, ...fields}, content);

/** 100.00 at 19 %, 50.00 at 7 %, and 10.00 freight at 19 %: 119.00 + 53.50 + 11.90. */
const mixed = contentOf({
	lines: [
		lineOf({quantity: '1', unitAmount: 10_000}),
		lineOf({id: 'lin_0002', quantity: '1', unitAmount: 5000, taxRates: [vat7]}),
	],
	charges: [{id: 'lin_0500', description: 'Freight', amount: 1000, taxRates: [vat19]}],
});

/** What deductions come to on a final invoice of their own: the amount that they take off. */
const takenOff = (prepayments: readonly InvoiceDocument[], more: Partial<PricedDocument> = {}): number => {
	const lines = deductionLines(prepayments, {...withoutTax, ...more}).map((line, index) => ({
		...line,
		id: `lin_0001${700 + index}`,
	}));
	const computed = totals({...contentOf(), ...more, lines});
	if (!computed.ok) throw new Error(computed.refusal.code);
	return 0 - computed.value.total;
};

test('a prepayment is taken off with one negative line per set of rates, charges included', (t) => {
	const lines = deductionLines([prepaid(mixed, 18_440)], withoutTax);
	t.deepEqual(
		lines.map(({description, quantity, unitAmount, taxRates}) => [
			description,
			quantity,
			unitAmount,
			taxRates.map(({id}) => id),
		]),
		[
			['PRE-1', '-1', 11_000, ['tax_0019']],
			['PRE-1', '-1', 5000, ['tax_0007']],
		],
	);
	t.is(takenOff([prepaid(mixed, 18_440)]), 18_440);
});

test('the order of two rates on a line makes no second set', (t) => {
	const federal = {...vat19, id: 'tax_fede', scheme: 'GST', percent: '5'};
	const state = {...vat19, id: 'tax_stat', scheme: 'PST', percent: '7'};
	const content = contentOf({
		lines: [
			lineOf({quantity: '1', unitAmount: 100, taxRates: [federal, state]}),
			lineOf({id: 'lin_0002', quantity: '1', unitAmount: 300, taxRates: [state, federal]}),
		],
	});
	const lines = deductionLines([prepaid(content, 448)], withoutTax);
	t.deepEqual(
		lines.map(({unitAmount}) => unitAmount),
		[400],
	);
});

test('of a prepayment paid in part only that part is taken off, in proportion', (t) => {
	const half = deductionLines([prepaid(mixed, 9220)], withoutTax);
	t.deepEqual(
		half.map(({unitAmount}) => unitAmount),
		[5500, 2500],
	);
	t.is(takenOff([prepaid(mixed, 9220)]), 9220);
});

test('what came back of it and what was paid beyond it are not taken off', (t) => {
	t.is(takenOff([prepaid(mixed, 18_440, {amountReturned: 9220})]), 9220);
	t.is(takenOff([prepaid(mixed, 20_000)]), 18_440);
	t.deepEqual(deductionLines([prepaid(mixed, 0)], withoutTax), []);
	t.deepEqual(deductionLines([prepaid(mixed, 500, {amountDisputedLost: 500})], withoutTax), []);
	t.deepEqual(deductionLines([], withoutTax), []);
});

test('several prepayments are taken off one after the other', (t) => {
	const second = prepaid(contentOf(), 23_800, {number: 'PRE-2'});
	t.deepEqual(
		deductionLines([prepaid(mixed, 18_440), second], withoutTax).map(({description}) => description),
		['PRE-1', 'PRE-1', 'PRE-2'],
	);
	t.is(takenOff([prepaid(mixed, 18_440), second]), 42_240);
});

test('what was paid comes off to the unit whichever of the two is entered with tax', (t) => {
	const gross = {...mixed, taxInclusive: true};
	t.is(takenOff([prepaid(gross, 16_000)]), 16_000);
	t.is(takenOff([prepaid(gross, 16_000)], {taxInclusive: true}), 16_000);
	t.is(takenOff([prepaid(mixed, 18_440)], {taxInclusive: true}), 18_440);
});

test('a discounted prepayment is taken off by what it came to, a free one not at all', (t) => {
	const content = {...mixed, discounts: [{percent: '10'}]};
	const invoice = prepaid(content, 1);
	t.is(takenOff([{...invoice, amountPaid: invoice.total}]), invoice.total);
	t.deepEqual(deductionLines([prepaid(contentOf({lines: [lineOf({unitAmount: 0})]}), 0)], withoutTax), []);
});

test('whatever part was paid, the deductions of prices with tax sum to it to the unit', (t) => {
	const gross = {...mixed, taxInclusive: true};
	fc.assert(
		fc.property(fc.integer({min: 0, max: 16_000}), (paid) => {
			t.is(takenOff([prepaid(gross, paid)], {taxInclusive: true}), paid);
			t.true(Math.abs(takenOff([prepaid(mixed, paid)]) - paid) <= 2);
		}),
		{numRuns: 50},
	);
});

test('a copy leaves deductions out: they are computed anew', (t) => {
	const [deduction] = deductionLines([prepaid(contentOf(), 23_800)], withoutTax);
	if (deduction === undefined) return t.fail();
	const content = contentOf({lines: [lineOf({unitAmount: 50_000}), {...deduction, id: 'lin_0001700'}]});
	t.deepEqual(
		asInput(invoiceOf({}, content)).lines.map(({unitAmount}) => unitAmount),
		[50_000],
	);
});

test('only line numbers from 700 to 899 are deductions', (t) => {
	t.deepEqual(
		['lin_0001199', 'lin_0001500', 'lin_0001699', 'lin_0001700', 'lin_0001899', 'lin_0001900', 'lin_00010x7'].map(
			(id) => isDeduction({id}),
		),
		[false, false, false, true, true, false, false],
	);
});
