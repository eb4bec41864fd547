import type {ReactNode} from 'react';
import classes from './section.module.css';

/** A titled part of a screen, with an action of its own where it has one. */
export const Section = ({
	title,
	action,
	children,
	card = false,
}: {
	title: string;
	action?: ReactNode;
	children: ReactNode;
	card?: boolean;
}) => (
	<section className={classes.section} data-card={card}>
		<div className={classes.head}>
			<h2>{title}</h2>
			{action}
		</div>
		{children}
	</section>
);
