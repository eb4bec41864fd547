/** Which day of a month or year is meant, as one choice. Pure. */
import {civil, endOfMonth, weekdayOf} from '../../../../../functions/kernel/calendar.ts';
import type {PlainDate, Schedule} from '../../../api/shapes.ts';
import {weekdays} from '../schedule-words.ts';

export type RuleChoice = 'dayOfMonth' | 'lastDay' | 'nthWeekday' | 'lastWeekday';

/** What the first date can stand for: the 30 November is a 30th, a last day, and a last Monday. */
export const ruleChoices = ({frequency, anchorDate}: Schedule): readonly RuleChoice[] => {
	if (frequency === 'day' || frequency === 'week') return ['dayOfMonth'];
	const {day} = civil(anchorDate);
	const lastDay = civil(endOfMonth(anchorDate)).day;
	return [
		'dayOfMonth',
		...(day === lastDay ? (['lastDay'] as const) : []),
		...(day <= 28 ? (['nthWeekday'] as const) : []),
		...(lastDay - day < 7 ? (['lastWeekday'] as const) : []),
	];
};

export const chosenRule = ({rule}: Schedule): RuleChoice => {
	if (rule?.type === 'nthWeekday') return rule.nth === -1 ? 'lastWeekday' : 'nthWeekday';
	return rule?.type === 'lastDay' ? 'lastDay' : 'dayOfMonth';
};

/** A 31st is a last day by any reading, and says so more plainly. */
export const usualRule = (anchorDate: PlainDate): RuleChoice =>
	civil(anchorDate).day === 31 ? 'lastDay' : 'dayOfMonth';

export const ruleOf = (choice: string, anchorDate: PlainDate): Schedule['rule'] => {
	const weekday = weekdays[weekdayOf(anchorDate) - 1] ?? 'MO';
	if (choice === 'lastDay') return {type: 'lastDay'};
	if (choice === 'nthWeekday')
		return {type: 'nthWeekday', nth: Math.min(4, Math.ceil(civil(anchorDate).day / 7)), weekday};
	return choice === 'lastWeekday' ? {type: 'nthWeekday', nth: -1, weekday} : {type: 'dayOfMonth'};
};

/** The schedule with another first date, keeping the kind of rule where it still makes sense there. */
export const withAnchor = (schedule: Schedule, anchorDate: PlainDate): Schedule => {
	const moved = {...schedule, anchorDate};
	if (!schedule.rule) return moved;
	const choice = chosenRule(schedule);
	const kept = ruleChoices(moved).includes(choice) ? choice : 'dayOfMonth';
	return {...moved, rule: ruleOf(kept === 'dayOfMonth' ? usualRule(anchorDate) : kept, anchorDate)};
};
