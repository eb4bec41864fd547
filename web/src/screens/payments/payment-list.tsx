import {linkOptions, Outlet, useParams} from '@tanstack/react-router';
import {type ReactNode, useCallback, useMemo} from 'react';
import {payments} from '../../api/billing.ts';
import {useCustomerNames} from '../../api/names.ts';
import type {Payment} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {type Text, useText} from '../../text/text.tsx';
import {CustomerName} from '../../ui/customer-name.tsx';
import {type Column, narrowOnly} from '../../ui/data-table.tsx';
import {DateText} from '../../ui/date-text.tsx';
import {EmptyState} from '../../ui/empty-state.tsx';
import {PaymentIcon, PlusIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Listing} from '../../ui/listing.tsx';
import {Money} from '../../ui/money.tsx';
import {Page} from '../../ui/page.tsx';
import {RowLink} from '../../ui/row-link.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {useCursorList} from '../../ui/use-cursor-list.ts';
import {methodText} from './payment-words.ts';

/** Each attempt to be paid, newest first. */
export const PaymentList = () => {
	const text = useText();
	const {t} = text;
	const {id: account, timeZone} = useAccount();
	const {payment: current} = useParams({strict: false});
	const names = useCustomerNames(account);
	const list = useCursorList('payments', account, payments.list);
	const columns = useMemo(() => paymentColumns(text, timeZone), [text, timeZone]);
	const nameOf = useCallback(({customerId}: Payment) => names.get(customerId) ?? '', [names]);
	const link = useCallback(
		({id}: Payment, content: ReactNode) => (
			<RowLink to={linkOptions({to: '/$account/payments/$payment', params: {account, payment: id}})}>{content}</RowLink>
		),
		[account],
	);
	const mayBill = useMay('bookkeeper');
	return (
		<>
			<Page
				title={t('frame.payments')}
				action={
					mayBill ? (
						<LinkButton to="/$account/payments/new" params={{account}} leftSection={<PlusIcon size={16} />}>
							{t('new.payment')}
						</LinkButton>
					) : undefined
				}
			>
				<Listing
					list={list}
					empty={<EmptyState icon={<PaymentIcon />} title={t('payments.empty')} text={t('payments.emptyText')} />}
					label={t('frame.payments')}
					columns={columns}
					nameOf={nameOf}
					link={link}
					current={current}
				/>
			</Page>
			<Outlet />
		</>
	);
};

const paymentColumns = (text: Text, zone: string): readonly Column<Payment>[] => {
	const {t} = text;
	return [
		{
			key: 'customer',
			head: t('invoices.customer'),
			width: 'minmax(150px, 1.6fr)',
			phone: 'lead',
			cell: ({customerId}) => <CustomerName id={customerId} />,
		},
		{
			key: 'method',
			head: t('payments.method'),
			width: 'minmax(140px, 1fr)',
			phone: 'sub',
			cell: (payment) => (
				<>
					{methodText(payment, text)}
					<span className={narrowOnly}>{` · ${dayOf(payment, text, zone)}`}</span>
				</>
			),
		},
		{
			key: 'on',
			head: t('payments.on'),
			width: '170px',
			phone: 'none',
			cell: ({receivedOn, createdAt}) => <DateText value={receivedOn ?? createdAt} zone={zone} />,
		},
		{
			key: 'status',
			head: t('invoices.status'),
			width: '120px',
			phone: 'subtrail',
			cell: ({status}) => <StatusBadge status={status} />,
		},
		{
			key: 'amount',
			head: t('invoice.amount'),
			width: 'minmax(100px, 0.8fr)',
			phone: 'trail',
			figures: true,
			cell: ({amount, currency}) => <Money amount={amount} currency={currency} />,
		},
	];
};

const dayOf = ({receivedOn, createdAt}: Payment, {format}: Text, zone: string): string =>
	receivedOn === null ? format.day(createdAt, zone) : format.date(receivedOn);
