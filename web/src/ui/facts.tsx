import type {ReactNode} from 'react';
import classes from './facts.module.css';

export type Fact = readonly [label: string, value: ReactNode];

/** Names and values side by side; values that are absent are left out. */
export const Facts = ({facts}: {facts: readonly Fact[]}) => (
	<dl className={classes.facts}>
		{facts
			.filter(([, value]) => value !== null && value !== undefined && value !== '')
			.map(([label, value]) => (
				<div key={label}>
					<dt>{label}</dt>
					<dd>{value}</dd>
				</div>
			))}
	</dl>
);
