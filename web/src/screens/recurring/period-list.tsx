import type {PeriodPreview} from '../../api/invoice-shapes.ts';
import {useText} from '../../text/text.tsx';
import {Money} from '../../ui/money.tsx';
import classes from './editor/template-editor.module.css';

type Shown = Pick<PeriodPreview, 'k' | 'date' | 'period' | 'total'>;

/** Each with its date, the days it is for, and what it comes to. */
export const PeriodList = ({periods, currency}: {periods: readonly Shown[]; currency: string}) => {
	const {format} = useText();
	return (
		<ol className={classes.periods}>
			{periods.map(({k, date, period, total}) => (
				<li key={k}>
					<span className="figures">{format.longDate(date)}</span>
					<span className={classes.small}>{`${format.date(period.start)} – ${format.date(period.end)}`}</span>
					<span className={classes.amount}>
						<Money amount={total} currency={currency} />
					</span>
				</li>
			))}
		</ol>
	);
};
