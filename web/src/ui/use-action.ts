import {type UseMutationResult, useMutation} from '@tanstack/react-query';
import {useRef} from 'react';
import {refresh} from '../app/queries.ts';

export type Action<V, T> = UseMutationResult<T, Error, V>;

/**
 * Something the person does to money or documents. The idempotency key belongs to what was asked: pressing again after an
 * outage or a time-out sends the same key, asking for something else a new one. Nothing is shown as done before it is.
 */
export const useAction = <V, T>(
	act: (asked: V, idempotencyKey: string) => Promise<T>,
	after?: (result: T, asked: V) => void,
): Action<V, T> => {
	const key = useRef({asked: '', value: ''});
	return useMutation({
		mutationFn: (asked: V) => {
			const fingerprint = JSON.stringify(asked) ?? '';
			if (key.current.value === '' || key.current.asked !== fingerprint)
				key.current = {asked: fingerprint, value: crypto.randomUUID()};
			return act(asked, key.current.value);
		},
		onSuccess: async (result, asked) => {
			key.current = {asked: '', value: ''};
			after?.(result, asked);
			await refresh();
		},
	});
};
