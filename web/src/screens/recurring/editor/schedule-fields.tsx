import {Group, Select, TextInput} from '@mantine/core';
import type {Schedule} from '../../../api/shapes.ts';
import {oneOf} from '../../../app/search-params.ts';
import {useText} from '../../../text/text.tsx';
import {dayWords, scheduleWords} from '../schedule-words.ts';
import {chosenRule, ruleChoices, ruleOf, withAnchor} from './schedule-rules.ts';
import classes from './template-editor.module.css';

const frequencies = ['day', 'week', 'month', 'year'] as const;
const isDate = /^\d{4}-\d{2}-\d{2}$/;
const mostUnits = 1000;

/** The rhythm, with its meaning in words below as one picks it. */
export const ScheduleFields = ({schedule, onChange}: {schedule: Schedule; onChange: (schedule: Schedule) => void}) => {
	const text = useText();
	const {t, n} = text;
	const {frequency, interval, anchorDate} = schedule;
	const choices = ruleChoices(schedule).map((value) => ({
		value,
		label: dayWords({...schedule, rule: ruleOf(value, anchorDate)}, text),
	}));
	return (
		<div className={classes.schedule}>
			<Group gap="sm" align="end" wrap="wrap">
				<TextInput
					type="number"
					label={t('schedule.interval')}
					min={1}
					max={mostUnits}
					w={80}
					value={interval}
					onChange={(event) =>
						onChange({
							...schedule,
							interval: Math.min(mostUnits, Math.max(1, Math.trunc(event.currentTarget.valueAsNumber || 1))),
						})
					}
				/>
				<Select
					aria-label={t('schedule.unit')}
					w={128}
					data={frequencies.map((value) => ({value, label: n(`schedule.unit.${value}`, interval)}))}
					value={frequency}
					allowDeselect={false}
					onChange={(value) => {
						const next = oneOf(frequencies, value) ?? 'month';
						onChange({
							...schedule,
							frequency: next,
							rule: next === 'month' || next === 'year' ? (schedule.rule ?? {type: 'dayOfMonth'}) : null,
						});
					}}
				/>
				<TextInput
					type="date"
					label={t('schedule.anchor')}
					w={160}
					value={anchorDate}
					onChange={(event) => {
						const date = event.currentTarget.value;
						if (isDate.test(date)) onChange(withAnchor(schedule, date));
					}}
				/>
				{choices.length > 1 ? (
					<Select
						label={t('schedule.rule')}
						flex={1}
						miw={190}
						data={choices}
						value={chosenRule(schedule)}
						allowDeselect={false}
						onChange={(value) => onChange({...schedule, rule: ruleOf(value ?? 'dayOfMonth', anchorDate)})}
					/>
				) : null}
			</Group>
			<p className={classes.words} aria-live="polite">
				{scheduleWords(schedule, text)}
				<span className="quiet">{` · ${t('schedule.hour', {hour: `${schedule.hour}:00`})}`}</span>
			</p>
		</div>
	);
};
