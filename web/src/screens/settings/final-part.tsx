import {useText} from '../../text/text.tsx';
import {daysToReact} from './policy-steps.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {Sentence} from './sentence.tsx';
import {ChoiceWord} from './sentence-fields.tsx';

/** What becomes of an invoice that nobody pays. */
export const FinalPart = ({form, onChange}: PartProps) => {
	const {t, n} = useText();
	return (
		<div className={classes.part}>
			<h3>{t('final.part')}</h3>
			<Sentence
				text={t('final.line')}
				of={{
					action: (
						<ChoiceWord
							label={t('final.part')}
							value={form.finalAction}
							choices={[
								['leave', t('final.leave')],
								['writeOff', t('final.writeOff')],
								['pauseTemplate', t('final.pauseTemplate')],
							]}
							onChange={(finalAction) => onChange({finalAction})}
						/>
					),
				}}
			/>
			<p className={classes.hint}>
				{form.finalAction === 'leave' ? t('final.leaveHint') : n('final.hint', daysToReact)}
			</p>
		</div>
	);
};
