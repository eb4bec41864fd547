import test from 'ava';
import {ParkReason} from '../../../../schemas/run.ts';
import {holdAdvice, holdWords, isCap} from '../../../../web/src/screens/recurring/hold/hold-words.ts';
import {loadCatalogue} from '../../../../web/src/text/catalogue.ts';
import {textOf} from '../../../../web/src/text/text-of.ts';

const en = textOf('en', await loadCatalogue('en'), 'en-GB');
const de = textOf('de', await loadCatalogue('de'), 'de-DE');
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

test('an amount far above the usual names both, as the language writes money', (t) => {
	const held = {reason: 'amount_jump', detail: '1190.00 EUR is more than 10 times the usual 11.90 EUR.'} as const;
	t.is(holdWords(held, en), '€1,190.00 is more than 10 times the usual €11.90.');
	t.is(plain(holdWords(held, de)), '1.190,00 € sind mehr als das 10-Fache der üblichen 11,90 €.');
});

test('what would bring a run above its limit names amount, sum and limit, in currencies without cents too', (t) => {
	const detail = 'With 5000 JPY the run would come to 105000 JPY, above its cap of 100000 JPY.';
	t.is(
		plain(holdWords({reason: 'run_amount_cap', detail}, en)),
		'With JP¥5,000 the run would come to JP¥105,000, above its limit of JP¥100,000.',
	);
});

test('a detail that is worded otherwise leaves the plain reason', (t) => {
	t.is(holdWords({reason: 'amount_jump', detail: 'too much'}, en), 'The amount is far above the usual one.');
	t.is(holdWords({reason: 'amount_jump', detail: null}, de), 'Der Betrag liegt weit über dem üblichen.');
});

test('every reason for parking has words and an advice in both languages', (t) => {
	for (const reason of ParkReason.options)
		for (const text of [en, de]) {
			t.not(text.code('parked', reason), text.code('', reason), reason);
			t.not(holdAdvice({reason}, text), text.code('', reason), reason);
			t.regex(holdWords({reason, detail: null}, text), /^\p{Lu}.*\.$/u);
		}
});

test('only what a cap held back is billed because somebody looked at it', (t) => {
	t.deepEqual(
		ParkReason.options.filter((reason) => isCap({reason})),
		['template_day_cap', 'amount_jump', 'run_amount_cap'],
	);
});
