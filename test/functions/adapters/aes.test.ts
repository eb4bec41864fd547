import {createSecretKey} from 'node:crypto';
import test from 'ava';
import {decrypt, encrypt} from '../../../functions/adapters/aes.ts';
import {Bug} from '../../../functions/kernel/invariant.ts';

const key = createSecretKey(new Uint8Array(32).fill(1));

test('what is encrypted comes back, each time under another nonce', (t) => {
	const [one, two] = [encrypt(key, Buffer.from('x'), 'a'), encrypt(key, Buffer.from('x'), 'a')];
	t.notDeepEqual(one, two);
	t.is(one.byteLength, 12 + 1 + 16);
	t.is(decrypt(key, one, 'a').toString(), 'x');
	t.is(decrypt(key, encrypt(key, new Uint8Array(), ''), '').byteLength, 0);
});

test('one bit anywhere, another text beside it or another key, and nothing opens', (t) => {
	const packed = encrypt(key, Buffer.from('0123456789'), 'a');
	for (let bit = 0; bit < packed.byteLength * 8; bit++) {
		const changed = Buffer.from(packed);
		changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		t.throws(() => decrypt(key, changed, 'a'), {instanceOf: Bug});
	}
	t.throws(() => decrypt(key, packed, 'b'), {instanceOf: Bug});
	t.throws(() => decrypt(createSecretKey(new Uint8Array(32).fill(2)), packed, 'a'), {instanceOf: Bug});
});

test('no shorter tag is taken', (t) => {
	const packed = encrypt(key, Buffer.from('0123456789'), 'a');
	for (let cut = 1; cut <= packed.byteLength; cut++) {
		t.throws(() => decrypt(key, packed.subarray(0, packed.byteLength - cut), 'a'), {instanceOf: Bug});
	}
});
