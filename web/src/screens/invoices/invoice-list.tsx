import {Link, linkOptions, Outlet, useParams, useSearch} from '@tanstack/react-router';
import {type ReactNode, useCallback, useMemo} from 'react';
import {invoices} from '../../api/billing.ts';
import type {Invoice} from '../../api/invoice-shapes.ts';
import {useCustomerNames} from '../../api/names.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {invoiceTabs} from '../../app/search-params.ts';
import {useText} from '../../text/text.tsx';
import {EmptyState} from '../../ui/empty-state.tsx';
import {InvoiceIcon, PlusIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Listing} from '../../ui/listing.tsx';
import {Page} from '../../ui/page.tsx';
import {RowLink} from '../../ui/row-link.tsx';
import {TabLinks, tabClass} from '../../ui/tab-links.tsx';
import {useCursorList} from '../../ui/use-cursor-list.ts';
import {useSelection} from '../../ui/use-selection.ts';
import {BulkBar} from './bulk-bar.tsx';
import {invoiceColumns} from './invoice-columns.tsx';
import {filterOf} from './invoice-filter.ts';
import {InvoiceListContext} from './invoice-list-context.ts';
import {NumberSearch} from './number-search.tsx';

/** All invoices, by saved filters; the detail and the editor open over it. */
export const InvoiceList = () => {
	const text = useText();
	const {t} = text;
	const {id: account} = useAccount();
	const search = useSearch({from: '/$account/invoices'});
	const {invoice: current} = useParams({strict: false});
	const names = useCustomerNames(account);
	const list = useCursorList('invoices', account, invoices.list, filterOf(search));
	const selection = useSelection();
	const mayBill = useMay('bookkeeper');
	const columns = useMemo(() => invoiceColumns(text), [text]);
	const nameOf = useCallback(
		({number, customerId}: Invoice) => number ?? names.get(customerId) ?? t('status.draft'),
		[names, t],
	);
	const link = useCallback(
		({id, status}: Invoice, content: ReactNode) => (
			<RowLink
				to={linkOptions({
					to: status === 'draft' && mayBill ? '/$account/invoices/draft/{-$invoice}' : '/$account/invoices/$invoice',
					params: {account, invoice: id},
					search,
				})}
			>
				{content}
			</RowLink>
		),
		[account, search, mayBill],
	);
	const context = useMemo(() => ({ids: list.rows?.map(({id}) => id) ?? []}), [list.rows]);
	const filtered = search.tab !== undefined || search.q !== undefined || search.customer !== undefined;
	return (
		<InvoiceListContext value={context}>
			<Page
				title={t('frame.invoices')}
				action={
					mayBill ? (
						<LinkButton
							to="/$account/invoices/draft/{-$invoice}"
							params={{account, invoice: undefined}}
							search={search}
							leftSection={<PlusIcon size={16} />}
							aria-keyshortcuts="C"
						>
							{t('new.invoice')}
						</LinkButton>
					) : undefined
				}
			>
				<TabLinks label={t('invoices.filters')} end={<NumberSearch />}>
					{[undefined, ...invoiceTabs].map((tab) => (
						<Link
							key={tab ?? 'all'}
							to="/$account/invoices"
							params={{account}}
							search={{tab, customer: search.customer, q: undefined}}
							className={tabClass}
							activeOptions={{includeSearch: true, explicitUndefined: true}}
						>
							{t(`invoices.tab.${tab ?? 'all'}`)}
						</Link>
					))}
				</TabLinks>
				<Listing
					list={list}
					empty={
						filtered ? (
							<EmptyState
								icon={<InvoiceIcon />}
								title={t('invoices.none')}
								text={t('invoices.noneText')}
								action={
									<LinkButton to="/$account/invoices" params={{account}} search={{}} variant="default">
										{t('table.clear')}
									</LinkButton>
								}
							/>
						) : (
							<EmptyState icon={<InvoiceIcon />} title={t('invoices.empty')} text={t('invoices.emptyText')} />
						)
					}
					label={t('frame.invoices')}
					columns={columns}
					nameOf={nameOf}
					link={link}
					current={current}
					selection={mayBill ? selection : undefined}
				/>
				<BulkBar selection={selection} rows={list.rows ?? []} />
			</Page>
			<Outlet />
		</InvoiceListContext>
	);
};
