import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {Link, useNavigate, useParams} from '@tanstack/react-router';
import {templates} from '../../api/billing.ts';
import type {Template} from '../../api/invoice-shapes.ts';
import {useCustomer} from '../../api/names.ts';
import {useAccount} from '../../app/account.tsx';
import {type Text, useText} from '../../text/text.tsx';
import {Facts} from '../../ui/facts.tsx';
import {History} from '../../ui/history.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {Sheet} from '../../ui/sheet.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {UpcomingList} from '../../ui/upcoming-list.tsx';
import {HeldNote} from './hold/held-note.tsx';
import {endsWords, scheduleWords} from './schedule-words.ts';
import {TemplateActions} from './template-actions.tsx';
import {NextPeriods, PastInvoices} from './template-periods.tsx';

/** One recurring invoice: its rhythm, what it made, what it will make. */
export const TemplateDetail = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {template: id} = useParams({from: '/$account/recurring/$template'});
	const navigate = useNavigate();
	const read = useQuery({
		queryKey: [account, 'templates', id],
		queryFn: () => templates.get(account, id),
	});
	const {data: template, error} = read;
	const customer = useCustomer(account, template?.customerId);
	const title = template?.name ?? customer?.name ?? (error ? t('recurring.title') : '…');
	return (
		<Sheet
			key={id}
			size="detail"
			title={title}
			beside={template ? <StatusBadge status={template.status} /> : null}
			onClose={() => navigate({to: '/$account/recurring', params: {account}})}
		>
			<title>{`${title} · Invoice Meister`}</title>
			<ProblemNote error={error} read={read} />
			{template === undefined ? (
				error ? null : (
					<Skeleton height={320} />
				)
			) : (
				<>
					{template.status === 'parked' ? <HeldNote template={template.id} /> : null}
					<TemplateActions template={template} customer={customer} />
					<TemplateFacts template={template} customerName={customer?.name ?? '…'} />
					<Section title={t('invoice.next')}>
						{template.upcoming.length === 0 ? (
							<p className="quiet">{nothingNext(template, t)}</p>
						) : (
							<UpcomingList upcoming={template.upcoming} />
						)}
					</Section>
					<Section title={t('recurring.nextPeriods')}>
						<NextPeriods template={template} />
					</Section>
					<Section title={t('recurring.pastInvoices')}>
						<PastInvoices template={template} />
					</Section>
					<Section title={t('invoice.history')}>
						<History object={template.id} />
					</Section>
				</>
			)}
		</Sheet>
	);
};

/** Why nothing is to come. */
const nothingNext = ({status}: Template, t: Text['t']): string =>
	t(status === 'active' ? 'recurring.nothingNext' : `recurring.nothingNext.${status}`);

const TemplateFacts = ({template, customerName}: {template: Template; customerName: string}) => {
	const text = useText();
	const {t, n} = text;
	const {id: account} = useAccount();
	return (
		<Facts
			facts={[
				[
					t('invoice.billTo'),
					<Link key="customer" to="/$account/customers/$customer" params={{account, customer: template.customerId}}>
						{customerName}
					</Link>,
				],
				[t('recurring.every'), scheduleWords(template.schedule, text)],
				[t('recurring.ends'), endsWords(template.ends, text)],
				[t('recurring.billing'), t(`recurring.billing.${template.billing}`)],
				[
					t('recurring.payment'),
					t(
						template.autoCharge
							? template.chargeOn === 'issue'
								? 'recurring.charged.issue'
								: 'recurring.charged.due'
							: 'recurring.charged.no',
					),
				],
				[t('recurring.soFar'), n('recurring.billed', template.periodsBilled)],
			]}
		/>
	);
};
