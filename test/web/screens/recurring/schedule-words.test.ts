import test from 'ava';
import {endsWords, scheduleWords} from '../../../../web/src/screens/recurring/schedule-words.ts';
import {fill, loadCatalogue} from '../../../../web/src/text/catalogue.ts';
import {formatsFor} from '../../../../web/src/text/formats.ts';
import {textOf} from '../../../../web/src/text/text-of.ts';

const en = textOf('en', await loadCatalogue('en'), 'en-GB');
const de = textOf('de', await loadCatalogue('de'), 'de-DE');
const monthly = {frequency: 'month', interval: 1, anchorDate: '2026-01-31', hour: 6} as const;

test('a schedule reads as a sentence', (t) => {
	t.is(scheduleWords({...monthly, rule: {type: 'lastDay'}}, en), 'Every month on the last day, from 31 Jan 2026');
	t.is(
		scheduleWords({...monthly, interval: 3, rule: {type: 'nthWeekday', nth: 2, weekday: 'MO'}}, en),
		'Every 3 months on the second Monday, from 31 Jan 2026',
	);
	t.is(scheduleWords({...monthly, frequency: 'week', rule: null}, de), 'Jede Woche am Samstag, ab 31. Jan. 2026');
	t.is(scheduleWords({...monthly, frequency: 'day', interval: 10, rule: null}, en), 'Every 10 days, from 31 Jan 2026');
});

test('an end reads as one', (t) => {
	t.is(endsWords({type: 'after', count: 1}, en), 'After 1 invoice');
	t.is(endsWords({type: 'on', date: '2027-01-31'}, de), 'Am 31. Jan. 2027');
});

test('words are put where the text has a place for them, and nowhere else', (t) => {
	t.is(fill('{a} and {b}', {a: 1}), '1 and {b}');
	t.is(fill('{{period.month}}', {period: 'x'}), '{{period.month}}');
	t.is(formatsFor('en-GB').money(-150, 'KWD').replace(/\s/g, ' '), '-KWD 0.150');
});
