import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useNavigate, useParams, useSearch} from '@tanstack/react-router';
import {invoices} from '../../../api/billing.ts';
import {useCustomer} from '../../../api/names.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {History} from '../../../ui/history.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Section} from '../../../ui/section.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {StatusBadge} from '../../../ui/status-badge.tsx';
import {useWalk} from '../invoice-list-context.ts';
import {stateOf} from '../invoice-state.ts';
import {InvoiceActions} from './invoice-actions.tsx';
import {InvoiceFacts} from './invoice-facts.tsx';
import {InvoiceHead} from './invoice-head.tsx';
import {InvoiceLines} from './invoice-lines.tsx';
import {NextSteps} from './next-steps.tsx';
import {PaidSection} from './paid-section.tsx';

/** One invoice beside its list: what it says, what was paid, what happens next, what happened. */
export const InvoiceDetail = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {invoice: id} = useParams({from: '/$account/invoices/$invoice'});
	const search = useSearch({from: '/$account/invoices'});
	const navigate = useNavigate();
	const walk = useWalk(id);
	const read = useQuery({
		queryKey: [account, 'invoices', id],
		queryFn: () => invoices.get(account, id),
	});
	const {data: invoice, error} = read;
	const customer = useCustomer(account, invoice?.customerId);
	const title =
		invoice === undefined
			? error
				? t('frame.invoices')
				: '…'
			: invoice.number === null
				? t('invoice.draft', {name: customer?.name ?? '…'})
				: t('invoice.title', {number: invoice.number});
	return (
		<Sheet
			key={id}
			size="detail"
			title={title}
			beside={invoice ? <StatusBadge status={stateOf(invoice)} /> : null}
			onClose={() => navigate({to: '/$account/invoices', params: {account}, search})}
			onWalk={walk}
		>
			<title>{`${title} · Invoice Meister`}</title>
			<ProblemNote error={error} read={read} />
			{invoice === undefined ? (
				error ? null : (
					<Skeleton height={320} />
				)
			) : (
				<>
					<InvoiceHead invoice={invoice} />
					<InvoiceActions invoice={invoice} customer={customer} />
					<InvoiceFacts invoice={invoice} customer={customer} />
					<NextSteps invoice={invoice} />
					<Section title={t('invoice.lines')}>
						<InvoiceLines invoice={invoice} />
					</Section>
					<Section title={t('invoice.paidSection')}>
						<PaidSection invoice={invoice} />
					</Section>
					<Section title={t('invoice.history')}>
						<History object={invoice.id} />
					</Section>
				</>
			)}
		</Sheet>
	);
};
