import {useQuery} from '@tanstack/react-query';
import {useEffect, useRef} from 'react';
import {clocks} from '../../api/calls.ts';
import type {Clock, Instant} from '../../api/shapes.ts';
import {movePlatformClock, readPlatformClock} from '../../api/workbench.ts';
import {useAction} from '../../ui/use-action.ts';
import {useAccount} from '../account.tsx';
import {refresh} from '../queries.ts';
import {useSession} from '../session.tsx';

const lookEveryMs = 700;

/** Whether there is a clock here that can be moved: a test account's own, or the local platform's. */
export const useHasClock = (): boolean => {
	const {platform} = useSession().config;
	return useAccount().mode === 'test' || platform.workbenchUrl !== null;
};

/**
 * The clock that "Jump to…" moves. A long way is walked on after the call has answered: `until` says where to, and
 * `onArrived` is told once, when everything until then has happened.
 */
export const useJump = (onArrived: (now: Instant) => void) => {
	const {id: account, mode} = useAccount();
	const {workbenchUrl} = useSession().config.platform;
	const isOwn = mode === 'test';
	const move = useAction<Instant, Clock>((to, key) =>
		isOwn ? clocks.advance(account, to, key) : movedPlatform(workbenchUrl ?? '', to),
	);
	const clock = useQuery<Clock>({
		queryKey: isOwn ? [account, 'clock'] : ['clock'],
		queryFn: () => (isOwn ? clocks.read(account) : readPlatform(workbenchUrl ?? '')),
		refetchInterval: ({state}) => (isOwn && (move.isPending || state.data?.until) ? lookEveryMs : 60_000),
	});
	const now = clock.data?.now;
	const until = clock.data?.until ?? (move.isPending ? move.variables : null);
	const isMoving = move.isPending || until !== null;
	const begunAt = useBegin(isMoving, now, async () => {
		// What the call itself waited for was read again with its answer.
		if (move.data?.until !== null) await refresh();
		if (!move.isError && now !== undefined) onArrived(now);
	});
	return {now, until, isMoving, begunAt, isOwn, error: move.error, to: move.mutate};
};

const readPlatform = async (workbenchUrl: string): Promise<Clock> => ({
	...(await readPlatformClock(workbenchUrl)),
	until: null,
});
const movedPlatform = async (workbenchUrl: string, to: Instant): Promise<Clock> => ({
	...(await movePlatformClock(workbenchUrl, to)),
	until: null,
});

/** Where the clock stood when it began to move; `onEnd` is told when it stands. */
const useBegin = (isMoving: boolean, now: Instant | undefined, onEnd: () => void): Instant | undefined => {
	const begun = useRef<Instant | undefined>(undefined);
	const latestEnd = useRef(onEnd);
	latestEnd.current = onEnd;
	if (isMoving) begun.current ??= now;
	useEffect(() => {
		if (isMoving || begun.current === undefined) return;
		begun.current = undefined;
		latestEnd.current();
	}, [isMoving]);
	return begun.current;
};
