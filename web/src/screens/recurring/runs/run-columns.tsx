import type {Run} from '../../../api/shapes.ts';
import type {Text} from '../../../text/text.tsx';
import {beside, type Column, narrowOnly, wideOnly} from '../../../ui/data-table.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {StatusBadge} from '../../../ui/status-badge.tsx';
import classes from '../recurring.module.css';

/** When, what became of what was due, and how much it came to. */
export const runColumns = (text: Text, timeZone: string): readonly Column<Run>[] => {
	const {t, n, format} = text;
	const count = (key: 'due' | 'skipped', width: string): Column<Run> => ({
		key,
		head: t(`runs.${key}`),
		width,
		phone: 'none',
		figures: true,
		spare: true,
		cell: (run) => <span className={run[key] === 0 ? 'quiet' : undefined}>{format.number(run[key])}</span>,
	});
	return [
		{
			key: 'when',
			head: t('runs.when'),
			width: 'minmax(170px, 1.4fr)',
			phone: 'lead',
			cell: ({startedAt}) => <DateText value={startedAt} zone={timeZone} />,
		},
		{
			key: 'state',
			head: t('invoices.status'),
			width: '120px',
			phone: 'subtrail',
			cell: ({state}) => <StatusBadge status={state} />,
		},
		count('due', '64px'),
		{
			key: 'issued',
			head: t('runs.issued'),
			width: 'minmax(84px, 0.6fr)',
			phone: 'sub',
			figures: true,
			cell: ({issued, parked}) => (
				<>
					<span className={wideOnly}>{format.number(issued)}</span>
					<span className={narrowOnly}>{n('runs.issuedCount', issued)}</span>
					{parked === 0 ? null : (
						<span className={narrowOnly}>
							{' · '}
							<span className={classes.some}>{n('hold.count', parked)}</span>
						</span>
					)}
				</>
			),
		},
		count('skipped', '94px'),
		{
			key: 'parked',
			head: t('runs.parked'),
			width: '84px',
			phone: 'none',
			figures: true,
			cell: ({parked}) =>
				parked === 0 ? (
					<span className="quiet">0</span>
				) : (
					<strong className={classes.some}>{format.number(parked)}</strong>
				),
		},
		{
			key: 'amounts',
			head: t('invoice.amount'),
			width: 'minmax(120px, 1fr)',
			phone: 'trail',
			figures: true,
			cell: ({amounts}) => <Amounts amounts={amounts} format={format} />,
		},
	];
};

/** The first sum, and how many other currencies there are. */
const Amounts = ({amounts, format}: Pick<Run, 'amounts'> & Pick<Text, 'format'>) => {
	const [first, ...others] = amounts.map(({currency, total}) => format.money(total, currency));
	if (first === undefined) return <span className="quiet">–</span>;
	if (others.length === 0) return first;
	return (
		<span className={beside} title={format.list([first, ...others])}>
			<span>{first}</span>
			<span className="quiet">{` +${others.length}`}</span>
		</span>
	);
};
