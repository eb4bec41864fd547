import {Navigate} from '@tanstack/react-router';
import {ProblemNote} from '../ui/problem-note.tsx';
import {useMyAccounts} from './account.tsx';
import {usePreferences} from './preferences.ts';

/** Leads to the account used last, to the only one, or to making the first. */
export const Door = () => {
	const {data, error} = useMyAccounts();
	const {lastAccount} = usePreferences();
	if (error) return <ProblemNote error={error} />;
	if (!data) return null;
	const account = data.data.find(({id}) => id === lastAccount) ?? data.data[0];
	if (!account) return <Navigate to="/welcome" replace />;
	return <Navigate to="/$account" params={{account: account.id}} replace />;
};
