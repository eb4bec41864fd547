import {linkOptions, Outlet, useParams} from '@tanstack/react-router';
import {type ReactNode, useCallback, useMemo} from 'react';
import {customers} from '../../api/calls.ts';
import type {Customer} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {type Text, useText} from '../../text/text.tsx';
import type {Column} from '../../ui/data-table.tsx';
import {EmptyState} from '../../ui/empty-state.tsx';
import {PeopleIcon, PlusIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Listing} from '../../ui/listing.tsx';
import {Page} from '../../ui/page.tsx';
import {RowLink} from '../../ui/row-link.tsx';
import {useCursorList} from '../../ui/use-cursor-list.ts';

/** Everybody one bills. */
export const CustomerList = () => {
	const text = useText();
	const {t} = text;
	const {id: account} = useAccount();
	const {customer: current} = useParams({strict: false});
	const list = useCursorList('customers', account, customers.list);
	const columns = useMemo(() => customerColumns(text), [text]);
	const link = useCallback(
		({id}: Customer, content: ReactNode) => (
			<RowLink to={linkOptions({to: '/$account/customers/$customer', params: {account, customer: id}})}>
				{content}
			</RowLink>
		),
		[account],
	);
	const mayBill = useMay('bookkeeper');
	const make = mayBill ? (
		<LinkButton to="/$account/customers/new" params={{account}} leftSection={<PlusIcon size={16} />}>
			{t('new.customer')}
		</LinkButton>
	) : undefined;
	return (
		<>
			<Page title={t('frame.customers')} action={list.rows?.length === 0 ? undefined : make}>
				<Listing
					list={list}
					empty={
						<EmptyState
							icon={<PeopleIcon />}
							title={t('customers.empty')}
							text={t('customers.emptyText')}
							action={make}
						/>
					}
					label={t('frame.customers')}
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

const customerColumns = ({t, code, format}: Text): readonly Column<Customer>[] => [
	{key: 'name', head: t('customers.name'), width: 'minmax(160px, 1.4fr)', phone: 'lead', cell: ({name}) => name},
	{
		key: 'email',
		head: t('customers.email'),
		width: 'minmax(160px, 1.4fr)',
		phone: 'sub',
		cell: ({email}) => email ?? <span className="quiet">–</span>,
	},
	{
		key: 'country',
		head: t('customers.country'),
		width: 'minmax(100px, 0.8fr)',
		phone: 'none',
		spare: true,
		cell: ({billingAddress}) => (billingAddress?.country ? format.country(billingAddress.country) : ''),
	},
	{
		key: 'card',
		head: t('customers.card'),
		width: '170px',
		phone: 'none',
		cell: ({card}) =>
			card === null ? (
				<span className="quiet">–</span>
			) : (
				t('card.named', {brand: code('brand', card.brand), last4: card.last4})
			),
	},
	{
		key: 'credit',
		head: t('customers.credit'),
		width: '110px',
		phone: 'trail',
		figures: true,
		spare: true,
		cell: ({creditBalances}) =>
			creditBalances
				.filter(({amount}) => amount > 0)
				.map(({currency, amount}) => format.money(amount, currency))
				.join(', '),
	},
];

const nameOf = ({name}: Customer): string => name;
