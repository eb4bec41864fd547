import {Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import type {PlainDate} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import classes from './figure-cards.module.css';
import {expected, type Figure, overdue, owed, paidThisMonth} from './figures.ts';
import type {HomeData} from './use-home.ts';

/** The four figures; each opens the list it was counted from. */
export const FigureCards = ({read, today}: {read: HomeData; today: PlainDate | undefined}) => {
	const {t} = useText();
	const {id: account, currency} = useAccount();
	const open = read.open.data?.rows;
	const paid = read.payments.data?.rows;
	const to = {to: '/$account/invoices', params: {account}} as const;
	return (
		<div className={classes.cards}>
			<Link {...to} search={{tab: 'open'}} className={classes.card}>
				<Shown label={t('home.owed')} figure={open && owed(open, currency)} kind="invoices" />
			</Link>
			<Link {...to} search={{tab: 'overdue'}} className={classes.card} data-tone="bad">
				<Shown label={t('home.overdue')} figure={open && overdue(open, currency)} kind="invoices" />
			</Link>
			<Link to="/$account/payments" params={{account}} className={classes.card}>
				<Shown label={t('home.paid')} figure={paid && today && paidThisMonth(paid, currency, today)} kind="payments" />
			</Link>
			<Link {...to} search={{tab: 'open'}} className={classes.card}>
				<Shown label={t('home.expected')} figure={open && today && expected(open, currency, today)} kind="invoices" />
			</Link>
		</div>
	);
};

const Shown = ({
	label,
	figure,
	kind,
}: {
	label: string;
	figure: Figure | undefined | '';
	kind: 'invoices' | 'payments';
}): ReactNode => {
	const {t, n, format} = useText();
	const {currency} = useAccount();
	if (!figure)
		return (
			<>
				<span className={classes.label}>{label}</span>
				<span className={classes.amount}>
					<Skeleton height={20} width="62%" mt={7} />
				</span>
				<span className={classes.count}>&nbsp;</span>
			</>
		);
	const others = figure.others.length === 0 ? '' : ` · ${t('home.others', {currencies: format.list(figure.others)})}`;
	return (
		<>
			<span className={classes.label}>{label}</span>
			<span className={`${classes.amount} figures`} data-zero={figure.amount === 0}>
				{format.money(figure.amount, currency)}
			</span>
			<span className={classes.count}>{n(`home.${kind}`, figure.count) + others}</span>
		</>
	);
};
