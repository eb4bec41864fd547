import test from 'ava';
import {ParkReason} from '../../../../schemas/run.ts';
import {holdAdvice, holdWords, isCap} from '../../../../web/src/screens/recurring/hold/hold-words.ts';
import {loadCatalogue} from '../../../../web/src/text/catalogue.ts';
import {textOf} from '../../../../web/src/text/text-of.ts';

const en = textOf('en', await loadCatalogue('en'), 'en-GB');
const de = textOf('de', await loadCatalogue('de'), 'de-DE');
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

test('an amount far above the usual names both, as the language writes money', (t) => {
	const figures = {type: 'amount_jump', currency: 'EUR', amount: 119_000, usual: 1190, factor: 10} as const;
	const held = {reason: 'amount_jump', figures} as const;
	t.is(holdWords(held, en), '€1,190.00 is more than 10 times the usual €11.90.');
	t.is(plain(holdWords(held, de)), '1.190,00 € sind mehr als das 10-Fache der üblichen 11,90 €.');
});

test('what would bring a run above its limit names amount, sum and limit, in currencies without cents too', (t) => {
	const figures = {type: 'run_amount_cap', currency: 'JPY', amount: 5000, sum: 105_000, cap: 100_000} as const;
	t.is(
		plain(holdWords({reason: 'run_amount_cap', figures}, en)),
		'With JP¥5,000 the run would come to JP¥105,000, above its limit of JP¥100,000.',
	);
});

test('more invoices for one day than its limit allows are counted, and the day is named', (t) => {
	const held = (count: number) =>
		({reason: 'template_day_cap', figures: {type: 'template_day_cap', date: '2026-01-31', count}}) as const;
	t.is(holdWords(held(3), en), '3 invoices for 31 Jan 2026 are billed already; one more goes beyond the limit.');
	t.is(holdWords(held(1), en), '1 invoice for 31 Jan 2026 is billed already; one more goes beyond the limit.');
	t.is(
		plain(holdWords(held(3), de)),
		'Für den 31. Jan. 2026 sind schon 3 Rechnungen gestellt; eine weitere geht über die Grenze.',
	);
});

test('what was put on hold before there were figures has its plain reason', (t) => {
	t.is(holdWords({reason: 'amount_jump', figures: null}, en), 'The amount is far above the usual one.');
	t.is(holdWords({reason: 'amount_jump', figures: null}, de), 'Der Betrag liegt weit über dem üblichen.');
});

test('every reason for parking has words and an advice in both languages', (t) => {
	for (const reason of ParkReason.options)
		for (const text of [en, de]) {
			t.not(text.code('parked', reason), text.code('', reason), reason);
			t.not(holdAdvice({reason}, text), text.code('', reason), reason);
			t.regex(holdWords({reason, figures: null}, text), /^\p{Lu}.*\.$/u);
		}
});

test('only what a cap held back is billed because somebody looked at it', (t) => {
	t.deepEqual(
		ParkReason.options.filter((reason) => isCap({reason})),
		['template_day_cap', 'amount_jump', 'run_amount_cap'],
	);
});
