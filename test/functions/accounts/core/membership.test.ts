import test from 'ava';
import {mayManage, rolesWith} from '../../../../functions/accounts/core/membership.ts';

test('admins manage everybody but owners; owners manage all; others nobody', (t) => {
	t.true(mayManage('owner', 'owner').ok);
	t.true(mayManage('admin', 'viewer', 'admin').ok);
	t.false(mayManage('admin', 'owner').ok);
	t.false(mayManage('admin', 'viewer', 'owner').ok);
	t.false(mayManage('bookkeeper', 'viewer').ok);
	t.false(mayManage('viewer').ok);
});

test('an account keeps an owner', (t) => {
	t.deepEqual(rolesWith({a: 'owner'}, 'a', null), {
		ok: false,
		refusal: {code: 'last_owner', detail: 'An account keeps at least one owner.'},
	});
	t.false(rolesWith({a: 'owner', b: 'admin'}, 'a', 'admin').ok);
	t.deepEqual(rolesWith({a: 'owner', b: 'owner'}, 'a', null), {ok: true, value: {b: 'owner'}});
	t.deepEqual(rolesWith({a: 'owner'}, 'b', 'viewer'), {ok: true, value: {a: 'owner', b: 'viewer'}});
});
