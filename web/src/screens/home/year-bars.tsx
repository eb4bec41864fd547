import {useElementSize} from '@mantine/hooks';
import {digitsOf} from '../../text/formats.ts';
import {useText} from '../../text/text.tsx';
import type {Month} from './figures.ts';
import {niceCeiling} from './nice-ceiling.ts';
import classes from './year-chart.module.css';

const height = 280;
const edge = {left: 46, bottom: 24, top: 10} as const;
const plot = height - edge.bottom - edge.top;
const floor = height - edge.bottom;
const narrowStep = 34;

/** Two bars a month, drawn as wide as there is room. The table beside it says the same to whoever cannot see it. */
export const YearBars = ({months, currency}: {months: readonly Month[]; currency: string}) => {
	const {t, format, locale} = useText();
	const {ref, width} = useElementSize();
	const unit = 10 ** digitsOf(currency);
	const top = niceCeiling(Math.max(...months.flatMap(({issued, paid}) => [issued, paid])) / unit) * unit;
	const heightOf = (amount: number): number => (Math.max(amount, 0) / top) * plot;
	const step = Math.max(width - edge.left, 0) / months.length;
	const bar = Math.min(18, step / 3.2);
	const compact = new Intl.NumberFormat(locale, {notation: 'compact', maximumFractionDigits: 1});
	return (
		<figure className={classes.figure}>
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
			<div ref={ref} className={classes.place}>
				<svg width={width} height={height} className={classes.chart} role="img" aria-label={t('home.chart')}>
					{[0, 0.5, 1].map((part) => (
						<g key={part}>
							<line
								x1={edge.left}
								x2={width}
								y1={floor - part * plot}
								y2={floor - part * plot}
								className={classes.grid}
							/>
							<text x={edge.left - 8} y={floor - part * plot + 4} textAnchor="end">
								{compact.format((top * part) / unit)}
							</text>
						</g>
					))}
					{months.map(({month, issued, paid}, index) => {
						const middle = edge.left + (index + 0.5) * step;
						return (
							<g key={month} className={classes.month}>
								<title>{`${format.monthYear(month)}: ${t('home.chart.issued')} ${format.money(issued, currency)}, ${t('home.chart.paid')} ${format.money(paid, currency)}`}</title>
								<rect x={middle - step / 2} y={edge.top} width={step} height={plot} className={classes.band} rx={4} />
								<rect
									x={middle - bar - 1}
									y={floor - heightOf(issued)}
									width={bar}
									height={heightOf(issued)}
									rx={2}
									className={classes.issued}
								/>
								<rect
									x={middle + 1}
									y={floor - heightOf(paid)}
									width={bar}
									height={heightOf(paid)}
									rx={2}
									className={classes.paid}
								/>
								<text x={middle} y={height - 6} textAnchor="middle">
									{step < narrowStep ? format.month(month).charAt(0) : format.month(month)}
								</text>
							</g>
						);
					})}
				</svg>
			</div>
		</figure>
	);
};
