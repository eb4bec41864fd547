import test from 'ava';
import {readJson} from '../../../../functions/developers/core/strict-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const unreadable: readonly (readonly [string, Uint8Array])[] = [
	['no JSON', bytes('{"a":')],
	['nothing', bytes('')],
	['no UTF-8', new Uint8Array([0x22, 0xc3, 0x28, 0x22])],
	['a byte order mark', bytes('\ufeff{}')],
	['a duplicate key', bytes('{"a":1,"a":2}')],
	['a duplicate key, written otherwise', bytes('{"a":1,"\\u0061":2}')],
	['a duplicate key deep inside', bytes('{"x":[{"y":{"a":1,"b":2, "a" :3}}]}')],
	['__proto__', bytes('{"__proto__":{"admin":true}}')],
	['__proto__ in escapes', bytes('{"\\u005f_proto__":1}')],
	['constructor in a list', bytes('[{"constructor":1}]')],
	['prototype', bytes('{"a":{"prototype":1}}')],
	['a number out of range', bytes('{"a":1e400}')],
	['half of a surrogate pair', bytes('{"a":"\\ud800"}')],
	['too many levels', bytes(`${'['.repeat(40)}${']'.repeat(40)}`)],
];

for (const [what, body] of unreadable) {
	test(`a body with ${what} is unreadable`, (t) => {
		const read = readJson(body);
		t.false(read.ok);
	});
}

test('values that look like keys are no keys', (t) => {
	const text = '{"a":"__proto__","b":["a","a","constructor"],"c":"\\"a\\":1,\\"a\\":2","d":{"a":1},"e":{"a":-1.5e3}}';
	const read = readJson(bytes(text));
	t.true(read.ok);
	if (read.ok) t.deepEqual(read.value, JSON.parse(text));
});

test('the same key may occur in different objects', (t) => {
	t.true(readJson(bytes('[{"id":1},{"id":2,"inner":{"id":3}}]')).ok);
});

test('a refusal never shows what was sent', (t) => {
	const read = readJson(bytes('{"secret-canary":1,"secret-canary":2}'));
	t.false(JSON.stringify(read).includes('canary'));
});

test('a megabyte is read in well under a second', (t) => {
	const text = JSON.stringify({lines: Array.from({length: 12_000}, (_, nth) => ({[`k${nth}`]: 'x'.repeat(60)}))});
	const startedAt = performance.now();
	t.true(readJson(bytes(text)).ok);
	t.true(performance.now() - startedAt < 500);
});
