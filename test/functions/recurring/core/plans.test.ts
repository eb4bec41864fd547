import test from 'ava';
import fc from 'fast-check';
import {
	enteredPlan,
	raisedAt,
	raisedPrice,
	withEntered,
	withRaise,
} from '../../../../functions/recurring/core/plans.ts';
import type {PlannedLines, TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const now = '2026-02-10T09:00:00.000Z';
const begun = (fields: Partial<TemplateDocument> = {}) =>
	activated({k: 1, periodsBilled: 1, billedThrough: '2026-02-27', ...fields}, '2026-02-01T00:00:00.000Z');
const priceOf = (plan: PlannedLines): string => `${plan.from?.slice(0, 10) ?? 'ever'} ${plan.lines[0]?.unitAmount}`;
const entered = (unitAmount: number, from: string): PlannedLines => {
	const [plan] = templateFields().plans;
	if (!plan) throw new Error('no lines');
	return {...plan, from, lines: plan.lines.map((line) => ({...line, unitAmount}))};
};
const raised = (template: TemplateDocument, percent: string, from: string, at = now): TemplateDocument => {
	const plans = withRaise(template, {percent, from}, at);
	if (!plans.ok) throw new Error(plans.refusal.code);
	return {...template, plans: plans.value};
};
const edited = (template: TemplateDocument, unitAmount: number, at = now): TemplateDocument => {
	const plans = withEntered(template, entered(unitAmount, at), at);
	if (!plans.ok) throw new Error(plans.refusal.code);
	return {...template, plans: plans.value};
};

test('prices rise half away from zero, to the decimals they were written with', (t) => {
	const table = [
		[1000, '5', '1050'],
		[1010, '5', '1061'],
		[-1010, '5', '-1061'],
		[0, '5', '0'],
		['0.25', '5', '0.26'],
		['0.5', '5', '0.5'],
		['0.0025', '4', '0.0026'],
		['999999999998.999999', '0.0001', '1000000999998.999998'],
		[4900, '2.9', '5042'],
	] as const;
	for (const [before, percent, after] of table) t.is(raisedPrice(before, percent), after, `${before} + ${percent} %`);
});

test('a price never rises by more than half a unit beside the percent, and never falls', (t) => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 1e9}), fc.integer({min: 1, max: 10_000_000}), (price, ppm) => {
			const after = BigInt(raisedPrice(price, String(ppm / 10_000)));
			const error = after * 1_000_000n - BigInt(price) * BigInt(1_000_000 + ppm);
			t.true(error <= 500_000n && error >= -500_000n);
			t.true(after >= BigInt(price));
		}),
	);
});

test('a raise waits for its day; the lines that people see and edit are those entered until then', (t) => {
	const template = raised(begun(), '10', '2026-04-30');
	t.deepEqual(template.plans.map(priceOf), ['ever 1000', '2026-04-30 1100']);
	t.is(enteredPlan(template.plans, now).lines[0]?.unitAmount, 1000);
	t.is(enteredPlan(template.plans, '2026-04-30T04:00:00.000Z').lines[0]?.unitAmount, 1100);
	t.is(template.plans[1]?.from, '2026-04-30T03:59:59.999Z', 'the period that starts that day at 6 is reached');
});

test('a raise from a day that has passed begins now: what has begun keeps its price', (t) => {
	t.is(raisedAt(begun(), '2026-01-01', now), now);
	t.deepEqual(raised(begun(), '10', '2026-01-01').plans.map(priceOf), ['2026-02-10 1100']);
});

test('an edit before the raise is raised too, once', (t) => {
	const once = edited(raised(begun(), '10', '2026-04-30'), 2000);
	t.deepEqual(once.plans.map(priceOf), ['2026-02-10 2000', '2026-04-30 2200']);
	const again = edited(once, 3000, '2026-03-01T00:00:00.000Z');
	t.deepEqual(again.plans.map(priceOf), ['2026-02-10 2000', '2026-03-01 3000', '2026-04-30 3300']);
	const next = raised(begun(), '10', '2026-02-28');
	t.deepEqual(next.plans.map(priceOf), ['ever 1000', '2026-02-28 1100'], 'the lines to edit stay, needed or not');
	t.deepEqual(edited(next, 2000).plans.map(priceOf), ['2026-02-10 2000', '2026-02-28 2200']);
});

test('an edit after the raise counts as entered', (t) => {
	const template = {...raised(begun(), '10', '2026-03-31'), k: 2};
	t.deepEqual(edited(template, 500, '2026-04-10T00:00:00.000Z').plans.map(priceOf).at(-1), '2026-04-10 500');
});

test('raises add up in the order of their days, in whatever order they were asked', (t) => {
	const one = raised(raised(begun(), '10', '2026-04-30'), '50', '2026-06-30');
	const other = raised(raised(begun(), '50', '2026-06-30'), '10', '2026-04-30');
	t.deepEqual(one.plans.map(priceOf), ['ever 1000', '2026-04-30 1100', '2026-06-30 1650']);
	t.deepEqual(other.plans, one.plans);
});

test('a price beyond its bounds and too many changes are refused', (t) => {
	const dear = begun({plans: [{...entered(999_999_999_999, now), from: null}]});
	t.like(withRaise(dear, {percent: '1', from: '2026-05-01'}, now), {refusal: {code: 'amount_too_large'}});
	let template = begun();
	const day = (index: number) => new Date(Date.UTC(2026, 3 + index, 1)).toISOString().slice(0, 10);
	for (let index = 0; index < 19; index++) template = raised(template, '1', day(index));
	t.is(template.plans.length, 20);
	t.like(withRaise(template, {percent: '1', from: day(19)}, now), {refusal: {code: 'too_many_changes'}});
	const [plan] = begun().plans;
	const long = Array.from({length: 200}, () => ({...plan?.lines[0], description: 'x'.repeat(2000)}));
	const huge = begun({plans: begun().plans.map((one) => ({...one, lines: long as PlannedLines['lines']}))});
	t.like(withRaise(huge, {percent: '1', from: '2026-05-01'}, now), {refusal: {code: 'too_many_changes'}});
});
