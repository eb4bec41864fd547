import test from 'ava';
import {newMember} from '../../../../functions/accounts/core/new-member.ts';
import {MemberDocument} from '../../../../schemas/member.ts';

test('a new member is what its document allows', (t) => {
	const member = newMember({
		id: 'mem_test1',
		accountId: 'acc_test1',
		uid: null,
		email: 's1.1.abc',
		emailToken: 'x',
		role: 'viewer',
		now: '2026-11-22T09:30:00.000Z',
	});
	t.true(MemberDocument.safeParse(member).success);
	t.like(member, {status: 'invited', invitations: 0, linkHash: null});
});
