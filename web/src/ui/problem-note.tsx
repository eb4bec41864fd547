import {Button} from '@mantine/core';
import {problemOf} from '../api/problem.ts';
import {useText} from '../text/text.tsx';
import {WarnIcon} from './icons.tsx';
import classes from './problem-note.module.css';
import {isPassing, problemText} from './problem-text.ts';

type Props = {
	readonly error: unknown;
	/** What the person wanted: "The invoice was not issued." */
	readonly notDone?: string;
	/** Something was read, not done: it can simply be read again. */
	readonly read?: {readonly isFetching: boolean; readonly refetch: () => unknown};
};

/** What happened, what was not done, what to do. */
export const ProblemNote = ({error, notDone, read}: Props) => {
	const text = useText();
	if (error === null || error === undefined) return null;
	const problem = problemOf(error);
	const {happened, next} = problemText(problem, text, read !== undefined);
	// Without an answer nobody can promise that nothing happened.
	const wasRefused = problem.status >= 400 && problem.status < 500;
	const lead = notDone === undefined || wasRefused || read ? notDone : text.t('problem.uncertain');
	return (
		<div className={classes.note} role="alert">
			<WarnIcon />
			<div>
				<p className={classes.lead}>
					{lead === undefined ? null : `${lead} `}
					{happened}
				</p>
				{problem.errors.length === 0 ? null : (
					<ul className={classes.fields}>
						{problem.errors.slice(0, 6).map((field) => (
							<li key={`${field.path} ${field.code}`}>
								<code>{field.path}</code> {field.message}
							</li>
						))}
					</ul>
				)}
				<p>{next}</p>
				{read && isPassing(problem) ? (
					<Button variant="default" size="compact-sm" mt={8} loading={read.isFetching} onClick={() => read.refetch()}>
						{text.t('act.retry')}
					</Button>
				) : null}
				{problem.requestId === null ? null : (
					<p className={classes.id}>{text.t('problem.request', {id: problem.requestId})}</p>
				)}
			</div>
		</div>
	);
};
