import type {ReactNode} from 'react';
import classes from './empty-state.module.css';

/** One sentence on what will be here, and the one thing to do about it. */
export const EmptyState = ({
	icon,
	title,
	text,
	action,
}: {
	icon: ReactNode;
	title: string;
	text: string;
	action?: ReactNode;
}) => (
	<div className={classes.empty}>
		<span className={classes.icon}>{icon}</span>
		<h2>{title}</h2>
		<p className="quiet">{text}</p>
		{action}
	</div>
);
