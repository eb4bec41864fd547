import type {ReactNode} from 'react';
import classes from './timeline.module.css';

export type Moment = {
	readonly key: string;
	readonly title: ReactNode;
	readonly when: ReactNode;
	readonly detail?: ReactNode;
	readonly tone?: 'plain' | 'good' | 'bad' | 'ahead';
};

/** What happened, or will, in order. */
export const Timeline = ({moments, label}: {moments: readonly Moment[]; label: string}) => (
	<ol className={classes.timeline} aria-label={label}>
		{moments.map(({key, title, when, detail, tone = 'plain'}) => (
			<li key={key} data-tone={tone}>
				<div className={classes.line}>
					<span>{title}</span>
					<span className={classes.when}>{when}</span>
				</div>
				{detail === undefined || detail === null ? null : <div className={classes.detail}>{detail}</div>}
			</li>
		))}
	</ol>
);
