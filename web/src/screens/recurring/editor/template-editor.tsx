import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useNavigate, useParams, useSearch} from '@tanstack/react-router';
import {useState} from 'react';
import {templates} from '../../../api/billing.ts';
import {taxRates} from '../../../api/calls.ts';
import {useAccount} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {useText} from '../../../text/text.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {TemplateSheet} from './template-sheet.tsx';

/** The editor over the list; a new one gets its address with its first saving. */
export const TemplateEditor = () => {
	const {template: id} = useParams({from: '/$account/recurring/edit/{-$template}'});
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
	const today = useToday();
	const {customer} = useSearch({from: '/$account/recurring/edit/{-$template}'});
	const navigate = useNavigate();
	const rates = useQuery({queryKey: [account, 'taxRates'], queryFn: () => taxRates.list(account, {limit: 100})});
	const template = useQuery({
		queryKey: [account, 'templateDraft', opened],
		queryFn: () => templates.get(account, opened ?? ''),
		enabled: opened !== undefined,
		gcTime: 0,
		staleTime: Number.POSITIVE_INFINITY,
		refetchOnWindowFocus: false,
	});
	const close = (): Promise<void> => navigate({to: '/$account/recurring', params: {account}});
	const ready =
		rates.data !== undefined && today !== undefined && (opened === undefined || template.data !== undefined);
	if (!ready)
		return (
			<Sheet size="wide" title={t('recurring.title')} onClose={close}>
				<div style={{padding: 24}}>
					<ProblemNote error={template.error ?? rates.error} />
					{template.error || rates.error ? null : <Skeleton height={420} />}
				</div>
			</Sheet>
		);
	return (
		<TemplateSheet
			initial={template.data ?? null}
			customerId={customer}
			rates={rates.data.data}
			today={today}
			onClose={close}
			onCreated={(id) => {
				onCreated(id);
				navigate({to: '/$account/recurring/edit/{-$template}', params: {account, template: id}, replace: true});
			}}
		/>
	);
};
