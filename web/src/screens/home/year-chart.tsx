import {Button, Skeleton} from '@mantine/core';
import {useToggle} from '@mantine/hooks';
import type {PlainDate} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Section} from '../../ui/section.tsx';
import {twelveMonths} from './figures.ts';
import type {HomeData} from './use-home.ts';
import {YearBars} from './year-bars.tsx';
import classes from './year-chart.module.css';
import {YearTable} from './year-table.tsx';

/** What was issued and what was paid, month by month: as bars or as a table with the same numbers. */
export const YearChart = ({read, today}: {read: HomeData; today: PlainDate | undefined}) => {
	const {t} = useText();
	const {currency} = useAccount();
	const [shown, toggle] = useToggle(['chart', 'table'] as const);
	const issued = read.issued.data;
	const paid = read.payments.data;
	const ready = issued !== undefined && paid !== undefined && today !== undefined;
	const months = ready ? twelveMonths(issued.rows, paid.rows, currency, today) : [];
	return (
		<Section
			card
			title={t('home.chart')}
			action={
				<Button variant="subtle" color="gray" size="compact-sm" onClick={() => toggle()}>
					{t(shown === 'chart' ? 'home.chart.table' : 'home.chart.chart')}
				</Button>
			}
		>
			{ready ? (
				shown === 'chart' ? (
					<YearBars months={months} currency={currency} />
				) : (
					<YearTable months={months} currency={currency} />
				)
			) : (
				<Skeleton height={307} />
			)}
			{ready && !(issued.complete && paid.complete) ? (
				<p className={classes.partly}>{t('home.chart.partly', {n: issued.rows.length + paid.rows.length})}</p>
			) : null}
		</Section>
	);
};
