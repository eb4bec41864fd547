import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {Link} from '@tanstack/react-router';
import {templates} from '../../api/billing.ts';
import type {Template} from '../../api/invoice-shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Money} from '../../ui/money.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {stateOf} from '../invoices/invoice-state.ts';
import classes from './editor/template-editor.module.css';
import {PeriodList} from './period-list.tsx';

const soon = 4;

/** The next few, as they will be billed. */
export const NextPeriods = ({template}: {template: Template}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {data, isError} = useQuery({
		queryKey: [account, 'templates', template.id, 'preview', 'soon', template.version],
		queryFn: () => templates.preview(account, template.id, soon),
	});
	if (isError) return <p className="quiet">–</p>;
	if (data === undefined) return <Skeleton height={150} />;
	if (data.data.length === 0) return <p className="quiet">{t('recurring.previewNone')}</p>;
	return <PeriodList periods={data.data} currency={template.currency} />;
};

/** What it issued so far, newest first. */
export const PastInvoices = ({template}: {template: Template}) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const {data, isError} = useQuery({
		queryKey: [account, 'templates', template.id, 'invoices'],
		queryFn: () => templates.invoices(account, template.id),
	});
	if (isError) return <p className="quiet">–</p>;
	if (data === undefined) return <Skeleton height={90} />;
	if (data.data.length === 0) return <p className="quiet">{t('recurring.noInvoices')}</p>;
	return (
		<ol className={classes.periods}>
			{data.data.map((invoice) => (
				<li key={invoice.id}>
					<Link to="/$account/invoices/$invoice" params={{account, invoice: invoice.id}}>
						{invoice.number ?? t('status.draft')}
					</Link>
					<span className={classes.small}>
						{invoice.issueDate === null ? '' : `${format.date(invoice.issueDate)} `}
						<StatusBadge status={stateOf(invoice)} />
					</span>
					<span className={classes.amount}>
						<Money amount={invoice.total} currency={invoice.currency} />
					</span>
				</li>
			))}
		</ol>
	);
};
