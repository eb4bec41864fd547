import test from 'ava';
import fc from 'fast-check';
import type {Priceable} from '../../../../functions/invoices/core/entries.ts';
import {totals} from '../../../../functions/invoices/core/totals.ts';
import {oracle} from './oracle.ts';
import {anyDocument, document, line, rate, rates, totalsOf} from './priceables.ts';

const {reduced, low, normal, central, state} = rates;
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

test('tax is rounded once per group: three lines of 105 at 5 % are 331, not 330', (t) => {
	const result = totalsOf(
		document([line('a', '1', 105, [reduced]), line('b', '1', 105, [reduced]), line('c', '1', 105, [reduced])]),
	);
	t.is(result.taxTotal, 16);
	t.is(result.total, 331);
	t.deepEqual(
		result.lines.map(({tax}) => tax),
		[6, 5, 5],
	);
});

test('a document discount of 100 over three rates is shared 34, 33, 33', (t) => {
	const lines = [line('a', '1', 1000, [reduced]), line('b', '1', 1000, [low]), line('c', '1', 1000, [normal])];
	const result = totalsOf(document(lines, {discounts: [{amount: 100}]}));
	t.deepEqual(
		result.lines.map(({discountShare}) => discountShare),
		[34, 33, 33],
	);
	t.deepEqual(
		result.taxes.map(({tax}) => tax),
		[48, 97, 193],
	);
	t.is(result.total, 3238);
});

test('a discount of 2 over four groups of 1000 goes to the first two', (t) => {
	const lines = ['5', '10', '15', '20'].map((percent) =>
		line(`l${percent}`, '1', 1000, [rate(`tax${percent}`, percent)]),
	);
	const result = totalsOf(document(lines, {discounts: [{amount: 2}]}));
	t.deepEqual(
		result.lines.map(({discountShare}) => discountShare),
		[1, 1, 0, 0],
	);
});

test('two schemes tax the same net, not each other', (t) => {
	const result = totalsOf(document([line('a', '1', 99_999, [central, state])], {currency: 'INR'}));
	t.deepEqual(
		result.taxes.map(({scheme, taxable, tax}) => [scheme, taxable, tax]),
		[
			['CGST', 99_999, 9000],
			['SGST', 99_999, 9000],
		],
	);
	t.is(result.total, 117_999);
});

test('a line without a rate counts in the total and carries no tax', (t) => {
	const result = totalsOf(document([line('a', '1', 1000), line('b', '1', 1000, [normal])]));
	t.is(result.total, 2200);
	t.is(result.lines[0]?.tax, 0);
	t.is(result.taxes.length, 1);
});

test('dinars end in 0 unless rounding is switched off', (t) => {
	const lines = [line('a', '1.5', 12_345, [reduced])];
	const rounded = totalsOf(document(lines, {currency: 'KWD'}));
	t.like(rounded, {subtotal: 18_518, taxTotal: 926, rounding: -4, total: 19_440});
	t.like(totalsOf(document(lines, {currency: 'KWD', cashRounding: 1})), {rounding: 0, total: 19_444});
});

test('prices that include tax keep their gross: 3 × 98 at 8 %, 1000 and 333 at 10 % are 1627 yen', (t) => {
	const eight = rate('tax_8', '8');
	const lines = [line('a', '3', 98, [eight]), line('b', '1', 1000, [low]), line('c', '1', 333, [low])];
	const result = totalsOf(document(lines, {currency: 'JPY', taxInclusive: true}));
	t.deepEqual(
		result.taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[272, 22],
			[1212, 121],
		],
	);
	t.deepEqual(
		result.lines.map(({net}) => net),
		[272, 909, 303],
	);
	t.deepEqual(
		result.lines.map(({gross}) => gross),
		[294, 1000, 333],
	);
	t.is(result.total, 1627);
});

