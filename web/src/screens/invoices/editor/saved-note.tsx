import {useText} from '../../../text/text.tsx';
import classes from './editor.module.css';
import type {SaveState} from './use-draft.ts';

/** Whether what one sees is kept. Keeps its place, so that nothing jumps. */
export const SavedNote = ({state, complete}: {state: SaveState; complete: boolean}) => {
	const {t} = useText();
	const text = !complete && state !== 'saved' ? 'editor.incomplete' : saying[state];
	return (
		<span className={classes.saved} role="status" data-state={state}>
			{text === null ? '' : t(text)}
		</span>
	);
};

const saying = {
	clean: null,
	waiting: 'editor.saving',
	saving: 'editor.saving',
	saved: 'act.saved',
	failed: 'editor.notSaved',
} as const;
