import {civil, weekdayOf} from '../../../../functions/kernel/calendar.ts';
import type {Ends, Schedule} from '../../api/shapes.ts';
import type {Text} from '../../text/text-of.ts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** "Every month on the last day, from 31 January 2026". */
export const scheduleWords = (schedule: Schedule, text: Text): string =>
	text.t('schedule.from', {every: everyWords(schedule, text), date: text.format.date(schedule.anchorDate)});

/** "Every month on the last day". */
export const everyWords = (schedule: Schedule, text: Text): string => {
	const every = text.n(`schedule.every.${schedule.frequency}`, schedule.interval);
	const day = dayWords(schedule, text);
	return day === '' ? every : `${every} ${day}`;
};

/** "on the last day", "on the second Monday", "on the 15th". */
export const dayWords = ({frequency, rule, anchorDate}: Schedule, {t, format}: Text): string => {
	if (frequency === 'day') return '';
	if (frequency === 'week') return t('schedule.on.weekday', {weekday: format.weekday(weekdayOf(anchorDate) - 1)});
	if (rule?.type === 'lastDay') return t('schedule.on.lastDay');
	if (rule?.type === 'nthWeekday')
		return t(nthKeys[Math.max(rule.nth, 0)] ?? 'schedule.on.nth.last', {
			weekday: format.weekday(weekdays.indexOf(rule.weekday)),
		});
	if (frequency === 'year') return t('schedule.on.date', {date: format.shortDate(anchorDate, anchorDate.slice(0, 4))});
	const {day} = civil(anchorDate);
	return t(day > 28 ? 'schedule.on.clampedDay' : 'schedule.on.day', {day});
};

export const endsWords = (ends: Ends, {t, n, format}: Text): string => {
	if (ends.type === 'on') return t('schedule.ends.on', {date: format.date(ends.date)});
	return ends.type === 'after' ? n('schedule.ends.after', ends.count) : t('schedule.ends.never');
};

const nthKeys = [
	'schedule.on.nth.last',
	'schedule.on.nth.1',
	'schedule.on.nth.2',
	'schedule.on.nth.3',
	'schedule.on.nth.4',
] as const;
