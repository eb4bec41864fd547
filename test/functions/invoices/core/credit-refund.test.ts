import test from 'ava';
import fc from 'fast-check';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {creditRefund} from '../../../../functions/invoices/core/credit-refund.ts';
import type {Creditable} from '../../../../functions/invoices/core/credited.ts';
import type {Credit} from '../../../../schemas/lines.ts';
import {creditedInAll, issued, sum} from './creditables.ts';
import {anyDocument, document, line, rates} from './priceables.ts';

const refundOf = (invoice: Creditable, earlier: readonly Credit[], amount: number): Credit => {
	const result = creditRefund(invoice, earlier, amount);
	if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.detail}`);
	return result.value;
};

const mixed = issued(
	document([line('a', '1', 1000, [rates.normal]), line('b', '2', 500, [rates.low]), line('c', '1', 300)]),
);

test('a refund is spread over the sets of rates by what is left of them', (t) => {
	const refund = refundOf(mixed, [], 1300);
	t.deepEqual(
		refund.lines.map(({lineId, quantity, net, tax, gross}) => [lineId, quantity, net, tax, gross]),
		[
			['a', null, 500, 100, 600],
			['b', null, 500, 50, 550],
			['c', null, 150, 0, 150],
		],
	);
	t.deepEqual(
		refund.taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[500, 100],
			[500, 50],
		],
	);
	t.is(refund.total, 1300);
});

test('after a credited line a refund falls on what is left', (t) => {
	const line = credit(mixed, [], [{lineId: 'a'}]);
	if (!line.ok) return t.fail();
	const refund = refundOf(mixed, [line.value], 140);
	t.deepEqual(
		refund.lines.map(({lineId, gross}) => [lineId, gross]),
		[
			['b', 110],
			['c', 30],
		],
	);
});

test('the tax of a set is split over its rates', (t) => {
	const invoice = issued(document([line('a', '1', 99_999, [rates.central, rates.state])], {currency: 'INR'}));
	t.deepEqual(
		refundOf(invoice, [], 11_801).taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[10_001, 900],
			[10_001, 900],
		],
	);
	t.deepEqual(
		refundOf(invoice, [], 11_799).taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[9999, 900],
			[9999, 900],
		],
	);
});

test('a refund of all that is left takes back everything to the unit', (t) => {
	const half = refundOf(mixed, [], 1301);
	const rest = refundOf(mixed, [half], mixed.total - 1301);
	const all = creditedInAll([half, rest]);
	t.is(all.total, mixed.total);
	t.deepEqual(all.tax(rates.normal.id), [1000, 200]);
	t.deepEqual(all.tax(rates.low.id), [1000, 100]);
});

test('more than is left, and nothing, is refused', (t) => {
	for (const [amount, code] of [
		[mixed.total + 1, 'credit_exceeds_invoice'],
		[0, 'invalid_request'],
		[-5, 'invalid_request'],
	] as const) {
		const refused = creditRefund(mixed, [], amount);
		t.is(refused.ok ? null : refused.refusal.code, code);
	}
});

test('any refunds in any steps are credited to the unit and sum to the invoice', (t) => {
	fc.assert(
		fc.property(
			anyDocument(),
			fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 1, maxLength: 5}),
			(any, shares) => {
				const invoice = issued(any);
				const credits: Credit[] = [];
				for (const share of [...shares, 1]) {
					const amount = Math.ceil(share * (invoice.total - sum(credits.map(({total}) => total))));
					if (amount <= 0) continue;
					const refund = refundOf(invoice, credits, amount);
					t.is(refund.total, amount);
					t.is(sum(refund.lines.map(({gross}) => gross)) + refund.rounding, amount);
					t.is(sum(refund.lines.map(({tax}) => tax)), refund.taxTotal);
					credits.push(refund);
				}
				const all = creditedInAll(credits);
				t.is(all.total, invoice.total);
				if (invoice.total > 0)
					for (const {taxRateId, taxable, tax} of invoice.taxes) t.deepEqual(all.tax(taxRateId), [taxable, tax]);
			},
		),
		{numRuns: 300},
	);
});
