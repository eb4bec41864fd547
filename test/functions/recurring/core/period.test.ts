import test from 'ava';
import {planFor, pricedPeriod, rhythmOf} from '../../../../functions/recurring/core/period.ts';
import {occurrence} from '../../../../functions/recurring/core/schedule.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {templateFields} from '../billing-world.ts';

const priced = (fields: Partial<TemplateDocument> = {}, k = 0) => {
	const template = templateFields(fields);
	const due = occurrence(rhythmOf(template), k);
	if (!due) throw new Error('no occurrence');
	return pricedPeriod(template, due);
};
const hash = (fields: Partial<TemplateDocument> = {}, k = 0): string => {
	const result = priced(fields, k);
	return result.ok ? result.value.previewHash : result.refusal.code;
};
const [plan] = templateFields().plans;
const withLine = (change: object, more: object = {}) => ({
	plans: templateFields().plans.map((one) => ({
		...one,
		...more,
		lines: one.lines.map((line) => ({...line, ...change})),
	})),
});

test('rule 28: a period takes the lines entered last before it starts, at the template’s hour', (t) => {
	const at = (from: string | null) => ({
		...plan,
		from,
		lines: plan?.lines ?? [],
		discounts: [],
		charges: [],
		taxInclusive: false,
		cashRounding: null,
	});
	const template = templateFields({plans: [at(null), at('2026-02-28T05:00:00.000Z'), at('2026-03-01T00:00:00.000Z')]});
	const of = (start: string) => planFor(template, {start, end: start}).from;
	t.is(of('2026-01-31'), null);
	t.is(of('2026-02-28'), null, 'an edit at the very instant comes too late');
	t.is(of('2026-03-01'), '2026-03-01T00:00:00.000Z');
	t.is(of('2026-03-31'), '2026-03-01T00:00:00.000Z');
});

test('rule 28: the tax rate valid at the end of the period is billed', (t) => {
	const taxPlan = [
		{
			...templateFields().taxPlan[0],
			versions: [
				{from: null, percent: '19'},
				{from: '2026-02-28', percent: '16'},
			],
		},
	];
	const percent = (k: number) => {
		const result = priced(templateFields({taxPlan: taxPlan as TemplateDocument['taxPlan']}), k);
		return result.ok && result.value.totals.taxes[0]?.percent;
	};
	t.is(percent(0), '19', 'ends 27 February');
	t.is(percent(1), '16', 'ends 30 March');
});

test('texts of the period are filled in, those of the issue wait', (t) => {
	const result = priced(withLine({description: '{{period.month}} {{number}}'}), 1);
	t.is(result.ok && result.value.content.lines[0]?.description, 'February {{number}}');
	const reduced = priced(withLine({discounts: [{description: '{{period.month}}', percent: '5'}], charges: []}), 1);
	t.is(reduced.ok && reduced.value.content.lines[0]?.discounts[0]?.description, 'February');
});

test('the preview hash depends on epoch, period, lines, taxes and totals and on nothing else', (t) => {
	const same = hash();
	t.is(
		hash({notes: 'n', paymentTerms: {days: 3, from: 'issue'}, purchaseOrder: 'x', version: 9, billing: 'draft'}),
		same,
	);
	const others = [
		hash({epoch: 2}),
		hash({}, 1),
		hash(withLine({unitAmount: 1001})),
		hash(withLine({quantity: '2', unitAmount: 500})),
		hash(withLine({description: 'Other'})),
		hash(withLine({taxRateIds: []})),
		hash(withLine({}, {discounts: [{amount: 1}]})),
		hash({currency: 'USD'}),
	];
	t.is(new Set([same, ...others]).size, others.length + 1);
	t.regex(same, /^[0-9a-f]{64}$/);
});

test('what cannot be billed says why', (t) => {
	t.is(hash({taxPlan: []}), 'tax_rate_missing');
	t.is(hash(withLine({}, {discounts: [{amount: 1, taxRateIds: []}]})), 'discount_not_spreadable');
	t.is(hash(withLine({quantity: '999999999999', unitAmount: 999_999_999_999})), 'amount_too_large');
	t.is(hash(withLine({taxRateIds: ['tax_0001', 'tax_0002']}, {}), 0), 'tax_rate_missing');
	const twice = [...templateFields().taxPlan, ...templateFields().taxPlan.map((rate) => ({...rate, id: 'tax_0002'}))];
	t.is(hash({...withLine({taxRateIds: ['tax_0001', 'tax_0002']}), taxPlan: twice}), 'invalid_template');
});
