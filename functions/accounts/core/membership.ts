/** Who may give, change and take which role. */
import type {Account} from '../../../schemas/account.ts';
import type {Role} from '../../../schemas/basics.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

/** Admins manage everybody but owners; owners manage all. */
export const mayManage = (caller: Role, ...touched: readonly Role[]): Result<true, 'forbidden'> =>
	caller === 'owner' || (caller === 'admin' && !touched.includes('owner'))
		? ok(true)
		: refuse('forbidden', 'Only an owner may make, change or remove owners.');

/** The roles after `uid` was given `role`, or removed (null). An account always keeps an owner. */
export const rolesWith = (
	roles: Account['roles'],
	uid: string,
	role: Role | null,
): Result<Account['roles'], 'last_owner'> => {
	const {[uid]: _, ...others} = roles;
	const next = role === null ? others : {...others, [uid]: role};
	return Object.values(next).includes('owner')
		? ok(next)
		: refuse('last_owner', 'An account keeps at least one owner.');
};
