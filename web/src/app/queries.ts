import {QueryClient} from '@tanstack/react-query';
import {problemOf} from '../api/problem.ts';

/** What was read stays on screen while it is read again; refusals are not asked for twice (the API client repeats outages itself). */
export const queryClient = new QueryClient({
	defaultOptions: {
		queries: {
			staleTime: 15_000,
			gcTime: 10 * 60_000,
			retry: false,
			refetchOnWindowFocus: true,
		},
		mutations: {retry: false, networkMode: 'always'},
	},
});

/** Money moved or an object changed: everything on screen that may show it is read again. */
export const refresh = (): Promise<void> => queryClient.invalidateQueries();

export const isGone = (error: unknown): boolean => problemOf(error).status === 404;