test('a discount within prices that include tax is taken out of net and tax', (t) => {
	const lines = [line('a', '1', 1000, [normal]), line('b', '1', 500, [normal])];
	const result = totalsOf(document(lines, {taxInclusive: true, discounts: [{percent: '10'}]}));
	t.like(result, {subtotal: 1250, discountTotal: 125, taxTotal: 225, total: 1350});
});

test('the discounts and charges of a line each count from its base', (t) => {
	const more = {discounts: [{percent: '10'}, {amount: 50}], charges: [{percent: '5'}, {amount: 7}]};
	t.is(totalsOf(document([line('a', '10', 100, [], more)])).subtotal, 1000 - 100 - 50 + 50 + 7);
	t.is(totalsOf(document([line('a', '-10', 100, [], more)])).subtotal, -1000 + 100 + 50 - 50 - 7);
});

test('a discount with rates reaches only the lines with exactly these rates', (t) => {
	const lines = [line('a', '1', 1000, [central, state]), line('b', '1', 1000, [central]), line('c', '1', 1000)];
	const shares = (taxRateIds: readonly string[] | null) =>
		totalsOf(document(lines, {discounts: [{percent: '10', taxRateIds}]})).lines.map(({discountShare}) => discountShare);
	t.deepEqual(shares([state.id, central.id]), [100, 0, 0]);
	t.deepEqual(shares([central.id]), [0, 100, 0]);
	t.deepEqual(shares([]), [0, 0, 100]);
	t.deepEqual(shares(null), [100, 100, 100]);
});

test('a document charge is taxed like a line after all lines, its percentage is of the line nets', (t) => {
	const result = totalsOf(
		document([line('a', '1', 1000, [normal])], {
			discounts: [{percent: '50'}],
			charges: [{id: 'c', percent: '10', taxRates: [low]}],
		}),
	);
	t.deepEqual(result.charges, [{id: 'c', net: 100, tax: 10, gross: 110}]);
	t.like(result, {subtotal: 1000, discountTotal: 500, chargeTotal: 100, taxTotal: 110, total: 710});
});

test('rates of equal scheme, category and percent are one group', (t) => {
	const result = totalsOf(document([line('a', '1', 3, [normal]), line('b', '1', 3, [rates.twin])]));
	t.deepEqual(
		result.taxes.map(({taxRateId, taxable, tax}) => [taxRateId, taxable, tax]),
		[[normal.id, 6, 1]],
	);
});

test('a tie in cash rounding goes away from zero', (t) => {
	t.is(totalsOf(document([line('a', '1', 1025)], {cashRounding: 50})).rounding, 25);
	t.is(totalsOf(document([line('a', '-1', 1025)], {cashRounding: 50})).rounding, -25);
});

test('a percentage of lines that sum to 0 is nothing, a fixed discount cannot be spread', (t) => {
	const lines = [line('a', '1', 100, [normal]), line('b', '-1', 100, [normal])];
	t.is(totalsOf(document(lines, {discounts: [{percent: '10'}]})).discountTotal, 0);
	const refused = totals(document(lines, {discounts: [{amount: 1}]}));
	t.is(refused.ok ? null : refused.refusal.code, 'discount_not_spreadable');
});

const refusals: readonly [string, Priceable, string][] = [
	[
		'a fixed discount above its line',
		document([line('a', '1', 100, [], {discounts: [{amount: 101}]})]),
		'lines.0.discounts.0.amount',
	],
	[
		'a fixed discount above the lines it applies to',
		document([line('a', '1', 100)], {discounts: [{amount: 101}]}),
		'discounts.0.amount',
	],
	['two rates of one scheme on a line', document([line('a', '1', 100, [low, normal])]), 'lines.0.taxRateIds'],
	[
		'two rates of one scheme on a charge',
		document([], {charges: [{id: 'c', amount: 1, taxRates: [low, normal]}]}),
		'charges.0.taxRateIds',
	],
	['a line beyond the bound', document([line('a', '1000000', 1_000_000)]), 'lines.0'],
	[
		'a line far beyond what a double holds',
		document([line('a', '999999999999.999999', '999999999999.999999')]),
		'lines.0',
	],
];
for (const [title, priceable, path] of refusals) {
	test(`${title} is refused and named`, (t) => {
		const refused = totals(priceable);
		t.false(refused.ok);
		if (!refused.ok) t.deepEqual([refused.refusal.code, refused.refusal.errors?.[0]?.path], ['invalid_request', path]);
	});
}

