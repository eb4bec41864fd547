import {useToday as useTodayOf} from '../api/clock.ts';
import type {PlainDate} from '../api/shapes.ts';
import {useAccount} from './account.tsx';
import {useSession} from './session.tsx';

/** Today where the account is; undefined for the moment until its clock was read. */
export const useToday = (): PlainDate | undefined =>
	useTodayOf(useAccount(), useSession().config.platform.workbenchUrl);
