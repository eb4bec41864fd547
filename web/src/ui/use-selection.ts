import {useCallback, useMemo, useState} from 'react';
import type {Selection} from './data-table.tsx';

/** Which rows are ticked. */
export const useSelection = (): Selection & {readonly clear: () => void} => {
	const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
	const toggle = useCallback(
		(id: string) =>
			setIds((before) => {
				const after = new Set(before);
				if (!after.delete(id)) after.add(id);
				return after;
			}),
		[],
	);
	const toggleAll = useCallback(
		(all: readonly string[]) =>
			setIds((before) => (all.every((id) => before.has(id)) ? new Set() : new Set([...before, ...all]))),
		[],
	);
	const clear = useCallback(() => setIds(new Set()), []);
	return useMemo(() => ({ids, toggle, toggleAll, clear}), [ids, toggle, toggleAll, clear]);
};
