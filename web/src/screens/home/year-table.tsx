import {useText} from '../../text/text.tsx';
import type {Month} from './figures.ts';
import classes from './year-chart.module.css';

/** The numbers of the chart. */
export const YearTable = ({months, currency}: {months: readonly Month[]; currency: string}) => {
	const {t, format} = useText();
	return (
		<table className={classes.table}>
			<thead>
				<tr>
					<th scope="col">{t('home.chart.month')}</th>
					<th scope="col">{t('home.chart.issued')}</th>
					<th scope="col">{t('home.chart.paid')}</th>
				</tr>
			</thead>
			<tbody>
				{months.map(({month, issued, paid}) => (
					<tr key={month}>
						<th scope="row">{format.monthYear(month)}</th>
						<td className="figures">{format.money(issued, currency)}</td>
						<td className="figures">{format.money(paid, currency)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
};
