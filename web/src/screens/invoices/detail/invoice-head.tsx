import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useText} from '../../../text/text.tsx';
import classes from './invoice-detail.module.css';

/** The amount that matters now: what is due, else what it came to. */
export const InvoiceHead = ({invoice}: {invoice: Invoice}) => {
	const {t, format} = useText();
	const owes = invoice.status === 'open' && invoice.amountDue > 0;
	const amount = owes ? invoice.amountDue : invoice.total;
	const label = owes ? t('invoice.due') : invoice.status === 'paid' ? t('invoice.settled') : t('invoice.total');
	return (
		<div className={classes.head}>
			<p className={classes.label}>{label}</p>
			<p className={`${classes.amount} figures`}>{format.money(amount, invoice.currency)}</p>
			{owes && invoice.amountDue !== invoice.total ? (
				<p className="quiet">{t('invoice.of', {total: format.money(invoice.total, invoice.currency)})}</p>
			) : null}
		</div>
	);
};
