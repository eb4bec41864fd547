import type {ReactNode} from 'react';
import classes from './page.module.css';

/** A screen: its name, at most one primary action, and what it shows. The name is also the window's title. */
export const Page = ({
	title,
	lead,
	action,
	children,
}: {
	title: string;
	lead?: string;
	action?: ReactNode;
	children: ReactNode;
}) => (
	<div className={classes.page}>
		<title>{`${title} · Invoice Meister`}</title>
		<header className={classes.head}>
			<div>
				<h1 tabIndex={-1} data-arrives="true">
					{title}
				</h1>
				{lead === undefined ? null : <p className="quiet">{lead}</p>}
			</div>
			{action === undefined ? null : <div className={classes.action}>{action}</div>}
		</header>
		{children}
	</div>
);
