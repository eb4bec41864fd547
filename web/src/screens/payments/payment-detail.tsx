import {Button, Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {Link, useNavigate, useParams} from '@tanstack/react-router';
import {useState} from 'react';
import {invoices, payments} from '../../api/billing.ts';
import {useCustomer} from '../../api/names.ts';
import type {Payment} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {DateText} from '../../ui/date-text.tsx';
import {Facts} from '../../ui/facts.tsx';
import {Money} from '../../ui/money.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {Sheet} from '../../ui/sheet.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import detail from '../invoices/detail/invoice-detail.module.css';
import list from '../recurring/editor/template-editor.module.css';
import {methodText, paymentStory} from './payment-words.ts';
import {RefundDialog} from './refund-dialog.tsx';
import {ReverseDialog} from './reverse-dialog.tsx';

/** One attempt: its story, what it paid, and how to give it back. */
export const PaymentDetail = () => {
	const text = useText();
	const {t} = text;
	const {id: account, timeZone} = useAccount();
	const {payment: id} = useParams({from: '/$account/payments/$payment'});
	const navigate = useNavigate();
	const read = useQuery({
		queryKey: [account, 'payments', id],
		queryFn: () => payments.get(account, id),
	});
	const {data: payment, error} = read;
	const customer = useCustomer(account, payment?.customerId);
	const name = customer?.name ?? '…';
	return (
		<Sheet
			key={id}
			size="detail"
			title={payment ? t('payments.from', {name}) : error ? t('frame.payments') : '…'}
			beside={payment ? <StatusBadge status={payment.status} /> : null}
			onClose={() => navigate({to: '/$account/payments', params: {account}})}
		>
			<title>{`${t('frame.payments')} · Invoice Meister`}</title>
			<ProblemNote error={error} read={read} />
			{payment === undefined ? (
				error ? null : (
					<Skeleton height={260} />
				)
			) : (
				<>
					<div className={detail.head}>
						<p className={`${detail.amount} figures`}>
							<Money amount={payment.amount} currency={payment.currency} />
						</p>
						<p>{paymentStory(payment, name, text)}</p>
					</div>
					<PaymentActions payment={payment} />
					<Facts
						facts={[
							[t('payments.method'), methodText(payment, text)],
							[t('payments.on'), <DateText key="on" value={payment.receivedOn ?? payment.createdAt} zone={timeZone} />],
							[t('payments.reference'), payment.reference],
							[
								t('payments.refunded'),
								payment.amountRefunded > 0 ? (
									<Money key="refunded" amount={payment.amountRefunded} currency={payment.currency} />
								) : null,
							],
						]}
					/>
					<Section title={t('payments.for')}>
						<ol className={list.periods}>
							{payment.allocations.map(({invoiceId, amount}) => (
								<AllocationRow key={invoiceId} invoiceId={invoiceId} amount={amount} currency={payment.currency} />
							))}
						</ol>
					</Section>
				</>
			)}
		</Sheet>
	);
};

const AllocationRow = ({invoiceId, amount, currency}: {invoiceId: string; amount: number; currency: string}) => {
	const {id: account} = useAccount();
	const {data: invoice} = useQuery({
		queryKey: [account, 'invoices', invoiceId],
		queryFn: () => invoices.get(account, invoiceId),
	});
	return (
		<li>
			<Link to="/$account/invoices/$invoice" params={{account, invoice: invoiceId}}>
				{invoice?.number ?? '…'}
			</Link>
			<span className={list.amount}>
				<Money amount={amount} currency={currency} />
			</span>
		</li>
	);
};

const PaymentActions = ({payment}: {payment: Payment}) => {
	const {t} = useText();
	const [asked, setAsked] = useState<'refund' | 'reverse' | null>(null);
	if (!useMay('bookkeeper') || payment.status !== 'succeeded') return null;
	const left = payment.amount - payment.amountRefunded;
	const isManual = payment.card === null && payment.method !== 'bank_debit';
	if (left === 0 && !(isManual && payment.amountRefunded === 0)) return null;
	return (
		<div className={detail.actions}>
			{left > 0 ? (
				<Button variant="default" onClick={() => setAsked('refund')}>
					{t('payments.refund')}
				</Button>
			) : null}
			{isManual && payment.amountRefunded === 0 ? (
				<Button variant="default" onClick={() => setAsked('reverse')}>
					{t('payments.reverse')}
				</Button>
			) : null}
			{asked === 'refund' ? <RefundDialog payment={payment} onClose={() => setAsked(null)} /> : null}
			{asked === 'reverse' ? <ReverseDialog payment={payment} onClose={() => setAsked(null)} /> : null}
		</div>
	);
};
