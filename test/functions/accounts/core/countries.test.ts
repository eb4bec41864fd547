import test from 'ava';
import {defaultsOf, isCountry} from '../../../../functions/accounts/core/countries.ts';
import {isTimeZone} from '../../../../functions/kernel/calendar.ts';
import {Locale} from '../../../../schemas/basics.ts';
import {TaxRateInput} from '../../../../schemas/catalog.ts';
import {Currency} from '../../../../schemas/money.ts';

const known =
	'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE GB US CH CA AU NZ IN JP NO'.split(
		' ',
	);

for (const country of [...known, 'KW', 'BR', 'ZZ']) {
	test(`what ${country} fills in is valid`, (t) => {
		const {currency, timeZone, locale, tax} = defaultsOf(country);
		t.true(Currency.safeParse(currency).success);
		t.true(isTimeZone(timeZone));
		t.true(Locale.safeParse(locale).success);
		t.true(TaxRateInput.safeParse({...tax, category: tax.percent === '0' ? 'O' : 'S'}).success);
	});
}

test('well-known rates', (t) => {
	const percents = Object.fromEntries(
		['DE', 'AT', 'CH', 'FI', 'GB', 'JP', 'US', 'HU'].map((country) => [country, defaultsOf(country).tax.percent]),
	);
	t.deepEqual(percents, {DE: '19', AT: '20', CH: '8.1', FI: '25.5', GB: '20', JP: '10', US: '0', HU: '27'});
});

test('a country that nobody knows gets dollars, UTC and no tax', (t) => {
	t.deepEqual(defaultsOf('constructor'), defaultsOf('ZZ'));
	t.is(defaultsOf('ZZ').tax.percent, '0');
});

test('250 country codes are known, and those with defaults are among them', (t) => {
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	t.is(letters.flatMap((a) => letters.filter((b) => isCountry(a + b))).length, 250);
	t.true(known.every(isCountry));
	t.false(isCountry('ZZ') || isCountry('EU') || isCountry(''));
});
