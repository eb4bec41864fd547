import test from 'ava';
import {inputOf} from '../../../../functions/recurring/core/compose.ts';
import {editTemplate, same} from '../../../../functions/recurring/core/edit.ts';
import {previewOf} from '../../../../functions/recurring/core/preview.ts';
import {raise} from '../../../../functions/recurring/core/raise.ts';
import type {TemplateDocument, TemplateInput} from '../../../../schemas/template.ts';
import {activated, templateFacts as facts} from '../billing-world.ts';

const now = '2026-02-10T09:00:00.000Z';
const begun = (fields: Partial<TemplateDocument> = {}) =>
	activated({k: 1, periodsBilled: 1, billedThrough: '2026-02-27', ...fields}, '2026-02-01T00:00:00.000Z');
const edited = (template: TemplateDocument, change: Partial<TemplateInput>, at = now) => {
	const result = editTemplate(template, {...inputOf(template, at), ...change}, {...facts(), now: at});
	if (!result.ok) throw new Error(result.refusal.code);
	return result.value;
};
const refused = (template: TemplateDocument, change: Partial<TemplateInput>) => {
	const result = editTemplate(template, {...inputOf(template, now), ...change}, {...facts(), now});
	return result.ok ? 'ok' : [result.refusal.code, result.refusal.errors?.[0]?.path];
};
const totalsOf = (template: TemplateDocument, count: number) => {
	const preview = previewOf(template, count);
	return preview.ok && preview.value.map(({date, total}) => [date, total]);
};
const priced = (unitAmount: number): Pick<TemplateInput, 'lines'> => ({
	lines: inputOf(begun(), now).lines.map((line) => ({...line, unitAmount})),
});

test('rule 28: new lines wait for the next period; what earlier periods need stays', (t) => {
	const template = begun();
	t.is(edited(template, {name: 'x'}).plans.length, 1, 'no new lines, no new plan');
	const once = edited({...template, k: 0, billedThrough: null}, priced(2000), '2026-02-10T09:00:00.000Z');
	t.deepEqual(
		once.plans.map(({from}) => from),
		[null, '2026-02-10T09:00:00.000Z'],
	);
	const twice = edited(once, priced(3000), '2026-02-11T09:00:00.000Z');
	t.deepEqual(
		twice.plans.map(({from}) => from),
		[null, '2026-02-11T09:00:00.000Z'],
		'no period began in between',
	);
	const later = edited(once, priced(3000), '2026-03-11T09:00:00.000Z');
	t.deepEqual(
		later.plans.map(({from}) => from),
		[null, '2026-02-10T09:00:00.000Z', '2026-03-11T09:00:00.000Z'],
	);
	t.deepEqual(
		edited(template, priced(2000)).plans.map(({from}) => from),
		['2026-02-10T09:00:00.000Z'],
		'old lines with no period left go',
	);
});

test('rule 28: the epoch rises only with the schedule, and never over what is billed', (t) => {
	const template = begun();
	const {schedule} = template;
	t.is(edited(template, {notes: 'x'}).epoch, 1);
	t.is(
		edited(template, {schedule: {...schedule, rule: {type: 'dayOfMonth'}}}).epoch,
		1,
		'said otherwise, meant the same',
	);
	t.deepEqual(refused(template, {schedule: {...schedule, anchorDate: '2026-02-27'}}), [
		'period_already_billed',
		undefined,
	]);
	t.deepEqual(refused(template, {schedule: {...schedule, hour: 7}}), ['period_already_billed', undefined]);
	const next = edited(template, {schedule: {...schedule, anchorDate: '2026-02-28', frequency: 'week'}});
	t.like(next, {epoch: 2, k: 0, billedThrough: '2026-02-27', skips: [], dueAt: '2026-02-28T05:00:00.000Z'});
	const gap = edited(template, {schedule: {...schedule, anchorDate: '2026-03-15'}});
	t.deepEqual(gap.skips, [{epoch: 1, k: 1, period: {start: '2026-02-28', end: '2026-03-14'}}]);
	t.is(gap.billedThrough, '2026-03-14', 'invariant 3');
});

test('rule 27: a schedule does not change over a period that is due and not billed yet', (t) => {
	const {schedule} = begun();
	const weekly = {schedule: {...schedule, anchorDate: '2026-06-01', frequency: 'week'}} as const;
	const late = '2026-03-01T09:00:00.000Z';
	const code = (template: TemplateDocument, change: Partial<TemplateInput>) => {
		const result = editTemplate(template, {...inputOf(template, late), ...change}, {...facts(), now: late});
		return result.ok ? result.value.epoch : result.refusal.code;
	};
	t.is(code(begun(), weekly), 'period_already_billed', 'due on 28 February');
	t.is(code({...begun(), status: 'parked'}, weekly), 'period_already_billed', 'retried, it would be billed');
	t.is(
		code({...begun(), status: 'paused', owedBefore: 2}, weekly),
		'period_already_billed',
		'owed since before the pause',
	);
	t.is(code({...begun(), status: 'paused', owedBefore: 1}, weekly), 2, 'what falls due in a pause is not owed');
	t.is(code(begun({skipsAhead: [{from: 1, before: 2}]}), weekly), 2, 'nor what somebody skipped');
	t.is(code(begun(), {notes: 'x'}), 1, 'anything else changes at any time');
});

test('a raise that lies ahead keeps its day when periods begin at another hour', (t) => {
	const at = '2026-02-10T09:00:00.000Z';
	const raised = raise(begun(), {id: 'act_1', percent: '10', from: '2026-03-31'}, at);
	if (!raised) throw new Error('not raised');
	for (const hour of [0, 5, 6, 7, 23]) {
		const moved = edited(
			raised.template,
			{schedule: {...raised.template.schedule, anchorDate: '2026-02-28', hour}},
			at,
		);
		t.deepEqual(totalsOf(moved, 3), [
			['2026-02-28', 1190],
			['2026-03-28', 1190],
			['2026-04-28', 1309],
		]);
		const onTheDay = edited(raised.template, {schedule: {...moved.schedule, anchorDate: '2026-03-31'}}, at);
		t.deepEqual(totalsOf(onTheDay, 1), [['2026-03-31', 1309]]);
	}
});

test('customer and currency stay once a template has begun', (t) => {
	t.deepEqual(refused(begun(), {customerId: 'cus_0002'}), ['invalid_request', 'customerId']);
	t.deepEqual(refused(begun(), {currency: 'USD'}), ['invalid_request', 'currency']);
	t.is(refused(begun(), {currency: null}), 'ok');
});

test('an end that has passed ends the template', (t) => {
	t.like(edited(begun(), {ends: {type: 'on', date: '2026-02-27'}}), {status: 'ended', dueAt: null});
});

test('objects are the same whatever the order of their keys and however absence is written', (t) => {
	t.true(same({a: 1, b: null}, {b: undefined, a: 1}));
	t.true(same({b: [{y: 1, x: 2}]}, {b: [{x: 2, y: 1}]}));
	t.false(same({a: [1, 2]}, {a: [2, 1]}));
});
