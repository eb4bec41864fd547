import test from 'ava';
import {remembering} from '../../../../functions/recurring/core/usual.ts';

test('the last six totals above zero, and how many fell due on the last day', (t) => {
	let memory = remembering({}, {date: '2026-01-31', totals: {total: 100}});
	t.deepEqual(memory, {lastTotals: [100], lastDue: {date: '2026-01-31', count: 1}});
	memory = remembering(memory, {date: '2026-01-31', totals: {total: 0}});
	t.deepEqual(memory, {lastTotals: [100], lastDue: {date: '2026-01-31', count: 2}});
	for (const total of [-5, 200, 300, 400, 500, 600, 700])
		memory = remembering(memory, {date: '2026-02-28', totals: {total}});
	t.deepEqual(memory, {lastTotals: [200, 300, 400, 500, 600, 700], lastDue: {date: '2026-02-28', count: 7}});
});
