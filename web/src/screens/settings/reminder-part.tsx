import {ActionIcon, Button} from '@mantine/core';
import {Slots} from '../../text/slots.tsx';
import {useText} from '../../text/text.tsx';
import {CloseIcon, PlusIcon} from '../../ui/icons.tsx';
import {mostReminders, offsetOf, type ReminderForm} from './policy-form.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';

/** When the payer is reminded, a line each. */
export const ReminderPart = ({form, onChange}: PartProps) => {
	const {t} = useText();
	const {reminders} = form;
	const set = (at: number, change: Partial<ReminderForm>): void =>
		onChange({reminders: reminders.map((one, index) => (index === at ? {...one, ...change} : one))});
	const add = (): void => {
		const key = Math.max(-1, ...reminders.map((one) => one.key)) + 1;
		onChange({reminders: [...reminders, {key, days: '7', side: 'after'}]});
	};
	return (
		<div className={classes.part}>
			<h3>{t('reminders.part')}</h3>
			{reminders.length === 0 ? <p className={classes.sentence}>{t('reminders.none')}</p> : null}
			<ul className={classes.list}>
				{reminders.map((one, index) => (
					<li key={one.key}>
						<ReminderLine
							one={one}
							nth={index + 1}
							onChange={(change) => set(index, change)}
							onRemove={() => onChange({reminders: reminders.filter(({key}) => key !== one.key)})}
						/>
					</li>
				))}
			</ul>
			{reminders.length < mostReminders ? (
				<Button
					className={classes.add}
					variant="subtle"
					size="compact-sm"
					leftSection={<PlusIcon size={14} />}
					mt={4}
					ml={-8}
					onClick={add}
				>
					{t('reminders.add')}
				</Button>
			) : null}
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
	const side = (
		<ChoiceWord
			label={t('reminders.sideOf', {nth})}
			value={one.side}
			choices={[
				['before', t('reminders.side.before')],
				['on', t('reminders.side.on')],
				['after', t('reminders.side.after')],
			]}
			onChange={(value) => onChange({side: value})}
		/>
	);
	const days = (
		<NumberWord
			label={t('reminders.daysOf', {nth})}
			value={one.days}
			invalid={invalid}
			onChange={(value) => onChange({days: value})}
		/>
	);
	return (
		<>
			<Slots text={t(one.side === 'on' ? 'reminders.lineOn' : 'reminders.line')} of={{days, side}} />
			<ActionIcon
				className={classes.remove}
				variant="subtle"
				color="gray"
				size={26}
				aria-label={t('reminders.remove', {nth})}
				onClick={onRemove}
			>
				<CloseIcon size={15} />
			</ActionIcon>
			{invalid ? (
				<span className={classes.fault} role="alert">
					{t('reminders.unreadable')}
				</span>
			) : null}
		</>
	);
};
