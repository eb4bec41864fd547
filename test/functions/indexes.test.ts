import test from 'ava';
import {coveringIndex, firestoreIndexes, type Index, indexes, shapeOf} from '../../functions/indexes.ts';
import {Bug} from '../../functions/kernel/invariant.ts';

const asc = (field: string) => ({field, order: 'asc'}) as const;
const desc = (field: string) => ({field, order: 'desc'}) as const;
const here = (...fields: Index['fields']): Index => ({collection: 'things', scope: 'collection', fields});
const collection = 'accounts/a/things';
const is = (field: string) => ({field, op: '==', value: 'x'}) as const;

test('equal fields may be found by several indexes that end in the same order', (t) => {
	const declared = [here(asc('color'), asc('rank')), here(asc('shape'), asc('rank')), here(asc('rank'))];
	const ordered = {collection, orderBy: [{field: 'rank', direction: 'asc' as const}]};
	t.is(coveringIndex(shapeOf({...ordered, where: [is('shape'), is('color')]}), declared), declared[0]);
	t.is(coveringIndex(shapeOf({...ordered, where: [is('shape')]}), declared), declared[1]);
	t.is(coveringIndex(shapeOf(ordered), declared), declared[2]);
	t.is(coveringIndex(shapeOf({...ordered, where: [is('size')]}), declared), undefined);
	t.is(coveringIndex(shapeOf({...ordered, where: [is('size'), is('color')]}), declared), undefined);
});

test('an index in another order, of another scope or another collection does not serve', (t) => {
	const query = shapeOf({collection, where: [is('color')], orderBy: [{field: 'rank', direction: 'asc'}]});
	const fields = [asc('color'), asc('rank')];
	t.truthy(coveringIndex(query, [here(...fields)]));
	t.is(coveringIndex(query, [here(asc('color'), desc('rank'))]), undefined);
	t.is(coveringIndex(query, [here(asc('color'), asc('rank'), asc('name'))]), undefined);
	t.is(coveringIndex(query, [{collection: 'things', scope: 'group', fields}]), undefined);
	t.is(coveringIndex(query, [{collection: 'others', scope: 'collection', fields}]), undefined);
});

test('a plain list of a collection needs no index', (t) => {
	t.is(coveringIndex(shapeOf({collection}), []), 'none needed');
});

test('a query that Firestore could not answer is a bug', (t) => {
	const range = (field: string) => ({field, op: '<', value: 1}) as const;
	t.throws(() => shapeOf({collection, where: [range('a'), range('b')]}), {instanceOf: Bug});
	t.throws(() => shapeOf({collection, where: [{field: 'words', op: 'array-contains', value: 1}]}), {instanceOf: Bug});
});

test('no index is declared twice and each has something to find', (t) => {
	const texts = indexes.map((index) => JSON.stringify(index));
	t.is(new Set(texts).size, texts.length);
	t.true(indexes.every(({fields}) => fields.length > 0));
	t.true(indexes.every(({fields}) => new Set(fields.map(({field}) => field)).size === fields.length));
});

test('across accounts an index of instants to come begins with a shard, so that none grows at one end only', (t) => {
	const growing = indexes.filter(
		({scope, fields}) => scope === 'group' && /dueAt|nextActAt/.test(fields.at(-1)?.field ?? ''),
	);
	t.true(growing.length > 1);
	t.true(growing.every(({fields}) => fields[0]?.field.endsWith('Shard')));
});

test('firestore.indexes.json holds what is declared and exempts every other field', (t) => {
	const words = {field: 'words', arrayContains: true} as const;
	const declared = [here(asc('color'), desc('rank')), here(asc('rank')), here(desc('rank')), here(words)];
	t.deepEqual(firestoreIndexes(declared), {
		indexes: [
			{
				collectionGroup: 'things',
				queryScope: 'COLLECTION',
				fields: [
					{fieldPath: 'color', order: 'ASCENDING'},
					{fieldPath: 'rank', order: 'DESCENDING'},
				],
			},
		],
		fieldOverrides: [
			{collectionGroup: '__default__', fieldPath: '*', indexes: []},
			{
				collectionGroup: 'things',
				fieldPath: 'rank',
				indexes: [
					{order: 'ASCENDING', queryScope: 'COLLECTION'},
					{order: 'DESCENDING', queryScope: 'COLLECTION'},
				],
			},
			{collectionGroup: 'things', fieldPath: 'words', indexes: [{arrayConfig: 'CONTAINS', queryScope: 'COLLECTION'}]},
		],
	});
});
