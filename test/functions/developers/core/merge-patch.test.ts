import test from 'ava';
import {z} from 'zod';
import {mergePatch, patched, patchOf} from '../../../../functions/developers/core/merge-patch.ts';

/** The examples of RFC 7396, appendix A: original, patch, result. */
const examples: readonly (readonly [unknown, unknown, unknown])[] = [
	[{a: 'b'}, {a: 'c'}, {a: 'c'}],
	[{a: 'b'}, {b: 'c'}, {a: 'b', b: 'c'}],
	[{a: 'b'}, {a: null}, {}],
	[{a: 'b', b: 'c'}, {a: null}, {b: 'c'}],
	[{a: ['b']}, {a: 'c'}, {a: 'c'}],
	[{a: 'c'}, {a: ['b']}, {a: ['b']}],
	[{a: {b: 'c'}}, {a: {b: 'd', c: null}}, {a: {b: 'd'}}],
	[{a: [{b: 'c'}]}, {a: [1]}, {a: [1]}],
	[
		['a', 'b'],
		['c', 'd'],
		['c', 'd'],
	],
	[{a: 'b'}, ['c'], ['c']],
	[{a: 'foo'}, null, null],
	[{a: 'foo'}, 'bar', 'bar'],
	[{e: null}, {a: 1}, {e: null, a: 1}],
	[[1, 2], {a: 'b', c: null}, {a: 'b'}],
	[{}, {a: {bb: {ccc: null}}}, {a: {bb: {}}}],
];
for (const [original, patch, result] of examples) {
	test(`${JSON.stringify(original)} patched with ${JSON.stringify(patch)}`, (t) =>
		t.deepEqual(mergePatch(original, patch), result));
}

const Whole = z.strictObject({name: z.string(), city: z.string().nullish(), tags: z.array(z.string()).default([])});

test('a patch takes any of the fields and refuses others by name', (t) => {
	const Patch = patchOf(Whole);
	t.true(Patch.safeParse({city: null}).success);
	t.true(Patch.safeParse({}).success);
	t.false(Patch.safeParse({town: 'x'}).success);
	t.false(Patch.safeParse('x').success);
});

test('what was patched is validated as a whole; removed fields fall back to their defaults', (t) => {
	const current = {name: 'a', city: 'b', tags: ['c'], secret: 'not a field of the whole'};
	t.deepEqual(patched(Whole, current, {city: null, tags: null}), {ok: true, value: {name: 'a', tags: []}});
	const refused = patched(Whole, current, {name: null});
	t.false(refused.ok);
	if (!refused.ok) t.deepEqual(refused.refusal.errors, [{path: 'name', code: 'required', message: 'is required'}]);
});

test('a patch cannot reach the prototype', (t) => {
	const patch: unknown = JSON.parse('{"__proto__":{"admin":true}}');
	mergePatch({}, patch);
	t.is(Reflect.get({}, 'admin'), undefined);
});
