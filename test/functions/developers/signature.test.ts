import {createHmac} from 'node:crypto';
import test from 'ava';
import {newSecret, signedHeaders} from '../../../functions/developers/signature.ts';

test('a signature is the HMAC-SHA-256 of id, time and body under the secret’s bytes', (t) => {
	const secret = newSecret('a random text');
	t.regex(secret, /^whsec_[A-Za-z0-9+/]{32}$/);
	const headers = signedHeaders(secret, {id: 'evt_1', sentAtSeconds: 1_700_000_000, body: '{}'});
	const key = Buffer.from(secret.slice(6), 'base64');
	t.is(headers['webhook-signature'], `v1,${createHmac('sha256', key).update('evt_1.1700000000.{}').digest('base64')}`);
	t.is(headers['webhook-timestamp'], '1700000000');
});

test('two secrets are never the same', (t) => {
	t.not(newSecret('one'), newSecret('other'));
});
