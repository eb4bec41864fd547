import {SegmentedControl} from '@mantine/core';
import {type ReactNode, useState} from 'react';
import {useText} from '../../../text/text.tsx';
import classes from './editor.module.css';

/** Form and preview side by side; where there is no room, one at a time. */
export const EditorPanes = ({
	form,
	preview,
	previewName,
}: {
	form: ReactNode;
	preview: ReactNode;
	previewName?: string;
}) => {
	const {t} = useText();
	const [shown, setShown] = useState('form');
	return (
		<div className={classes.panes} data-shown={shown}>
			<div className={classes.switch}>
				<SegmentedControl
					fullWidth
					value={shown}
					onChange={setShown}
					aria-label={t('editor.view')}
					data={[
						{value: 'form', label: t('editor.write')},
						{value: 'preview', label: previewName ?? t('editor.preview')},
					]}
				/>
			</div>
			<div className={classes.form}>{form}</div>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
			<section className={classes.preview} tabIndex={0} aria-label={previewName ?? t('editor.preview')}>
				{preview}
			</section>
		</div>
	);
};
