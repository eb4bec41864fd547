import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {Link, useNavigate, useParams} from '@tanstack/react-router';
import {customers} from '../../api/calls.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {History} from '../../ui/history.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {Sheet} from '../../ui/sheet.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {CardSection} from './card-section.tsx';
import {CustomerActions} from './customer-actions.tsx';
import {CustomerBalance} from './customer-balance.tsx';
import {CustomerFacts} from './customer-facts.tsx';
import {CustomerTemplates} from './customer-templates.tsx';
import {OpenInvoices} from './open-invoices.tsx';

/** One customer: what they owe, how they pay, what recurs. */
export const CustomerDetail = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {customer: id} = useParams({from: '/$account/customers/$customer'});
	const navigate = useNavigate();
	const read = useQuery({
		queryKey: [account, 'customers', id],
		queryFn: () => customers.get(account, id),
	});
	const {data: customer, error} = read;
	const title = customer?.name ?? (error ? t('frame.customers') : '…');
	return (
		<Sheet
			key={id}
			size="detail"
			title={title}
			beside={customer?.archivedAt ? <StatusBadge status="archived" /> : null}
			onClose={() => navigate({to: '/$account/customers', params: {account}})}
		>
			<title>{`${title} · Invoice Meister`}</title>
			<ProblemNote error={error} read={read} />
			{customer === undefined ? (
				error ? null : (
					<Skeleton height={320} />
				)
			) : (
				<>
					<CustomerBalance customer={customer} />
					<CustomerActions customer={customer} />
					<CustomerFacts customer={customer} />
					<Section
						title={t('customers.open')}
						action={
							<Link to="/$account/invoices" params={{account}} search={{customer: id}}>
								{t('customers.allInvoices')}
							</Link>
						}
					>
						<OpenInvoices customer={id} />
					</Section>
					<Section title={t('customers.card')}>
						<CardSection customer={customer} />
					</Section>
					<Section title={t('frame.recurring')}>
						<CustomerTemplates customer={id} />
					</Section>
					<Section title={t('invoice.history')}>
						<History object={id} />
					</Section>
				</>
			)}
		</Sheet>
	);
};
