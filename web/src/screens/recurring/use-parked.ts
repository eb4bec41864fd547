import {useQuery} from '@tanstack/react-query';
import {parked} from '../../api/calls.ts';

/** What waits for somebody to look at it: the newest hundred. */
export const useParked = (account: string) =>
	useQuery({queryKey: [account, 'parked'], queryFn: () => parked.list(account, {limit: 100})});
