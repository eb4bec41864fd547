import {useNavigate, useParams, useSearch} from '@tanstack/react-router';
import {invoices} from '../../../api/billing.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {InvoiceEditor} from './invoice-editor.tsx';
import {OpeningSheet, useEditorKey, useOpening} from './opening.tsx';

/** The editor over the list. */
export const Editor = () => {
	const {invoice} = useParams({from: '/$account/invoices/draft/{-$invoice}'});
	const {key, ...editor} = useEditorKey(invoice);
	return <OpenEditor key={key} {...editor} />;
};

const OpenEditor = ({opened, onCreated}: {opened: string | undefined; onCreated: (id: string) => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const search = useSearch({from: '/$account/invoices'});
	const navigate = useNavigate();
	const {ready, error} = useOpening('draft', opened, invoices.get);
	const close = (): Promise<void> => navigate({to: '/$account/invoices', params: {account}, search});
	if (ready === undefined) return <OpeningSheet title={t('editor.title')} error={error} onClose={close} />;
	return (
		<InvoiceEditor
			{...ready}
			customerId={search.customer}
			onClose={close}
			onCreated={(id) => {
				onCreated(id);
				navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: id}, search, replace: true});
			}}
		/>
	);
};
