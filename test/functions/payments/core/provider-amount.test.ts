import test from 'ava';
import {isoAmount, stripeAmount} from '../../../../functions/payments/core/provider-amount.ts';

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
