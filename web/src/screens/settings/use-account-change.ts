import {accounts} from '../../api/calls.ts';
import type {Account} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';

/** Changes some of the account's settings; says so when it is done. */
export const useAccountChange = () => {
	const {t} = useText();
	const account = useAccount();
	const notices = useNotices();
	return useAction<object, Account>(
		(change) => accounts.change(account.id, change, account.etag),
		() => notices.done(t('act.saved')),
	);
};
