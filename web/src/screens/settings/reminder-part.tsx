import {useText} from '../../text/text.tsx';
import {RemoveLine} from '../../ui/remove-line.tsx';
import {mostReminders, offsetOf, type ReminderForm} from './policy-form.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {nextLineKey, Sentence, SentenceList} from './sentence.tsx';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';

/** When the payer is reminded, a line each. */
export const ReminderPart = ({form, onChange}: PartProps) => {
	const {t} = useText();
	const {reminders} = form;
	const add = (): void =>
		onChange({reminders: [...reminders, {key: nextLineKey(reminders), days: '7', side: 'after'}]});
	return (
		<div className={classes.part}>
			<h3>{t('reminders.part')}</h3>
			<SentenceList
				each={reminders}
				none={t('reminders.none')}
				add={t('reminders.add')}
				onAdd={reminders.length < mostReminders ? add : null}
			>
				{(one, index) => (
					<ReminderLine
						one={one}
						nth={index + 1}
						onChange={(change) =>
							onChange({reminders: reminders.map((each) => (each.key === one.key ? {...each, ...change} : each))})
						}
						onRemove={() => onChange({reminders: reminders.filter(({key}) => key !== one.key)})}
					/>
				)}
			</SentenceList>
			<p className={classes.hint}>{t('reminders.wait')}</p>
		</div>
	);
};

type LineProps = {
	readonly one: ReminderForm;
	readonly nth: number;
	readonly onChange: (change: Partial<ReminderForm>) => void;
	readonly onRemove: () => void;
};

const ReminderLine = ({one, nth, onChange, onRemove}: LineProps) => {
	const {t} = useText();
	const invalid = offsetOf(one) === undefined;
	return (
		<Sentence
			text={t(one.side === 'on' ? 'reminders.lineOn' : 'reminders.line')}
			fault={invalid ? t(one.side === 'before' ? 'reminders.beforeFault' : 'reminders.afterFault') : undefined}
			end={<RemoveLine label={t('reminders.remove', {nth})} onRemove={onRemove} />}
			of={{
				days: (
					<NumberWord
						label={t('reminders.daysOf', {nth})}
						value={one.days}
						invalid={invalid}
						onChange={(days) => onChange({days})}
					/>
				),
				side: (
					<ChoiceWord
						label={t('reminders.sideOf', {nth})}
						value={one.side}
						choices={[
							['before', t('reminders.side.before')],
							['on', t('reminders.side.on')],
							['after', t('reminders.side.after')],
						]}
						onChange={(side) => onChange({side})}
					/>
				),
			}}
		/>
	);
};
