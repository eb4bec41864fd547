/** What is done to both databases: random, but with every collision, type and order that documents and queries know. */
import fc from 'fast-check';
import type {Index, IndexField} from '../../functions/indexes.ts';
import type {Cursor, Fields, Filter, Query, Value} from '../../functions/world.ts';

/** `version`: which one of those that the document has had: the last one, even if it is gone since, or the one before. */
export type SymbolicWrite = {
	readonly op: 'create' | 'update' | 'delete';
	readonly path: string;
	readonly version: 'right' | 'stale';
	readonly fields: Fields;
};
export type Selection = Omit<Query, 'limit' | 'orderBy' | 'after'>;
export type Operation =
	| {readonly do: 'commit'; readonly writes: readonly SymbolicWrite[]}
	| {readonly do: 'get'; readonly path: string}
	| {readonly do: 'getMany'; readonly paths: readonly string[]}
	| {readonly do: 'query'; readonly query: Query}
	/** All pages of it, one after the other. */
	| {readonly do: 'pages'; readonly query: Query}
	| {readonly do: 'count'; readonly selection: Selection}
	| {readonly do: 'sum'; readonly selection: Selection; readonly field: string};

const accounts = ['acc_1', 'acc_2'];
const groups = ['things', 'jobs'];
/** In no order that is the same by every rule. */
const ids = ['a', 'B', 'a-b', 'a.b', 'a_b', 'a:', '10', '9'];
const collections = accounts.flatMap((account) => groups.map((group) => `accounts/${account}/${group}`));
const collection = fc.constantFrom(...collections, 'accounts/acc_1/things/a/others', 'roots');
const path = fc.tuple(collection, fc.constantFrom(...ids)).map((parts) => parts.join('/'));

const few = fc.constantFrom<string | number | boolean | null>('x', 'x', 'y', '', 0, 1, true, null);
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
	fc.oneof({weight: 3, arbitrary: fc.constant(null)}, {weight: 1, arbitrary});
/** Mostly there: a query finds only what has every field that it names. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
	fc.option(arbitrary, {nil: undefined, freq: 8});
const texts = [
	'',
	'a',
	'A',
	'aa',
	'b',
	'ä',
	'a\u0308',
	'ß',
	'é',
	'日本',
	'\uffff',
	'\ue000',
	'\u{10000}',
	'😀',
	'\0',
	'a\0b',
	'"',
	"'",
	'\\',
	'\u2028',
];
const text = fc.oneof(
	fc.constantFrom(...texts),
	fc.string({unit: 'binary', maxLength: 4}).filter((some) => some.isWellFormed()),
);
const numbers = [
	0,
	1,
	-1,
	2,
	2.5,
	-2.5,
	0.1,
	0.2,
	0.3,
	0.1 + 0.2,
	1e15,
	5e-324,
	-5e-324,
	2 ** 31,
	2 ** 53 - 1,
	2 ** 53,
	-(2 ** 53),
];
const number = fc.oneof(
	fc.constantFrom(...numbers),
	fc.integer({min: -3, max: 3}),
	fc.double({min: -10, max: 10, noNaN: true}).filter((some) => !Object.is(some, -0)),
);
const scalar: fc.Arbitrary<string | number | boolean | null> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const bytes = fc.uint8Array({maxLength: 3});
const key = fc
	.oneof(
		fc.constantFrom('a', 'b', 'x', 'with.dot', 'ключ', '`tick`'),
		fc.string({unit: 'grapheme', minLength: 1, maxLength: 3}),
	)
	.filter((name) => name.isWellFormed() && !/^__.*__$/s.test(name) && name !== '$bytes');
const {value} = fc.letrec<{value: Value; map: Fields}>((tie) => ({
	value: fc.oneof(
		{maxDepth: 3, depthSize: 'small'},
		scalar,
		bytes,
		fc.array(fc.oneof(scalar, bytes, tie('map')), {maxLength: 3}),
		tie('map'),
	),
	map: fc.dictionary(key, tie('value'), {maxKeys: 3, noNullPrototype: true}),
}));
/** A value of an ordered field: mostly one that pages can end at. */
const ordered = fc.oneof({weight: 6, arbitrary: scalar}, {weight: 1, arbitrary: value});

const fields: fc.Arbitrary<Fields> = fc.record(
	{
		a: mostly(few),
		b: mostly(fc.oneof({weight: 6, arbitrary: few}, {weight: 1, arbitrary: ordered})),
		n: mostly(ordered),
		m: mostly(
			fc.oneof(
				{weight: 8, arbitrary: fc.record({x: mostly(ordered)}, {noNullPrototype: true})},
				{weight: 1, arbitrary: value},
			),
		),
		tags: mostly(
			fc.oneof({weight: 8, arbitrary: fc.array(fc.oneof(few, text), {maxLength: 4})}, {weight: 1, arbitrary: value}),
		),
		free: mostly(value),
		'm.x': mostly(few),
	},
	{noNullPrototype: true},
);
/** What no database may take. */
const malformed = fc.constantFrom<Fields>(
	{free: -0},
	{free: 2 ** 54},
	{free: Number.NaN},
	{free: '\ud800'},
	{free: [[1]]},
	{free: {__x__: 1}},
	{'': 1},
);

const write: fc.Arbitrary<SymbolicWrite> = fc.record({
	op: fc.oneof(
		{weight: 5, arbitrary: fc.constant('create' as const)},
		{weight: 4, arbitrary: fc.constant('update' as const)},
		{weight: 1, arbitrary: fc.constant('delete' as const)},
	),
	path,
	version: fc.oneof(
		{weight: 8, arbitrary: fc.constant('right' as const)},
		{weight: 1, arbitrary: fc.constant('stale' as const)},
	),
	fields: fc.oneof({weight: 40, arbitrary: fields}, {weight: 1, arbitrary: malformed}),
});

