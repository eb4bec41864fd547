import test from 'ava';
import {isoAmount, stripeAmount} from '../../../../functions/payments/core/provider-amount.ts';
import {exponents} from '../../../../schemas/currencies.ts';

const table = [
	['ISK', 1234, 123_400],
	['UGX', 5000, 500_000],
	['HUF', 123_456, 123_456],
	['TWD', 123_456, 123_456],
	['MGA', 123_400, 1234],
	['JPY', 1627, 1627],
	['KWD', 19_440, 19_440],
	['EUR', 331, 331],
] as const;
for (const [currency, iso, stripe] of table) {
	test(`${currency} ${iso} is ${stripe} for Stripe, and back`, (t) => {
		t.deepEqual(stripeAmount(iso, currency), {ok: true, value: stripe});
		t.deepEqual(isoAmount(stripe, currency), {ok: true, value: iso});
	});
}

test('what Stripe cannot take to the unit is refused, not rounded', (t) => {
	for (const [currency, amount] of [
		['KWD', 19_444],
		['MGA', 123_450],
		['CLF', 1],
		['IQD', 1000],
		['LYD', 1000],
		['UYI', 5],
	] as const) {
		const refused = stripeAmount(amount, currency);
		t.is(refused.ok ? null : refused.refusal.code, 'amount_not_chargeable');
	}
});

test('a report that is no whole minor unit is refused', (t) => {
	const refused = isoAmount(12_345, 'ISK');
	t.is(refused.ok ? null : refused.refusal.code, 'amount_not_chargeable');
});

/** Digits after the point at Stripe (docs.stripe.com/currencies); all others have two. */
const stripeDigits = new Map<string, number>([
	...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
	...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

test('invariant 32: in every currency Stripe is asked for the same money, to the unit, or not at all', (t) => {
	let asked = 0;
	for (const [currency, digits] of exponents) {
		for (const amount of [1, 5, 10, 99, 100, 1000, 12_340, 99_999_900]) {
			const stripe = stripeAmount(amount, currency);
			if (!stripe.ok) continue;
			asked++;
			const theirs = BigInt(stripe.value) * 10n ** BigInt(digits);
			t.is(theirs, BigInt(amount) * 10n ** BigInt(stripeDigits.get(currency) ?? 2), `${amount} ${currency}`);
			t.deepEqual(isoAmount(stripe.value, currency), {ok: true, value: amount});
		}
	}
	t.true(asked > 8 * 140, `${asked} amounts`);
	const never = [...exponents.keys()].filter((currency) => !stripeAmount(100_000, currency).ok);
	t.deepEqual(never.sort(), ['CLF', 'IQD', 'LYD', 'UYI', 'UYW'], 'currencies that Stripe does not have');
});
