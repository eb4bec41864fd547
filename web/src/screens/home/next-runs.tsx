import {Skeleton} from '@mantine/core';
import {Link} from '@tanstack/react-router';
import {useCustomerNames} from '../../api/names.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {Section} from '../../ui/section.tsx';
import classes from './attention.module.css';
import type {HomeData} from './use-home.ts';

const mostShown = 6;

/** The recurring invoices that fall due next. */
export const NextRuns = ({read}: {read: HomeData}) => {
	const {t, format} = useText();
	const {id: account, timeZone} = useAccount();
	const names = useCustomerNames(account);
	const rows = read.templates.data?.rows;
	const next = rows
		?.filter(({status, nextAt}) => status === 'active' && nextAt !== null)
		.toSorted((a, b) => (a.nextAt ?? '').localeCompare(b.nextAt ?? ''));
	const run = read.run.data?.data[0];
	return (
		<Section card title={t('home.next')}>
			{next === undefined ? (
				<Skeleton height={256} />
			) : next.length === 0 ? (
				<>
					<p className="quiet">{t('home.next.none')}</p>
					<LinkButton
						to="/$account/recurring/edit/{-$template}"
						params={{account, template: undefined}}
						variant="default"
						size="compact-sm"
						mt="xs"
					>
						{t('home.next.act')}
					</LinkButton>
				</>
			) : (
				next.slice(0, mostShown).map(({id, name, customerId, nextDate}) => (
					<Link key={id} to="/$account/recurring/$template" params={{account, template: id}} className={classes.next}>
						<span>
							{names.get(customerId) ?? '…'}
							{name ? <span className="quiet">{` · ${name}`}</span> : null}
						</span>
						<span className="figures quiet">{nextDate === null ? '' : format.shortDate(nextDate)}</span>
					</Link>
				))
			)}
			{run?.finishedAt ? (
				<p className={classes.last}>
					{t('home.run', {when: format.instant(run.finishedAt, timeZone), issued: run.issued})}
				</p>
			) : null}
		</Section>
	);
};
