import {useText} from '../../text/text.tsx';
import {retriesOf} from './policy-form.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {Sentence} from './sentence.tsx';
import {NumberWord} from './sentence-fields.tsx';

/** When a declined card is tried again. */
export const RetryPart = ({form, onChange}: PartProps) => {
	const {t} = useText();
	const days = retriesOf(form);
	return (
		<div className={classes.part}>
			<h3>{t('reminders.retryPart')}</h3>
			<Sentence
				text={t('reminders.retryLine')}
				fault={days === undefined ? t('reminders.unreadableRetries') : undefined}
				of={{
					days: (
						<NumberWord
							label={t('reminders.retries')}
							atLeast={8}
							value={form.retries}
							invalid={days === undefined}
							onChange={(retries) => onChange({retries})}
						/>
					),
				}}
			/>
			{days === undefined ? null : (
				<p className={classes.hint}>{t(days.length === 0 ? 'reminders.noRetries' : 'reminders.retriesHint')}</p>
			)}
		</div>
	);
};
