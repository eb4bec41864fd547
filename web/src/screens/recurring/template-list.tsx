import {linkOptions, Outlet, useParams} from '@tanstack/react-router';
import {type ReactNode, useCallback, useMemo} from 'react';
import {templates} from '../../api/billing.ts';
import type {Template} from '../../api/invoice-shapes.ts';
import {useCustomerNames} from '../../api/names.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {type Text, useText} from '../../text/text.tsx';
import {CustomerName} from '../../ui/customer-name.tsx';
import type {Column} from '../../ui/data-table.tsx';
import {DateText} from '../../ui/date-text.tsx';
import {EmptyState} from '../../ui/empty-state.tsx';
import {PlusIcon, RaiseIcon, RecurringIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Listing} from '../../ui/listing.tsx';
import {Page} from '../../ui/page.tsx';
import {RowLink} from '../../ui/row-link.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {useCursorList} from '../../ui/use-cursor-list.ts';
import classes from './recurring.module.css';
import {RecurringTabs} from './recurring-tabs.tsx';
import {everyWords} from './schedule-words.ts';
import {templateAmount} from './template-amount.ts';

/** What bills by itself. */
export const TemplateList = () => {
	const text = useText();
	const {t} = text;
	const {id: account} = useAccount();
	const {template: current} = useParams({strict: false});
	const names = useCustomerNames(account);
	const list = useCursorList('templates', account, templates.list);
	const columns = useMemo(() => templateColumns(text), [text]);
	const nameOf = useCallback(({name, customerId}: Template) => name ?? names.get(customerId) ?? '', [names]);
	const link = useCallback(
		({id}: Template, content: ReactNode) => (
			<RowLink to={linkOptions({to: '/$account/recurring/$template', params: {account, template: id}})}>
				{content}
			</RowLink>
		),
		[account],
	);
	const mayBill = useMay('bookkeeper');
	const make = mayBill ? (
		<LinkButton
			to="/$account/recurring/edit/{-$template}"
			params={{account, template: undefined}}
			leftSection={<PlusIcon size={16} />}
		>
			{t('new.recurring')}
		</LinkButton>
	) : undefined;
	const raise = mayBill ? (
		<LinkButton
			to="/$account/recurring/prices"
			params={{account}}
			variant="subtle"
			size="compact-sm"
			className={classes.raise}
			leftSection={<RaiseIcon size={16} />}
		>
			{t('raise.title')}
		</LinkButton>
	) : null;
	return (
		<>
			<Page title={t('frame.recurring')} action={list.rows?.length === 0 ? undefined : make}>
				<RecurringTabs view="templates" end={list.rows?.length === 0 ? null : raise} />
				<Listing
					list={list}
					empty={
						<EmptyState
							icon={<RecurringIcon />}
							title={t('recurring.empty')}
							text={t('recurring.emptyText')}
							action={make}
						/>
					}
					label={t('frame.recurring')}
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

const templateColumns = (text: Text): readonly Column<Template>[] => {
	const {t, format} = text;
	return [
		{
			key: 'customer',
			head: t('invoices.customer'),
			width: 'minmax(150px, 1.4fr)',
			phone: 'lead',
			cell: ({customerId}) => <CustomerName id={customerId} />,
		},
		{
			key: 'what',
			head: t('recurring.what'),
			width: 'minmax(120px, 1.2fr)',
			phone: 'none',
			spare: true,
			cell: ({name, lines}) => name ?? lines[0]?.description.split('\n')[0],
		},
		{
			key: 'every',
			head: t('recurring.every'),
			width: 'minmax(150px, 1.4fr)',
			phone: 'sub',
			cell: ({schedule}) => everyWords(schedule, text),
		},
		{
			key: 'next',
			head: t('recurring.next'),
			width: '112px',
			phone: 'none',
			cell: ({nextDate}) => <DateText value={nextDate} />,
		},
		{
			key: 'status',
			head: t('invoices.status'),
			width: '132px',
			phone: 'subtrail',
			cell: ({status}) => <StatusBadge status={status} />,
		},
		{
			key: 'amount',
			head: t('invoice.amount'),
			width: 'minmax(100px, 0.8fr)',
			phone: 'trail',
			figures: true,
			cell: (template) => format.money(templateAmount(template), template.currency),
		},
	];
};
