import test from 'ava';
import {outboxOf} from '../../../../functions/kernel/outbox.ts';
import {presentRun} from '../../../../functions/operations/core/present-run.ts';
import {Run, type RunDocument} from '../../../../schemas/run.ts';

const shown = {
	id: 'run_0001',
	state: 'finished',
	startedAt: '2026-11-22T09:00:00.000Z',
	finishedAt: '2026-11-22T09:01:00.000Z',
	due: 4,
	issued: 2,
	skipped: 1,
	parked: 1,
	amounts: [{currency: 'EUR', total: 23_800}],
} satisfies Run;

const document: RunDocument = {
	...shown,
	schema: 1,
	accountId: 'acc_0001',
	notify: true,
	commitId: 'c1',
	version: 3,
	...outboxOf('run_0001'),
};

test('a run is answered with its counters and sums and nothing of how it is kept (invariant 36)', (t) => {
	t.deepEqual(presentRun(document), shown);
	t.deepEqual(Run.parse(presentRun(document)), shown);
});

test('a run that goes on has no end', (t) => {
	t.like(presentRun({...document, state: 'running', finishedAt: null}), {state: 'running', finishedAt: null});
});
