import test from 'ava';
import {finishedShare, moreOf} from '../../../../functions/recurring/core/share.ts';
import {RunDocument} from '../../../../schemas/run.ts';

const run = {id: 'run_202601310600', accountId: 'acc_0001', startedAt: '2026-01-31T06:00:00.000Z', shard: '7'};
const more = {
	issued: 2,
	skipped: 1,
	parked: 1,
	notify: true,
	amounts: [
		{currency: 'EUR', total: 100},
		{currency: 'USD', total: 5},
		{currency: 'EUR', total: 1},
	],
};

test('invariant 36: due = issued + skipped + parked, with amounts by currency', (t) => {
	const share = moreOf(moreOf(undefined, run, more), run, {...more, amounts: [{currency: 'USD', total: -5}]});
	t.notThrows(() => RunDocument.parse(share));
	t.like(share, {
		state: 'running',
		due: 8,
		issued: 4,
		skipped: 2,
		parked: 2,
		actShard: '7',
		nextActAt: '2026-01-31T07:00:00.000Z',
	});
	t.deepEqual(
		share.amounts.toSorted((a, b) => a.currency.localeCompare(b.currency)),
		[
			{currency: 'EUR', total: 101},
			{currency: 'USD', total: 0},
		],
	);
});

test('a share finishes once, tells its endpoints, and runs again when more is billed', (t) => {
	const at = '2026-01-31T06:00:04.000Z';
	const finished = finishedShare(moreOf(undefined, run, more), at);
	t.like(finished, {state: 'finished', finishedAt: at, pending: [{step: 'run.notify', at, kind: 'run.finished'}]});
	t.is(finished && finishedShare(finished, at), undefined);
	t.like(moreOf(finished, run, more), {state: 'running', finishedAt: null, due: 8, pending: [{step: 'run.finish'}]});
	t.deepEqual(finishedShare(moreOf(undefined, run, {...more, notify: false}), at)?.pending, []);
});
