import {useInfiniteQuery} from '@tanstack/react-query';
import {useMemo} from 'react';
import type {Query} from '../api/http.ts';
import type {List} from '../api/shapes.ts';

export type CursorList<T> = {
	/** Undefined until the first page is there. */
	readonly rows: readonly T[] | undefined;
	readonly more: {readonly has: boolean; readonly loading: boolean; readonly load: () => void};
	/** The reading itself: why it failed, and how to repeat it. */
	readonly read: {readonly error: Error | null; readonly isFetching: boolean; readonly refetch: () => unknown};
};
type Lister<T> = (account: string, query: Query, signal?: AbortSignal) => Promise<List<T>>;

const pageLength = 50;

const againAfterMs = 1500;

/**
 * A list read page by page as one scrolls. What was shown stays while another filter loads only when it is the same list.
 * It is read again and again while a row moves by itself.
 */
export const useCursorList = <T>(
	noun: string,
	account: string,
	list: Lister<T>,
	filter: Query = {},
	isMoving: (row: T) => boolean = never,
): CursorList<T> => {
	const query = useInfiniteQuery({
		queryKey: [account, noun, 'list', filter],
		queryFn: ({pageParam, signal}) => list(account, {limit: pageLength, ...filter, cursor: pageParam}, signal),
		initialPageParam: '',
		refetchInterval: ({state}) => (state.data?.pages.some(({data}) => data.some(isMoving)) ? againAfterMs : false),
		getNextPageParam: (page: List<T>) => page.nextCursor ?? undefined,
	});
	const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data), [query.data]);
	return {
		rows,
		more: {has: query.hasNextPage, loading: query.isFetchingNextPage, load: query.fetchNextPage},
		read: query,
	};
};

const never = (): boolean => false;
