import test from 'ava';
import {defaultsOf} from '../../../../functions/accounts/core/countries.ts';
import {newAccount, newSeries} from '../../../../functions/accounts/core/new-account.ts';
import {sampleOf} from '../../../../functions/accounts/core/series.ts';
import {AccountDocument} from '../../../../schemas/account.ts';
import {SeriesDocument} from '../../../../schemas/series.ts';

const now = '2026-11-22T09:30:00.000Z';
const beginning = {id: 'acc_test1', ownerUid: 'u1', now, stripeAccount: null};
const account = newAccount({name: 'a', country: 'DE', mode: 'live'}, defaultsOf('DE'), beginning);

test('the country fills in what was not given', (t) => {
	t.true(AccountDocument.safeParse(account).success);
	t.like(account, {currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de-DE', roles: {u1: 'owner'}, clockAt: null});
	const given = {
		name: 'a',
		country: 'DE',
		mode: 'live',
		currency: 'USD',
		timeZone: 'Asia/Tokyo',
		locale: 'en',
	} as const;
	t.like(newAccount(given, defaultsOf('DE'), beginning), {currency: 'USD', timeZone: 'Asia/Tokyo', locale: 'en'});
});

test('a test account has a clock of its own that starts at its creation', (t) => {
	t.is(newAccount({name: 'a', country: 'DE', mode: 'test'}, defaultsOf('DE'), beginning).clockAt, now);
});

test('three series, each the default of its kind, begin at 1', (t) => {
	const series = newSeries(account, (nth) => `ser_test${nth}`);
	t.deepEqual(
		series.map((one) => [one.for, sampleOf(one, '2026-11-22'), one.isDefault]),
		[
			['invoice', 'INV-2026-0001', true],
			['creditNote', 'CN-2026-0001', true],
			['estimate', 'EST-2026-0001', true],
		],
	);
	t.true(series.every((one) => SeriesDocument.safeParse(one).success));
});
