import test from 'ava';
import {nextStop, nudged, standardPace, verdictOf, watchOver} from '../../../../functions/clocks/core/next-stop.ts';

const at = '2027-01-31T05:00:00.000Z';
const pace = {patienceMs: 1000, nudgeMs: 100};

test('the next stop is the earliest due instant, never past the end', (t) => {
	t.is(nextStop(at, '2027-03-01T00:00:00.000Z', '2027-02-28T05:00:00.000Z'), '2027-02-28T05:00:00.000Z');
	t.is(nextStop(at, '2027-02-28T04:59:59.999Z', '2027-02-28T05:00:00.000Z'), '2027-02-28T04:59:59.999Z');
	t.is(nextStop(at, '2027-02-28T05:00:00.000Z', '2027-02-28T05:00:00.000Z'), '2027-02-28T05:00:00.000Z');
	t.is(nextStop(at, '2027-03-01T00:00:00.000Z', undefined), '2027-03-01T00:00:00.000Z');
	t.is(nextStop(at, at, '2027-02-28T05:00:00.000Z'), 'nothing');
});

const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();

test('at a new instant everybody is told at once, then after growing pauses, then it is given up', (t) => {
	let watch = watchOver('sign', at, pace, false);
	const verdicts: string[] = [];
	for (let ms = 0; ms <= 1000; ms += 50) {
		const verdict = verdictOf(watch, after(ms), pace);
		if (verdict !== 'wait') verdicts.push(`${ms} ${verdict}`);
		if (verdict === 'nudge') watch = nudged(watch, after(ms), pace);
	}
	t.deepEqual(verdicts, ['0 nudge', '100 nudge', '300 nudge', '700 nudge', '1000 give up']);
});

test('what has just moved is given time before it is told again', (t) => {
	const watch = watchOver('sign', at, pace, true);
	t.is(verdictOf(watch, after(99), pace), 'wait');
	t.is(verdictOf(watch, after(100), pace), 'nudge');
});

test('a receiver of webhooks may take its time: it is told again after seconds only, and several times before patience ends', (t) => {
	const told = watchOver('a', '2026-11-22T09:00:00.000Z', standardPace, true);
	t.is(verdictOf(told, '2026-11-22T09:00:02.900Z', standardPace), 'wait');
	t.is(verdictOf(told, '2026-11-22T09:00:03.000Z', standardPace), 'nudge');
	t.true(7 * standardPace.nudgeMs < standardPace.patienceMs);
});
