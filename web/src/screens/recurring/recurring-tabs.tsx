import {Link} from '@tanstack/react-router';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {TabLinks, tabClass} from '../../ui/tab-links.tsx';
import classes from './recurring.module.css';
import {useParked} from './use-parked.ts';

const exactly = {exact: true} as const;

/** What recurs, what the platform did with it, and what it held back. */
export const RecurringTabs = () => {
	const {t, n} = useText();
	const {id: account} = useAccount();
	const held = useParked(account).data?.data.length ?? 0;
	return (
		<TabLinks label={t('recurring.views')}>
			<Link to="/$account/recurring" params={{account}} className={tabClass} activeOptions={exactly}>
				{t('recurring.tab.templates')}
			</Link>
			<Link to="/$account/recurring/runs" params={{account}} className={tabClass}>
				{t('recurring.tab.runs')}
			</Link>
			<Link to="/$account/recurring/on-hold" params={{account}} className={tabClass}>
				{t('recurring.tab.hold')}
				{held === 0 ? null : (
					<>
						<span className={classes.count} aria-hidden="true">
							{held}
						</span>
						<span className="unseen">{n('hold.count', held)}</span>
					</>
				)}
			</Link>
		</TabLinks>
	);
};
