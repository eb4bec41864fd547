import test from 'ava';
import {problemError, problemFrom, problemOf} from '../../../web/src/api/problem.ts';

test('a problem keeps its code, words and fields, and survives being thrown', (t) => {
	const body = {
		code: 'invalid_request',
		title: 'No',
		detail: 'Too long.',
		errors: [{path: 'name', code: 'too_big', message: 'too long'}, {odd: true}],
	};
	const problem = problemFrom(422, body, 'req_1');
	t.deepEqual(problem.errors, [{path: 'name', code: 'too_big', message: 'too long'}]);
	t.is(problemOf(problemError(problem)), problem);
});

test('an answer that is no problem still says its status', (t) => {
	t.is(problemFrom(502, '<html>', 'req_2').code, 'http_502');
	t.is(problemOf(new Error('ours')).code, 'bug');
});
