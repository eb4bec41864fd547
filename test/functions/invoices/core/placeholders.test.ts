import test from 'ava';
import {fillIssue, fillPeriod, unknownPlaceholders} from '../../../../functions/invoices/core/placeholders.ts';

const period = {start: '2026-12-31', end: '2027-01-30'};

test('a period is written in the customer’s language', (t) => {
	const text = 'Hosting {{period.month}} {{period.year}} ({{period.start}} – {{ period.end }})';
	t.is(fillPeriod(text, {period, locale: 'en-GB'}), 'Hosting December 2026 (31 December 2026 – 30 January 2027)');
	t.is(fillPeriod(text, {period, locale: 'de'}), 'Hosting Dezember 2026 (31. Dezember 2026 – 30. Januar 2027)');
	t.is(fillPeriod('{{period.month}}', {period, locale: 'ar-EG'}), 'ديسمبر');
});

test('months and years can be moved', (t) => {
	t.is(fillPeriod('{{period.month+1}} {{period.year+1}}', {period, locale: 'en'}), 'January 2027');
	t.is(fillPeriod('{{period.month-12}} {{period.year-1}}', {period, locale: 'en'}), 'December 2025');
});

test('number and due date wait for the issue', (t) => {
	const text = fillPeriod('{{number}}, {{period.month}}, due {{dueDate}}', {period, locale: 'en-US'});
	t.is(text, '{{number}}, December, due {{dueDate}}');
	t.is(
		fillIssue(text, {number: 'INV-1', dueDate: '2027-01-14', locale: 'en-US'}),
		'INV-1, December, due January 14, 2027',
	);
	t.is(fillIssue(text, {number: null, dueDate: null, locale: 'en-US'}), text);
});

test('placeholders that nobody knows are named, the others are not', (t) => {
	t.deepEqual(unknownPlaceholders('{{period.start}} {{period.year+2}} {{number}} {{dueDate}} {plain} {{'), []);
	t.deepEqual(unknownPlaceholders('{{period.start+1}} {{customer}} {{}} {{number-1}} {{period.month+1000}}'), [
		'{{period.start+1}}',
		'{{customer}}',
		'{{}}',
		'{{number-1}}',
		'{{period.month+1000}}',
	]);
	t.is(fillPeriod('{{customer}}', {period, locale: 'en'}), '{{customer}}');
});
