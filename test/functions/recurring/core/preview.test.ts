import test from 'ava';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {previewOf} from '../../../../functions/recurring/core/preview.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const preview = (template: TemplateDocument, count: number) => {
	const result = previewOf(template, count);
	return result.ok ? result.value : [];
};

test('preview = bill, by hash, totals and dates, over a year', (t) => {
	let template = activated({}, '2026-01-01T00:00:00.000Z');
	const shown = preview(template, 12);
	for (const expected of shown) {
		const {periods, next} = bill(template, {asOf: expected.dueAt, now: expected.dueAt});
		t.deepEqual(
			periods.map(({k, date, dueAt, period, previewHash, totals}) => ({
				k,
				date,
				dueAt,
				period,
				previewHash,
				total: totals.total,
			})),
			[
				{
					k: expected.k,
					date: expected.date,
					dueAt: expected.dueAt,
					period: expected.period,
					previewHash: expected.previewHash,
					total: expected.total,
				},
			],
		);
		template = next;
	}
	t.is(shown.length, 12);
});

test('a preview stops where the template ends, and leaves out what will be skipped', (t) => {
	t.is(preview(templateFields({ends: {type: 'after', count: 3}, periodsBilled: 1}), 12).length, 2);
	t.is(preview(templateFields({ends: {type: 'on', date: '2026-03-31'}}), 12).length, 3);
	t.deepEqual(preview(templateFields({status: 'ended'}), 12), []);
	t.deepEqual(
		preview(templateFields({skipsAhead: [{from: 1, before: 3}]}), 3).map(({k}) => k),
		[0, 3, 4],
	);
});

test('what cannot be billed has no preview', (t) => {
	t.false(previewOf(templateFields({taxPlan: []}), 1).ok);
});
