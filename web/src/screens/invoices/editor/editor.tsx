import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useNavigate, useParams, useSearch} from '@tanstack/react-router';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import {taxRates} from '../../../api/calls.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {InvoiceEditor} from './invoice-editor.tsx';

/** The editor over the list. A new draft gets its address with its first saving, without losing the place one types at. */
export const Editor = () => {
	const {invoice: id} = useParams({from: '/$account/invoices/draft/{-$invoice}'});
	const [own, setOwn] = useState({key: id ?? 'new', id});
	const key = id === own.id ? own.key : (id ?? 'new');
	return (
		<OpenEditor
			key={key}
			opened={key === 'new' ? undefined : key}
			onCreated={(created) => setOwn({key, id: created})}
		/>
	);
};

const OpenEditor = ({opened, onCreated}: {opened: string | undefined; onCreated: (id: string) => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const search = useSearch({from: '/$account/invoices'});
	const navigate = useNavigate();
	const rates = useQuery({queryKey: [account, 'taxRates'], queryFn: () => taxRates.list(account, {limit: 100})});
	const draft = useQuery({
		queryKey: [account, 'draft', opened],
		queryFn: () => invoices.get(account, opened ?? ''),
		enabled: opened !== undefined,
		gcTime: 0,
		staleTime: Number.POSITIVE_INFINITY,
		refetchOnWindowFocus: false,
	});
	const close = (): Promise<void> => navigate({to: '/$account/invoices', params: {account}, search});
	const ready = rates.data !== undefined && (opened === undefined || draft.data !== undefined);
	if (!ready)
		return (
			<Sheet size="wide" title={t('editor.title')} onClose={close}>
				<div style={{padding: 24}}>
					<ProblemNote error={draft.error ?? rates.error} />
					{draft.error || rates.error ? null : <Skeleton height={420} />}
				</div>
			</Sheet>
		);
	return (
		<InvoiceEditor
			initial={draft.data ?? null}
			customerId={search.customer}
			rates={rates.data.data}
			onClose={close}
			onCreated={(id) => {
				onCreated(id);
				navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: id}, search, replace: true});
			}}
		/>
	);
};
