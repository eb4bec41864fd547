import {createHash} from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import {sha256} from '../../../functions/kernel/sha256.ts';

const oracle = (text: string): string => createHash('sha256').update(text).digest('hex');

test('every length up to three blocks hashes as in node:crypto', (t) => {
	for (let length = 0; length <= 200; length++) {
		const text = 'a'.repeat(length);
		t.is(sha256(text), oracle(text), `${length} bytes`);
	}
});

test('any text hashes as in node:crypto', (t) => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 500}), (text) => t.is(sha256(text), oracle(text))),
		{numRuns: 300},
	);
});
