import test from 'ava';
import {
	chosenRule,
	ruleChoices,
	ruleOf,
	withAnchor,
} from '../../../../../web/src/screens/recurring/editor/schedule-rules.ts';
import {firstSchedule} from '../../../../../web/src/screens/recurring/editor/template-form.ts';

test('the first date offers what it can stand for', (t) => {
	t.deepEqual(ruleChoices(firstSchedule('2026-11-30')), ['dayOfMonth', 'lastDay', 'lastWeekday']);
	t.deepEqual(ruleChoices(firstSchedule('2026-11-09')), ['dayOfMonth', 'nthWeekday']);
	t.deepEqual(ruleChoices({...firstSchedule('2026-11-09'), frequency: 'week'}), ['dayOfMonth']);
});

test('a 31st means the last day, and every choice reads back as itself', (t) => {
	t.is(chosenRule(firstSchedule('2026-01-31')), 'lastDay');
	for (const choice of ['dayOfMonth', 'lastDay', 'nthWeekday', 'lastWeekday'] as const)
		t.is(chosenRule({...firstSchedule('2026-11-09'), rule: ruleOf(choice, '2026-11-09')}), choice);
});

test('another first date keeps the kind of rule where it makes sense, and its weekday follows', (t) => {
	const second = {...firstSchedule('2026-11-09'), rule: ruleOf('nthWeekday', '2026-11-09')};
	t.deepEqual(withAnchor(second, '2026-11-17').rule, {type: 'nthWeekday', nth: 3, weekday: 'TU'});
	t.deepEqual(withAnchor(second, '2026-11-30').rule, {type: 'dayOfMonth'});
});
