import {Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Money} from '../../ui/money.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {stateOf} from '../invoices/invoice-state.ts';
import list from '../recurring/editor/template-editor.module.css';
import {useOpenInvoices} from './use-open-invoices.ts';

const mostShown = 8;

/** The unsettled ones, the earliest due first. */
export const OpenInvoices = ({customer}: {customer: string}) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const {data, isError} = useOpenInvoices(customer);
	if (isError) return <p className="quiet">–</p>;
	if (data === undefined) return <Skeleton height={90} />;
	if (data.rows.length === 0) return <p className="quiet">{t('customers.nothingOpen')}</p>;
	return (
		<ol className={list.periods}>
			{data.rows.slice(0, mostShown).map((invoice) => (
				<li key={invoice.id}>
					<Link to="/$account/invoices/$invoice" params={{account, invoice: invoice.id}}>
						{invoice.number}
					</Link>
					<span className={list.small}>
						{invoice.dueDate === null ? '' : `${t('customers.dueOn', {date: format.date(invoice.dueDate)})} `}
						<StatusBadge status={stateOf(invoice)} />
					</span>
					<span className={list.amount}>
						<Money amount={invoice.amountDue} currency={invoice.currency} />
					</span>
				</li>
			))}
		</ol>
	);
};
