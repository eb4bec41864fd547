import test from 'ava';
import {invariant, unreachable} from '../../../functions/kernel/invariant.ts';

test('what must hold and does not stops the work as a bug', (t) => {
	t.notThrows(() => invariant(true, 'fine'));
	t.throws(() => invariant(false, 'parts sum to the whole'), {name: 'Bug', message: 'parts sum to the whole'});
});

test('a case that cannot be is a bug and shows nothing of the value', (t) => {
	const value = JSON.parse('"secret"');
	t.notRegex(t.throws(() => unreachable(value as never)).message, /secret/);
});
