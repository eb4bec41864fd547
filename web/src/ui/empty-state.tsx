import type {ReactNode} from 'react';
import classes from './empty-state.module.css';

/** One sentence on what will be here, and the one thing to do about it. */
export const EmptyState = ({
	icon,
	title,
	text,
	action,
	alone = false,
}: {
	icon: ReactNode;
	title: string;
	text: string;
	action?: ReactNode;
	/** It is all there is on the page. */
	alone?: boolean;
}) => (
	<div className={classes.empty}>
		<span className={classes.icon}>{icon}</span>
		{alone ? <h1>{title}</h1> : <h2>{title}</h2>}
		<p className="quiet">{text}</p>
		{action}
	</div>
);
