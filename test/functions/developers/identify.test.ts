import test from 'ava';
import {areNames} from '../../../functions/developers/identify.ts';

// That each route keeps its role is in roles.test.ts; tokens and their absence are in test/functions/api.test.ts.
test('parameters that could leave their place in a path name nothing', (t) => {
	t.true(areNames({account: 'acc_1', customer: 'cus_2'}));
	t.true(areNames({token: 'a.b-c~d_e'}));
	for (const value of ['', '..', '.', 'a/b', 'a-b', '__x__', 'a b', 'é', 'x'.repeat(101), 'a\u0000'])
		t.false(areNames({customer: value}), value);
	t.false(areNames({token: 'a/b'}));
});
