import {digitsOf} from '../../text/formats.ts';
import {useText} from '../../text/text.tsx';
import type {Month} from './figures.ts';
import {niceCeiling} from './nice-ceiling.ts';
import classes from './year-chart.module.css';

const size = {width: 720, height: 240, left: 44, bottom: 24, top: 10} as const;

/** Two bars a month. The table beside it says the same to whoever cannot see it. */
export const YearBars = ({months, currency}: {months: readonly Month[]; currency: string}) => {
	const {t, format, locale} = useText();
	const unit = 10 ** digitsOf(currency);
	const top = niceCeiling(Math.max(...months.flatMap(({issued, paid}) => [issued, paid])) / unit) * unit;
	const plot = size.height - size.bottom - size.top;
	const heightOf = (amount: number): number => (Math.max(amount, 0) / top) * plot;
	const step = (size.width - size.left) / months.length;
	const bar = Math.min(18, step / 3.2);
	const compact = new Intl.NumberFormat(locale, {notation: 'compact', maximumFractionDigits: 1});
	return (
		<figure style={{margin: 0}}>
			<figcaption className={classes.legend}>
				<span>
					<i data-series="issued" />
					{t('home.chart.issued')}
				</span>
				<span>
					<i data-series="paid" />
					{t('home.chart.paid')}
				</span>
			</figcaption>
			<svg
				viewBox={`0 0 ${size.width} ${size.height}`}
				className={classes.chart}
				role="img"
				aria-label={t('home.chart')}
			>
				{[0, 0.5, 1].map((part) => {
					const y = size.height - size.bottom - part * plot;
					return (
						<g key={part}>
							<line x1={size.left} x2={size.width} y1={y} y2={y} className={classes.grid} />
							<text x={size.left - 8} y={y + 4} textAnchor="end">
								{compact.format((top * part) / unit)}
							</text>
						</g>
					);
				})}
				{months.map(({month, issued, paid}, index) => {
					const x = size.left + index * step;
					const floor = size.height - size.bottom;
					return (
						<g key={month} className={classes.month}>
							<title>{`${format.monthYear(month)}: ${t('home.chart.issued')} ${format.money(issued, currency)}, ${t('home.chart.paid')} ${format.money(paid, currency)}`}</title>
							<rect x={x} y={size.top} width={step} height={plot} className={classes.band} rx={4} />
							<rect
								x={x + step / 2 - bar - 1}
								y={floor - heightOf(issued)}
								width={bar}
								height={heightOf(issued)}
								rx={2}
								className={classes.issued}
							/>
							<rect
								x={x + step / 2 + 1}
								y={floor - heightOf(paid)}
								width={bar}
								height={heightOf(paid)}
								rx={2}
								className={classes.paid}
							/>
							<text x={x + step / 2} y={size.height - 6} textAnchor="middle">
								{format.month(month)}
							</text>
						</g>
					);
				})}
			</svg>
		</figure>
	);
};
