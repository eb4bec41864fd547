import test from 'ava';
import fc from 'fast-check';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {creditRefund} from '../../../../functions/invoices/core/credit-refund.ts';
import {type Creditable, remainders} from '../../../../functions/invoices/core/credited.ts';
import {fromMillionths} from '../../../../functions/kernel/rational.ts';
import type {Credit, CreditSelection} from '../../../../schemas/lines.ts';
import {anyPlan, creditedInAll, issued, type Plan, sum} from './creditables.ts';
import {anyDocument, document, line, rates} from './priceables.ts';

const creditOf = (invoice: Creditable, earlier: readonly Credit[], selection?: readonly CreditSelection[]): Credit => {
	const result = credit(invoice, earlier, selection);
	if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.detail}`);
	return result.value;
};
const codeOf = (
	invoice: Creditable,
	earlier: readonly Credit[],
	selection?: readonly CreditSelection[],
): string | null => {
	const result = credit(invoice, earlier, selection);
	return result.ok ? null : result.refusal.code;
};

const threeAt5 = issued(document(['a', 'b', 'c'].map((id) => line(id, '1', 105, [rates.reduced]))));

test('without a selection everything that is left is credited', (t) => {
	const all = creditOf(threeAt5, []);
	t.like(all, {subtotal: 315, taxTotal: 16, rounding: 0, total: 331});
	t.deepEqual(
		all.lines.map(({lineId, quantity, net}) => [lineId, quantity, net]),
		[
			['a', '1', 105],
			['b', '1', 105],
			['c', '1', 105],
		],
	);
	t.is(codeOf(threeAt5, [all]), 'credit_exceeds_invoice');
});

test('line by line the tax is rounded cumulatively and sums to that of the invoice', (t) => {
	const first = creditOf(threeAt5, [], [{lineId: 'b'}]);
	const second = creditOf(threeAt5, [first], [{lineId: 'c', quantity: '1'}]);
	const third = creditOf(threeAt5, [first, second], [{lineId: 'a', amount: 105}]);
	t.deepEqual(
		[first, second, third].map(({total}) => total),
		[110, 111, 110],
	);
	t.is(codeOf(threeAt5, [first, second, third]), 'credit_exceeds_invoice');
});

test('units are credited cumulatively: thirds of 100 are 33, 34, 33', (t) => {
	const invoice = issued(document([line('a', '3', '33.333333', [])]));
	const credits: Credit[] = [];
	for (let unit = 0; unit < 3; unit++) credits.push(creditOf(invoice, credits, [{lineId: 'a', quantity: '1'}]));
	t.deepEqual(
		credits.map(({total}) => total),
		[33, 34, 33],
	);
});

test('units after an amount: the last unit brings the line to its net', (t) => {
	const invoice = issued(document([line('a', '10', 10)]));
	const part = creditOf(invoice, [], [{lineId: 'a', amount: 30}]);
	t.is(creditOf(invoice, [part], [{lineId: 'a', quantity: '1'}]).total, 0);
	t.is(creditOf(invoice, [part], [{lineId: 'a', quantity: '5'}]).total, 20);
	t.is(creditOf(invoice, [part], [{lineId: 'a', quantity: '10'}]).total, 70);
	t.is(creditOf(invoice, [part]).total, 70);
});

test('a line is credited after its share of the document discount', (t) => {
	const invoice = issued(
		document([line('a', '2', 500, [rates.normal]), line('b', '1', 1000, [rates.normal])], {
			discounts: [{percent: '10'}],
		}),
	);
	t.like(creditOf(invoice, [], [{lineId: 'a', quantity: '1'}]), {subtotal: 450, taxTotal: 90, total: 540});
	t.is(codeOf(invoice, [], [{lineId: 'b', amount: 901}]), 'credit_exceeds_invoice');
});

test('a charge is credited by amount or whole', (t) => {
	const invoice = issued(
		document([line('a', '1', 1000)], {charges: [{id: 'c', amount: 200, taxRates: [rates.normal]}]}),
	);
	const part = creditOf(invoice, [], [{chargeId: 'c', amount: 50}]);
	t.like(part, {subtotal: 50, taxTotal: 10, total: 60});
	t.like(creditOf(invoice, [part], [{chargeId: 'c'}]), {subtotal: 150, taxTotal: 30, total: 180});
});

test('cash rounding is given back with the gross', (t) => {
	const invoice = issued(document([line('a', '1.5', 12_345, [rates.reduced]), line('b', '1', 1)], {currency: 'KWD'}));
	const first = creditOf(invoice, [], [{lineId: 'a'}]);
	const second = creditOf(invoice, [first]);
	t.is(invoice.rounding, 5);
	t.deepEqual([first.rounding, second.rounding, first.total + second.total], [5, 0, invoice.total]);
});

test('an invoice of nothing can be credited, so that it can be voided', (t) => {
	const invoice = issued(document([line('a', '1', 1000, [rates.normal], {discounts: [{percent: '100'}]})]));
	const all = creditOf(invoice, []);
	t.like(all, {total: 0});
	t.deepEqual(
		all.lines.map(({quantity}) => quantity),
		['1'],
	);
	t.is(codeOf(invoice, [all]), 'credit_exceeds_invoice');
});

const ten = issued(document([line('a', '10', 100, [rates.normal]), line('back', '-1', 100, [rates.normal])]));
const refusals: readonly [string, readonly CreditSelection[], string][] = [
	['more units than the line has', [{lineId: 'a', quantity: '10.000001'}], 'credit_exceeds_invoice'],
	['more than the net of the line', [{lineId: 'a', amount: 1001}], 'credit_exceeds_invoice'],
	['more than the total, though not more than the line', [{lineId: 'a'}], 'credit_exceeds_invoice'],
	['what would add to the invoice', [{lineId: 'back'}], 'credit_exceeds_invoice'],
	['a line of another invoice', [{lineId: 'z'}], 'invalid_request'],
	['a line named as a charge', [{chargeId: 'a'}], 'invalid_request'],
	[
		'a line named twice',
		[
			{lineId: 'a', amount: 1},
			{lineId: 'a', amount: 1},
		],
		'invalid_request',
	],
	['an amount that points the other way', [{lineId: 'a', amount: -5}], 'invalid_request'],
	['no units', [{lineId: 'a', quantity: '0'}], 'invalid_request'],
];
for (const [title, selection, code] of refusals) {
	test(`${title} is refused`, (t) => t.is(codeOf(ten, [], selection), code));
}

test('lines of both signs are credited together', (t) => {
	t.is(creditOf(ten, [], [{lineId: 'a'}, {lineId: 'back'}]).total, ten.total);
});

/** Applies as much of a plan as the invoice allows, then credits the rest. */
const follow = (invoice: Creditable, plan: Plan): readonly Credit[] => {
	const credits: Credit[] = [];
	for (const {kind, at, share} of plan) {
		const left = remainders(invoice, credits);
		const part = left.parts[at % left.parts.length];
		if (part === undefined) continue;
		const name = part.isCharge ? {chargeId: part.id} : {lineId: part.id};
		const units = BigInt(Math.floor(share * Number(part.quantityLeft)));
		const selection = {
			quantity: {...name, quantity: fromMillionths(units)},
			amount: {...name, amount: Math.floor(share * part.netLeft)},
			whole: name,
		};
		const result =
			kind === 'refund'
				? creditRefund(invoice, credits, Math.floor(share * left.totalLeft))
				: credit(invoice, credits, [selection[kind]]);
		if (result.ok) credits.push(result.value);
	}
	const rest = credit(invoice, credits);
	return rest.ok ? [...credits, rest.value] : credits;
};

test('a unit of tax that a refund left without a net is credited with the rest', (t) => {
	const mixed = {
		...document([line('a', '1', 20, [])], {
			charges: [{id: 'c', amount: 2, taxRates: [rates.normal, rates.province, rates.central]}],
		}),
		taxInclusive: true,
	};
	for (const amount of [1, 5, 6, 7, 12, 21]) {
		const invoice = issued(mixed);
		const refund = creditRefund(invoice, [], amount);
		if (!refund.ok) throw new Error('refused');
		const rest = creditOf(invoice, [refund.value]);
		t.is(refund.value.total + rest.total, invoice.total);
	}
});

test('crediting everything in any steps sums to the invoice exactly, group by group', (t) => {
	fc.assert(
		fc.property(anyDocument(), anyPlan, (any, plan) => {
			const invoice = issued(any);
			const all = creditedInAll(follow(invoice, plan));
			t.is(all.total, invoice.total);
			t.is(all.rounding, invoice.rounding);
			for (const {taxRateId, taxable, tax} of invoice.taxes) t.deepEqual(all.tax(taxRateId), [taxable, tax]);
		}),
		{numRuns: 300},
	);
});

test('lines of both signs sum to the invoice in any steps, too', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), anyPlan, (any, plan) => {
			const invoice = issued(any);
			fc.pre(invoice.total >= 0);
			const all = creditedInAll(follow(invoice, plan));
			t.deepEqual([all.total, all.rounding], [invoice.total, invoice.rounding]);
			for (const {taxRateId, taxable, tax} of invoice.taxes) t.deepEqual(all.tax(taxRateId), [taxable, tax]);
		}),
		{numRuns: 300},
	);
});

test('a credit note adds up and never takes more tax of a group than is left', (t) => {
	fc.assert(
		fc.property(anyDocument(), anyPlan, (any, plan) => {
			const invoice = issued(any);
			const credits = follow(invoice, plan);
			for (const each of credits) {
				t.is(sum(each.lines.map(({gross}) => gross)) + each.rounding, each.total);
				t.is(each.subtotal + each.taxTotal + each.rounding, each.total);
				t.is(sum(each.lines.map(({tax}) => tax)), each.taxTotal);
				t.true(each.total >= 0);
			}
			for (const {group, taxCredited} of remainders(invoice, credits).groups) t.is(taxCredited, group.tax);
		}),
	);
});

test('credit by line alone follows round(tax × cumulative taxable ÷ taxable)', (t) => {
	fc.assert(
		fc.property(anyDocument(), (any) => {
			const invoice = issued({...any, charges: []});
			const credits: Credit[] = [];
			for (const {id} of invoice.lines) {
				const result = credit(invoice, credits, [{lineId: id}]);
				if (result.ok) credits.push(result.value);
				for (const {taxRateId, taxable, tax} of invoice.taxes) {
					const [soFar = 0, taken = 0] = creditedInAll(credits).tax(taxRateId);
					t.true(taxable === 0 || Math.abs(taken - (tax * soFar) / taxable) <= 0.5 + 1e-6);
				}
			}
		}),
	);
});
