import {useNavigate, useParams, useSearch} from '@tanstack/react-router';
import {templates} from '../../../api/billing.ts';
import {useAccount} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {useText} from '../../../text/text.tsx';
import {OpeningSheet, useEditorKey, useOpening} from '../../invoices/editor/opening.tsx';
import {TemplateSheet} from './template-sheet.tsx';

/** The editor over the list. */
export const TemplateEditor = () => {
	const {template} = useParams({from: '/$account/recurring/edit/{-$template}'});
	const {key, ...editor} = useEditorKey(template);
	return <OpenEditor key={key} {...editor} />;
};

const OpenEditor = ({opened, onCreated}: {opened: string | undefined; onCreated: (id: string) => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const {customer} = useSearch({from: '/$account/recurring/edit/{-$template}'});
	const navigate = useNavigate();
	const {ready, error} = useOpening('templateDraft', opened, templates.get);
	const close = (): Promise<void> => navigate({to: '/$account/recurring', params: {account}});
	if (ready === undefined || today === undefined)
		return <OpeningSheet title={t('recurring.title')} error={error} onClose={close} />;
	return (
		<TemplateSheet
			{...ready}
			customerId={customer}
			today={today}
			onClose={close}
			onCreated={(id) => {
				onCreated(id);
				navigate({to: '/$account/recurring/edit/{-$template}', params: {account, template: id}, replace: true});
			}}
		/>
	);
};
