import type {ReactNode} from 'react';
import classes from './tab-links.module.css';

/** Saved filters as links, so that each has its own address and Back works. Children are `Link`s with `aria-current`. */
export const TabLinks = ({label, children, end}: {label: string; children: ReactNode; end?: ReactNode}) => (
	<div className={classes.bar}>
		<nav className={classes.tabs} aria-label={label}>
			{children}
		</nav>
		{end}
	</div>
);
export const tabClass = classes.tab;
