import test from 'ava';
import {groupOf, placeOf, weigh} from '../../../functions/adapters/documents.ts';
import {Bug} from '../../../functions/kernel/invariant.ts';

test('a path names a collection, its group and an id', (t) => {
	t.deepEqual(placeOf('accounts/acc_1/invoices/inv_1'), {
		collection: 'accounts/acc_1/invoices',
		group: 'invoices',
		id: 'inv_1',
	});
	t.deepEqual(placeOf('links/a-b.c'), {collection: 'links', group: 'links', id: 'a-b.c'});
	t.is(groupOf('accounts/acc_1/invoices'), 'invoices');
	for (const path of ['accounts/acc_1', 'a b', '', '1/x/y']) t.throws(() => groupOf(path), {instanceOf: Bug}, path);
});

test('a batch that is weighed says where bytes are', (t) => {
	const write = (id: string, value: number | Uint8Array) => ({
		op: 'create' as const,
		path: `things/${id}`,
		fields: {value},
	});
	const batch = weigh([write('a', 1), write('b', new Uint8Array(3))]);
	t.deepEqual('weighed' in batch && batch.weighed.map(({binary}) => binary), [false, true]);
});

test('the limits are 500 writes, 3 MiB in all and 1 MB a document', (t) => {
	const text = (length: number) => ({text: 'ä'.repeat(length)});
	const batch = (count: number, fields: {readonly text: string}) =>
		weigh(Array.from({length: count}, (_, at) => ({op: 'create' as const, path: `things/d${at}`, fields})));
	t.true('weighed' in batch(500, text(1)));
	t.like(batch(501, text(1)), {refused: '501 writes, at most 500'});
	t.true('weighed' in batch(1, text(499_000)));
	t.like(batch(1, text(500_001)), {refused: 'things/d0: over 1000000 bytes'});
	t.true('weighed' in batch(30, text(50_000)));
	t.true('refused' in batch(32, text(50_000)));
});
