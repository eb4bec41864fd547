import test from 'ava';
import {outboxBeside} from '../../../../functions/invoices/core/outbox-beside.ts';
import {outboxOf} from '../../../../functions/kernel/outbox.ts';

const step = {step: 'creditNote.notify', at: '2026-11-22T09:30:00.000Z', kind: 'invoice.credited'} as const;

test('a document beside one of a live account waits in the shard of its own id', (t) => {
	t.deepEqual(outboxBeside({actShard: '7'}, 'crn_0001', [step]), outboxOf('crn_0001', [step]));
	t.deepEqual(outboxBeside({actShard: '7'}, 'crn_0001'), outboxOf('crn_0001'));
});

test('a document beside one of a test account waits in that account’s shard, which only its own clock reads', (t) => {
	t.deepEqual(outboxBeside({actShard: 'T:acc_0001'}, 'crn_0001', [step]), {
		...outboxOf('crn_0001', [step]),
		actShard: 'T:acc_0001',
	});
});
