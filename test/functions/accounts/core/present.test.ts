import test from 'ava';
import {defaultsOf} from '../../../../functions/accounts/core/countries.ts';
import {newAccount, newSeries} from '../../../../functions/accounts/core/new-account.ts';
import {newMember} from '../../../../functions/accounts/core/new-member.ts';
import {presentAccount, presentMember, presentSeries} from '../../../../functions/accounts/core/present.ts';
import {AccountAnswer} from '../../../../schemas/account.ts';
import {Member} from '../../../../schemas/member.ts';
import {Series} from '../../../../schemas/series.ts';

const now = '2026-11-22T09:30:00.000Z';
const account = newAccount({name: 'a', country: 'AT', mode: 'live'}, defaultsOf('AT'), {
	id: 'acc_test1',
	ownerUid: 'uid-canary',
	now,
	stripeAccount: 'acct_canary',
});

test('an account shows neither who its members are nor its Stripe account', (t) => {
	const shown = presentAccount(account, 'viewer');
	t.true(AccountAnswer.safeParse(shown).success);
	t.false(JSON.stringify(shown).includes('canary'));
});

test('a series shows the number that a document of today would take', (t) => {
	const [series] = newSeries(account, () => 'ser_test1');
	if (!series) return t.fail();
	const shown = presentSeries({...series, counters: {'2026': {next: 7, lastDate: '2026-11-01'}}}, '2026-12-31');
	t.true(Series.safeParse(shown).success);
	t.like(shown, {next: 7, sample: 'INV-2026-0007'});
	t.is(presentSeries(series, '2027-01-01').sample, 'INV-2027-0001');
});

test('a member is invited until a person is behind it', (t) => {
	const facts = {id: 'mem_test1', accountId: 'acc_test1', email: null, emailToken: null, role: 'admin', now} as const;
	t.true(Member.safeParse(presentMember(newMember({...facts, uid: null}), 'a@example.com')).success);
	t.is(newMember({...facts, uid: null}).status, 'invited');
	t.is(newMember({...facts, uid: 'u'}).status, 'active');
});