test('a total beyond the bound is refused even where every line is within it', (t) => {
	const most = line('a', '1', 999_999_999_999);
	t.true(totals(document([most])).ok);
	t.false(totals(document([most, line('b', '1', 1)])).ok);
	t.false(totals(document([line('a', '1', 999_999_999_999, [normal])])).ok);
});

test('a document without lines adds up to nothing', (t) => {
	t.like(totalsOf(document([])), {subtotal: 0, taxTotal: 0, rounding: 0, total: 0});
});

test('every number equals that of the rules computed in fractions (invariants 9, 10, I4)', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const {lines, charges, taxes, ...sums} = totalsOf(any);
			const {lines: ruleLines, charges: ruleCharges, taxes: ruleTaxes, ...ruleSums} = oracle(any);
			t.deepEqual(sums, ruleSums);
			t.deepEqual(
				lines.map(({id: _, ...rest}) => rest),
				ruleLines.map(({net, discountShare, tax, gross}) => ({net, discountShare, tax, gross})),
			);
			t.deepEqual(
				charges.map(({id: _, ...rest}) => rest),
				ruleCharges,
			);
			t.deepEqual(
				taxes.map(({scheme, category, percent, taxable, tax}) => ({
					key: `${scheme} ${category} ${percent}`,
					taxable,
					tax,
				})),
				ruleTaxes,
			);
		}),
		{numRuns: 300},
	);
});

test('lines and charges add up to the total without its rounding', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const result = totalsOf(any);
			t.is(sum([...result.lines, ...result.charges].map(({gross}) => gross)), result.total - result.rounding);
			t.is(
				result.subtotal - result.discountTotal + result.chargeTotal + result.taxTotal + result.rounding,
				result.total,
			);
		}),
	);
});

test('where prices include tax the total is what was entered, to the unit', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const inclusive = totalsOf({...any, taxInclusive: true, cashRounding: 1});
			const untaxed = totalsOf({
				...any,
				taxInclusive: false,
				cashRounding: 1,
				lines: any.lines.map((each) => ({...each, taxRates: each.taxRates.map((each) => ({...each, percent: '0'}))})),
				charges: any.charges.map((each) => ({...each, taxRates: []})),
			});
			t.is(inclusive.total, untaxed.total);
			t.deepEqual(
				inclusive.lines.map(({gross}) => gross),
				untaxed.lines.map(({gross}) => gross),
			);
		}),
	);
});

test('a document of opposite quantities has opposite totals', (t) => {
	fc.assert(
		fc.property(anyDocument(), (any) => {
			const mirrored = {
				...any,
				charges: [],
				lines: any.lines.map((each) => ({...each, quantity: `-${each.quantity}`})),
			};
			const {lines, taxes, total} = totalsOf({...any, charges: []});
			const opposite = totalsOf(mirrored);
			t.is(opposite.total + total, 0);
			t.deepEqual(
				opposite.lines.map(({tax}) => -tax + 0),
				lines.map(({tax}) => tax),
			);
			t.deepEqual(
				opposite.taxes.map(({tax}) => -tax + 0),
				taxes.map(({tax}) => tax),
			);
		}),
	);
});

test('the order of lines changes no sum as long as no discount is spread over it', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const plain = {...any, discounts: []};
			const {lines: _, charges: __, taxes, ...sums} = totalsOf(plain);
			const turned = totalsOf({...plain, lines: [...plain.lines].reverse()});
			t.like(turned, sums);
			t.is(turned.taxes.length, taxes.length);
		}),
	);
});
