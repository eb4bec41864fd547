import test from 'ava';
import {ok, refuse} from '../../../functions/kernel/result.ts';

test('a decision taken carries its value', (t) => {
	t.deepEqual(ok(3), {ok: true, value: 3});
});

test('a refusal carries its code and only what was said beside it', (t) => {
	t.deepEqual(refuse('no_card'), {ok: false, refusal: {code: 'no_card'}});
	const errors = [{path: 'a', code: 'b', message: 'c'}];
	t.deepEqual(refuse('invalid_request', 'why', errors), {
		ok: false,
		refusal: {code: 'invalid_request', detail: 'why', errors},
	});
});
