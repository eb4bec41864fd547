import type {Invoice} from '../../../api/invoice-shapes.ts';
import {digitsOf} from '../../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../../text/numbers.ts';
import {useText} from '../../../text/text.tsx';
import {Money} from '../../../ui/money.tsx';
import classes from './invoice-detail.module.css';

/** The document's body: lines, then what they add up to. */
export const InvoiceLines = ({invoice}: {invoice: Invoice}) => {
	const {t, format, locale} = useText();
	const {currency} = invoice;
	const price = (unitAmount: number | string): string =>
		writeDecimal(fromMinor(unitAmount, digitsOf(currency)), locale);
	return (
		<>
			<table className={classes.lines}>
				<thead>
					<tr>
						<th scope="col">{t('invoice.description')}</th>
						<th scope="col" className={classes.right}>
							{t('invoice.amount')}
						</th>
					</tr>
				</thead>
				<tbody>
					{invoice.lines.map((line) => (
						<tr key={line.id}>
							<td>
								{line.description}
								<span className={`${classes.small} figures`}>
									{`${format.number(line.quantity)}${line.unit ? ` ${line.unit}` : ''} × ${price(line.unitAmount)}`}
								</span>
							</td>
							<td className={classes.right}>
								<Money amount={line.net} currency={currency} bare />
							</td>
						</tr>
					))}
				</tbody>
			</table>
			<InvoiceSums invoice={invoice} />
		</>
	);
};

/** From the sum of the lines to the total. Rows that are nothing are left out. */
const InvoiceSums = ({invoice}: {invoice: Invoice}) => {
	const {t, format} = useText();
	const {currency} = invoice;
	const rows = [
		{label: t('invoice.subtotal'), amount: invoice.subtotal, always: true},
		{label: t('invoice.discount'), amount: 0 - invoice.discountTotal, always: false},
		{label: t('invoice.charge'), amount: invoice.chargeTotal, always: false},
		...invoice.taxes.map(({name, percent, taxable, tax}) => ({
			label: t('invoice.tax', {name, percent: format.percent(percent), taxable: format.amount(taxable, currency)}),
			amount: tax,
			always: true,
		})),
		{label: t('invoice.rounding'), amount: invoice.rounding, always: false},
	];
	return (
		<dl className={classes.sums}>
			{rows
				.filter(({amount, always}) => always || amount !== 0)
				.map(({label, amount}) => (
					<div key={label}>
						<dt>{label}</dt>
						<dd>
							<Money amount={amount} currency={currency} bare />
						</dd>
					</div>
				))}
			<div className={classes.total}>
				<dt>{t('invoice.total')}</dt>
				<dd>
					<Money amount={invoice.total} currency={currency} />
				</dd>
			</div>
		</dl>
	);
};
