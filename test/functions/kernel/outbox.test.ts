import test from 'ava';
import {
	allShards,
	dueStep,
	outboxOf,
	publishable,
	shardOf,
	withoutStep,
	withoutSteps,
	withSteps,
} from '../../../functions/kernel/outbox.ts';

const at = (hour: number) => `2026-01-31T0${hour}:00:00.000Z`;
const charge = {step: 'invoice.charge', at: at(5)} as const;
const mail = {step: 'invoice.mail', at: at(5)} as const;
const retry = {step: 'invoice.charge', at: at(9)} as const;

test('steps stand in the order of their time, and equal times in the order they were added', (t) => {
	const outbox = withSteps(outboxOf('inv_abcd', [retry]), charge, mail);
	t.deepEqual(outbox.pending, [charge, mail, retry]);
	t.is(outbox.nextActAt, at(5));
});

test('a step that is done leaves, and the next one becomes the time to act', (t) => {
	const outbox = withoutStep(outboxOf('inv_abcd', [charge, retry]), charge);
	t.deepEqual(outbox.pending, [retry]);
	t.is(outbox.nextActAt, at(9));
	t.is(withoutStep(outbox, retry).nextActAt, null);
	t.is(withoutStep(outbox, mail), outbox);
});

test('only the first step can be due, and only from its time on', (t) => {
	const outbox = outboxOf('inv_abcd', [charge, mail]);
	t.deepEqual(dueStep(outbox, at(5), 'invoice.charge'), charge);
	t.is(dueStep(outbox, at(5), 'invoice.mail'), undefined);
	t.is(dueStep(outbox, at(4), 'invoice.charge'), undefined);
	t.deepEqual(publishable(outbox, at(6)), charge);
	t.is(publishable(outbox, at(4)), undefined);
});

test('all steps of a name leave together', (t) => {
	t.deepEqual(withoutSteps(outboxOf('inv_abcd', [charge, mail, retry]), 'invoice.charge').pending, [mail]);
});

test('every document has one of 32 shards, the same for ever, and ids spread over all of them', (t) => {
	t.is(shardOf('tpl_1234'), shardOf('tpl_1234'));
	const seen = new Set(Array.from({length: 2000}, (_, index) => shardOf(`tpl_${index}`)));
	t.deepEqual([...seen].sort(), [...allShards].sort());
});
