import test from 'ava';
import {previewOf} from '../../../../functions/recurring/core/preview.ts';
import {raise} from '../../../../functions/recurring/core/raise.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const now = '2026-02-10T09:00:00.000Z';
const asked = {id: 'act_0001', percent: '5', from: '2026-04-01'};
const begun = (fields: Partial<TemplateDocument> = {}) =>
	activated({k: 1, periodsBilled: 1, billedThrough: '2026-02-27', ...fields}, '2026-02-01T00:00:00.000Z');
const totals = (template: TemplateDocument, count: number) => {
	const preview = previewOf(template, count);
	return preview.ok ? preview.value.map(({date, total}) => `${date} ${total}`) : [preview.refusal.code];
};

test('the outcome names the first period under the new prices with its totals before and after', (t) => {
	const done = raise(begun({name: 'Care'}), asked, now);
	t.like(done?.outcome, {ok: true, code: null, name: 'Care', currency: 'EUR', date: '2026-04-30'});
	t.like(done?.outcome, {oldTotal: 1190, newTotal: 1250});
	t.like(done?.template, {version: 2, updatedAt: now, dueAt: '2026-02-28T05:00:00.000Z', epoch: 1});
	t.deepEqual(done && totals(done.template, 4), [
		'2026-02-28 1190',
		'2026-03-31 1190',
		'2026-04-30 1250',
		'2026-05-31 1250',
	]);
});

test('in arrears the start of the period decides, not the day it is billed', (t) => {
	const done = raise(begun({periodTiming: 'arrears'}), asked, now);
	t.is(done?.outcome.date, '2026-05-31');
});

test('a template goes through a raise once, however often it is asked', (t) => {
	const once = raise(begun(), asked, now);
	const twice = once && raise(once.template, asked, '2026-02-10T10:00:00.000Z');
	t.is(twice?.template, once?.template);
	t.deepEqual(twice?.outcome, once?.outcome);
	const other = once && raise(once.template, {...asked, id: 'act_0002'}, now);
	t.is(other?.outcome.newTotal, 1313);
});

test('drafts, ended templates and those that end before are not reached', (t) => {
	t.is(raise(templateFields(), asked, now), undefined);
	t.is(raise({...begun(), status: 'ended'}, asked, now), undefined);
	t.is(raise(begun({ends: {type: 'on', date: '2026-04-01'}}), asked, now), undefined);
	t.is(raise(begun({ends: {type: 'after', count: 3}}), asked, now), undefined);
	t.is(raise(begun({ends: {type: 'after', count: 4}}), asked, now)?.outcome.date, '2026-04-30');
	t.is(raise({...begun(), skipsAhead: [{from: 3, before: 5}]}, asked, now)?.outcome.date, '2026-06-30');
});

test('paused and parked templates are raised and stay where they are', (t) => {
	for (const status of ['paused', 'parked'] as const) {
		const done = raise({...begun(), status, dueAt: null}, asked, now);
		t.like(done?.template, {status, dueAt: null, plans: {length: 2}});
	}
});

test('what cannot be raised stays and says why', (t) => {
	const template = begun({taxPlan: []});
	const done = raise(template, asked, now);
	t.is(done?.template, template);
	t.like(done?.outcome, {ok: false, code: 'tax_rate_missing', oldTotal: null, newTotal: null});
});
