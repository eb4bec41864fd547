import test from 'ava';
import {
	afterSkipping,
	nextOccurrence,
	told,
	touched,
	withNextDue,
} from '../../../../functions/recurring/core/progress.ts';
import {periodOf} from '../../../../functions/recurring/core/schedule.ts';
import {templateFields} from '../billing-world.ts';

const now = '2026-05-10T09:00:00.000Z';
const daily = templateFields({schedule: {frequency: 'day', interval: 1, anchorDate: '2000-01-01', hour: 6}});

test('invariant 2: skips are recorded period by period, and counted beyond the last 400', (t) => {
	const skipped = afterSkipping(daily, 1000);
	t.like(skipped, {k: 1000, periodsSkipped: 1000, billedThrough: periodOf(daily.schedule, 999).end});
	t.is(skipped.skips.length, 400);
	t.deepEqual(skipped.skips.at(-1), {epoch: 1, k: 999, period: periodOf(daily.schedule, 999)});
	t.is(afterSkipping(skipped, 1000), skipped);
	t.is(afterSkipping(skipped, 1003).skips.length, 400);
});

test('only an active template is in the due index; one without another period has ended', (t) => {
	const active = templateFields({status: 'active'});
	t.is(withNextDue(active).dueAt, '2026-01-31T05:00:00.000Z');
	for (const status of ['draft', 'paused', 'parked', 'ended'] as const)
		t.is(withNextDue(templateFields({status, dueAt: now})).dueAt, null);
	t.like(withNextDue(templateFields({status: 'active', ends: {type: 'after', count: 2}, periodsBilled: 2})), {
		status: 'ended',
		dueAt: null,
	});
	t.like(withNextDue(templateFields({status: 'active', ends: {type: 'on', date: '2026-01-30'}})), {
		status: 'ended',
		dueAt: null,
	});
});

test('ends after n counts invoices, not skips', (t) => {
	const template = afterSkipping(templateFields({ends: {type: 'after', count: 1}}), 5);
	t.is(nextOccurrence(template)?.k, 5);
	t.is(nextOccurrence({...template, periodsBilled: 1}), undefined);
});

test('endpoints are told of a new status, and of nothing where there are none', (t) => {
	const active = templateFields({status: 'active'});
	const ended = templateFields({status: 'ended'});
	t.deepEqual(told(active, ended, {notify: true, at: now}).pending, [
		{step: 'template.notify', at: now, kind: 'template.ended'},
	]);
	t.deepEqual(told(active, ended, {notify: false, at: now}).pending, []);
	t.deepEqual(told(active, active, {notify: true, at: now}).pending, []);
});

test('every change counts the version up', (t) => {
	t.like(touched(daily, now), {version: 2, updatedAt: now});
});
