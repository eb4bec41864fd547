import type {Customer} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import detail from '../invoices/detail/invoice-detail.module.css';
import {owedPerCurrency} from './owed.ts';
import {useOpenInvoices} from './use-open-invoices.ts';

/** What the customer owes, and what they have to their credit. */
export const CustomerBalance = ({customer}: {customer: Customer}) => {
	const {t, format} = useText();
	const account = useAccount();
	const currency = customer.currency ?? account.currency;
	const open = useOpenInvoices(customer.id).data?.rows;
	const owed = open && owedPerCurrency(open, currency);
	const credit = customer.creditBalances.filter(({amount}) => amount > 0);
	return (
		<div className={detail.head}>
			<p className={detail.label}>{t('customers.owes')}</p>
			<p className={`${detail.amount} figures`}>
				{owed === undefined ? '…' : owed.map((one) => format.money(one.amount, one.currency)).join(' + ')}
			</p>
			{credit.length === 0 ? null : (
				<p className="quiet">
					{t('customers.hasCredit', {amount: format.list(credit.map((one) => format.money(one.amount, one.currency)))})}
				</p>
			)}
		</div>
	);
};
