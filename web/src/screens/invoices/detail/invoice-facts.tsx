import {Link} from '@tanstack/react-router';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {Facts} from '../../../ui/facts.tsx';

/** Who, when, under which order. */
export const InvoiceFacts = ({invoice, customer}: {invoice: Invoice; customer: Customer | undefined}) => {
	const {t, code, format} = useText();
	const {id: account, timeZone} = useAccount();
	const {period, templateId, delivery, kind} = invoice;
	return (
		<Facts
			facts={[
				[
					t('invoice.billTo'),
					<Link key="to" to="/$account/customers/$customer" params={{account, customer: invoice.customerId}}>
						{customer?.name ?? '…'}
					</Link>,
				],
				[
					t('invoice.issueDate'),
					invoice.issueDate === null ? null : <DateText key="issued" value={invoice.issueDate} />,
				],
				[t('invoice.dueDate'), invoice.dueDate === null ? null : <DateText key="due" value={invoice.dueDate} />],
				[
					t('invoice.supplyDate'),
					invoice.supplyDate === null ? null : <DateText key="supply" value={invoice.supplyDate} />,
				],
				[t('invoice.period'), period === null ? null : `${format.date(period.start)} – ${format.date(period.end)}`],
				[t('invoice.kind'), kind === 'invoice' ? null : code('kind', kind)],
				[t('invoice.order'), invoice.purchaseOrder],
				[
					t('invoice.sent'),
					delivery.sentAt === null ? null : <DateText key="sent" value={delivery.sentAt} zone={timeZone} />,
				],
				[
					t('invoice.template'),
					templateId === null ? null : (
						<Link key="template" to="/$account/recurring/$template" params={{account, template: templateId}}>
							{t('invoice.templateLink')}
						</Link>
					),
				],
				[t('invoice.internalNotes'), invoice.internalNotes],
			]}
		/>
	);
};
