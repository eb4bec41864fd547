import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {taxRates} from '../../../api/calls.ts';
import type {TaxRate} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';

/** `key`: of the editor for what the address names. A new draft gets its address with its first saving, without losing the place one types at. */
export const useEditorKey = (id: string | undefined) => {
	const [own, setOwn] = useState({key: id ?? 'new', id});
	const key = id === own.id ? own.key : (id ?? 'new');
	return {
		key,
		opened: key === 'new' ? undefined : key,
		onCreated: (created: string): void => setOwn({key, id: created}),
	};
};

type Opening<Document> = {
	readonly error: Error | null;
	/** Undefined while something is missing; `initial` is null for what is new. */
	readonly ready?: {readonly initial: Document | null; readonly rates: readonly TaxRate[]};
};

/** What an editor needs before it opens. What is edited is read once, not again beneath the hands of who types. */
export const useOpening = <Document,>(
	what: string,
	opened: string | undefined,
	get: (account: string, id: string) => Promise<Document>,
): Opening<Document> => {
	const {id: account} = useAccount();
	const rates = useQuery({queryKey: [account, 'taxRates'], queryFn: () => taxRates.list(account, {limit: 100})});
	const edited = useQuery({
		queryKey: [account, what, opened],
		queryFn: () => get(account, opened ?? ''),
		enabled: opened !== undefined,
		gcTime: 0,
		staleTime: Number.POSITIVE_INFINITY,
		refetchOnWindowFocus: false,
	});
	const error = edited.error ?? rates.error;
	if (rates.data === undefined || (opened !== undefined && edited.data === undefined)) return {error};
	return {error, ready: {initial: edited.data ?? null, rates: rates.data.data}};
};

type Props = {readonly title: string; readonly error: Error | null; readonly onClose: () => Promise<void>};

/** In the editor's place until it is ready. */
export const OpeningSheet = ({title, error, onClose}: Props) => (
	<Sheet size="wide" title={title} onClose={onClose}>
		<div style={{padding: 24}}>
			<ProblemNote error={error} />
			{error ? null : <Skeleton height={420} />}
		</div>
	</Sheet>
);