const direction = fc.constantFrom('asc' as const, 'desc' as const);
const orderings: fc.Arbitrary<NonNullable<Query['orderBy']>> = fc.oneof(
	fc.constant([]),
	fc.tuple(fc.constantFrom('n', 'm.x'), direction).map(([field, way]) => [{field, direction: way}]),
	fc
		.tuple(fc.constantFrom(['n', 'm.x'], ['m.x', 'n']), direction, direction)
		.map(([[first = '', second = ''], one, two]) => [
			{field: first, direction: one},
			{field: second, direction: two},
		]),
);
const equality = fc
	.tuple(fc.constantFrom('a', 'b'), few)
	.map(([field, wanted]): Filter => ({field, op: '==', value: wanted}));
const contains = fc
	.oneof(fc.constantFrom('x', 'y', ''), text)
	.map((wanted): Filter => ({field: 'tags', op: 'array-contains', value: wanted}));
const bound = (field: string) =>
	fc
		.tuple(fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), fc.oneof(text, number))
		.map(([op, wanted]): Filter => ({field, op, value: wanted}));
const place = fc.oneof(
	fc.constantFrom(...collections.slice(0, 2), 'roots').map((name) => ({collection: name})),
	fc.constantFrom(...groups).map((name) => ({collection: name, group: true})),
);

const query: fc.Arbitrary<Query> = fc
	.record({
		place,
		equal: fc.oneof(
			{weight: 4, arbitrary: fc.constant([])},
			{weight: 2, arbitrary: fc.tuple(equality)},
			{weight: 1, arbitrary: fc.tuple(equality, equality)},
		),
		list: seldom(contains),
		orderBy: orderings,
		limit: fc.integer({min: 1, max: 9}),
	})
	.chain(({place: where, equal, list, orderBy, limit}) => {
		const [first] = orderBy;
		const bounds: fc.Arbitrary<readonly Filter[]> =
			first === undefined ? fc.constant([]) : fc.array(bound(first.field), {maxLength: 2});
		const after: fc.Arbitrary<Cursor> = fc.record({
			values: fc.tuple(...orderBy.map(() => scalar)),
			path: fc
				.tuple(
					'group' in where
						? fc.constantFrom(...collections.filter((name) => name.endsWith(where.collection)))
						: fc.constant(where.collection),
					fc.constantFrom(...ids),
				)
				.map((parts) => parts.join('/')),
		});
		return fc.tuple(bounds, seldom(after)).map(
			([range, cursor]): Query => ({
				...where,
				where: [...equal, ...(list === null ? [] : [list]), ...range],
				orderBy,
				limit,
				...(cursor === null ? {} : {after: cursor}),
			}),
		);
	});
/** Without its order a range field is ordered by itself. */
const selection = query.map(({limit: _, orderBy: __, after: ___, ...rest}): Selection => rest);

const operation: fc.Arbitrary<Operation> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc
			.uniqueArray(write, {minLength: 1, maxLength: 5, selector: (one) => one.path})
			.map((writes) => ({do: 'commit' as const, writes})),
	},
	{weight: 1, arbitrary: path.map((one) => ({do: 'get' as const, path: one}))},
	{weight: 1, arbitrary: fc.array(path, {maxLength: 6}).map((paths) => ({do: 'getMany' as const, paths}))},
	{weight: 4, arbitrary: query.map((one) => ({do: 'query' as const, query: one}))},
	{weight: 2, arbitrary: query.map(({after: _, ...one}) => ({do: 'pages' as const, query: one}))},
	{weight: 1, arbitrary: selection.map((one) => ({do: 'count' as const, selection: one}))},
	{
		weight: 1,
		arbitrary: fc
			.tuple(selection, fc.constantFrom('n', 'm.x'))
			.map(([one, field]) => ({do: 'sum' as const, selection: one, field})),
	},
);

/** Begins with something to find. */
export const sequence: fc.Arbitrary<readonly Operation[]> = fc
	.tuple(
		fc.uniqueArray(
			fc.record({op: fc.constant('create' as const), path, version: fc.constant('right' as const), fields}),
			{minLength: 16, maxLength: 24, selector: (one) => one.path},
		),
		fc.array(operation, {minLength: 20, maxLength: 60, size: 'max'}),
	)
	.map(([writes, operations]) => [{do: 'commit' as const, writes}, ...operations]);

const powerset = (names: readonly string[]): readonly (readonly string[])[] =>
	names.length === 0 ? [[]] : powerset(names.slice(1)).flatMap((set) => [set, [...names.slice(0, 1), ...set]]);
const orders: readonly (readonly IndexField[])[] = (() => {
	const by = (field: string): readonly IndexField[] => [
		{field, order: 'asc'},
		{field, order: 'desc'},
	];
	const two = [
		['n', 'm.x'],
		['m.x', 'n'],
	].flatMap(([first = '', second = '']) => by(first).flatMap((one) => by(second).map((other) => [one, other])));
	return [[], ...['n', 'm.x'].flatMap((field) => by(field).map((one) => [one])), ...two];
})();

/** One for each shape that is asked. */
export const conformanceIndexes: readonly Index[] = [...groups, 'roots'].flatMap((name) =>
	powerset(['a', 'b']).flatMap((equal) =>
		[[], [{field: 'tags', arrayContains: true} as const]].flatMap((list) =>
			orders.flatMap((tail) => {
				const head: readonly IndexField[] = [...equal.map((field) => ({field, order: 'asc'}) as const), ...list];
				const indexed = [...head, ...tail];
				return indexed.length === 0
					? []
					: (['collection', 'group'] as const).map((scope): Index => ({collection: name, scope, fields: indexed}));
			}),
		),
	),
);
