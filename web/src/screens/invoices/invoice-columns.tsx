import type {Invoice} from '../../api/invoice-shapes.ts';
import type {Text} from '../../text/text.tsx';
import {CustomerName} from '../../ui/customer-name.tsx';
import {beside, type Column, narrowOnly, wideOnly} from '../../ui/data-table.tsx';
import {DateText} from '../../ui/date-text.tsx';
import {Money} from '../../ui/money.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {stateOf} from './invoice-state.ts';

/** Number, customer, dates, status, total; on a phone the customer leads. */
export const invoiceColumns = ({t, code}: Text): readonly Column<Invoice>[] => [
	{
		key: 'number',
		head: t('invoices.number'),
		width: '132px',
		phone: 'sub',
		cell: ({number, kind}) => (
			<>
				{number ?? <span className="quiet">{t('status.draft')}</span>}
				{kind === 'invoice' ? null : <span className={narrowOnly}>{` · ${code('kind', kind)}`}</span>}
			</>
		),
	},
	{
		key: 'customer',
		head: t('invoices.customer'),
		width: 'minmax(150px, 2fr)',
		phone: 'lead',
		cell: ({customerId, kind}) => (
			<span className={beside}>
				<span>
					<CustomerName id={customerId} />
				</span>
				{kind === 'invoice' ? null : (
					<span className={wideOnly}>
						<span className="quiet">{` · ${code('kind', kind)}`}</span>
					</span>
				)}
			</span>
		),
	},
	{
		key: 'issued',
		head: t('invoices.issued'),
		width: '112px',
		phone: 'none',
		spare: true,
		cell: ({issueDate}) => <DateText value={issueDate} />,
	},
	{
		key: 'due',
		head: t('invoices.due'),
		width: '112px',
		phone: 'none',
		cell: ({dueDate}) => <DateText value={dueDate} />,
	},
	{
		key: 'status',
		head: t('invoices.status'),
		width: '124px',
		phone: 'subtrail',
		cell: (invoice) => <StatusBadge status={stateOf(invoice)} />,
	},
	{
		key: 'total',
		head: t('invoices.total'),
		width: 'minmax(104px, 0.8fr)',
		phone: 'trail',
		figures: true,
		cell: ({total, currency}) => <Money amount={total} currency={currency} />,
	},
];
