import test from 'ava';
import {retried, totalOf, waitingPeriods} from '../../../../web/src/screens/recurring/hold/retried.ts';
import {heldIn} from '../../../../web/src/screens/recurring/runs/held-in.ts';

const periods = ['2027-03-31', '2027-04-30', '2027-05-31'].map((date, k) => ({date, total: 100 + k}));

test('what is due until today waits', (t) => {
	t.is(waitingPeriods(periods, '2027-04-30').length, 2);
	t.deepEqual(waitingPeriods(periods, '2027-03-30'), []);
});

test('past a cap goes the one period that was held back; what failed otherwise is billed with all it missed', (t) => {
	t.is(totalOf(retried({reason: 'amount_jump'}, periods)), 100);
	t.is(totalOf(retried({reason: 'tax_rate_missing'}, periods)), 303);
	t.is(totalOf(retried({reason: 'template_day_cap'}, [])), 0);
});

test('a run held back what was parked while it ran', (t) => {
	const parked = (since: string) => ({
		id: 'prk_1',
		templateId: 'tpl_1',
		date: '2027-03-31',
		reason: 'bug' as const,
		detail: null,
		figures: null,
		since,
	});
	const run = {startedAt: '2027-03-31T05:00:00.000Z', finishedAt: '2027-03-31T05:01:00.000Z'};
	t.is(heldIn(run, [parked(run.startedAt), parked('2027-03-31T05:01:00.001Z')]).length, 1);
	t.is(heldIn({...run, finishedAt: null}, [parked('2027-03-31T05:30:00.000Z')]).length, 1);
});
