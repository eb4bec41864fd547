import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {TabLinks, tabClass} from '../../ui/tab-links.tsx';
import classes from './recurring.module.css';
import {useParked} from './use-parked.ts';

type View = 'templates' | 'runs' | 'hold';

/** What recurs, what the platform did with it, and what it held back. */
export const RecurringTabs = ({view, end}: {view: View; end?: ReactNode}) => {
	const {t, n} = useText();
	const {id: account} = useAccount();
	const held = useParked(account).data?.data.length ?? 0;
	const tab = (of: View) => ({
		className: tabClass,
		// Its details have addresses below its own, and so have its neighbours: the screen says which one it is.
		activeOptions: {exact: true},
		activeProps: {},
		'aria-current': of === view ? ('page' as const) : undefined,
	});
	return (
		<TabLinks label={t('recurring.views')} end={end}>
			<Link to="/$account/recurring" params={{account}} {...tab('templates')}>
				{t('recurring.tab.templates')}
			</Link>
			<Link to="/$account/recurring/runs" params={{account}} {...tab('runs')}>
				{t('recurring.tab.runs')}
			</Link>
			<Link to="/$account/recurring/on-hold" params={{account}} {...tab('hold')}>
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
