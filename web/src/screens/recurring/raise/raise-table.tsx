import {Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import type {RaisedTemplate} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CustomerName} from '../../../ui/customer-name.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {Money} from '../../../ui/money.tsx';
import classes from '../recurring.module.css';

/** Null: nothing was asked yet; undefined: it is being computed. `isStale`: what is shown belongs to what was asked before. */
type Props = {readonly rows: readonly RaisedTemplate[] | null | undefined; readonly isStale: boolean};

/** Each with what its first invoice under the new prices comes to, before and after; what cannot be raised stands first. */
export const RaiseTable = ({rows, isStale}: Props) => {
	const {t} = useText();
	if (rows === null) return <p className="quiet">{t('raise.later')}</p>;
	if (rows === undefined) return <Skeleton height={180} />;
	if (rows.length === 0) return <p className="quiet">{t('raise.none')}</p>;
	return (
		<table className={classes.raised} aria-busy={isStale}>
			<thead>
				<tr>
					<th scope="col">{t('recurring.title')}</th>
					<th scope="col" className={classes.when}>
						{t('raise.first')}
					</th>
					<th scope="col">{t('raise.old')}</th>
					<th scope="col">{t('raise.new')}</th>
				</tr>
			</thead>
			<tbody>
				{rows
					.toSorted((a, b) => Number(a.ok) - Number(b.ok))
					.map((row) => (
						<RaiseRow key={row.id} row={row} />
					))}
			</tbody>
		</table>
	);
};

const RaiseRow = ({row}: {row: RaisedTemplate}) => {
	const {t, code} = useText();
	const {id: account} = useAccount();
	const {id, name, customerId, date, currency, oldTotal, newTotal} = row;
	return (
		<tr>
			<td>
				<Link to="/$account/recurring/$template" params={{account, template: id}}>
					<CustomerName id={customerId} />
				</Link>
				<span className={classes.small}>{name}</span>
			</td>
			<td className={classes.when}>
				<DateText value={date} />
			</td>
			{oldTotal === null || newTotal === null ? (
				<td colSpan={2} className={classes.stays}>
					{t('raise.stays', {why: code('parked', row.code ?? '')})}
				</td>
			) : (
				<>
					<td className={classes.old}>
						<Money amount={oldTotal} currency={currency} />
					</td>
					<td className={classes.new}>
						<Money amount={newTotal} currency={currency} />
					</td>
				</>
			)}
		</tr>
	);
};
