/** Lists of days as typed, and what they mean in words. Pure. */
import type {Text} from '../../text/text-of.ts';

type Bounds = {readonly min: number; readonly max: number; readonly most: number};

/** `"-3, 7 14"` → −3, 7, 14: ascending, each once; undefined where something is no whole number within the bounds. */
export const readDays = (typed: string, {min, max, most}: Bounds): readonly number[] | undefined => {
	const words = typed
		.replaceAll('−', '-')
		.split(/[\s,;]+/)
		.filter((word) => word !== '');
	if (!words.every((word) => /^[-+]?\d{1,3}$/.test(word))) return undefined;
	const days = [...new Set(words.map(Number))].toSorted((a, b) => a - b);
	return days.length <= most && days.every((day) => day >= min && day <= max) ? days : undefined;
};

export const reminderWords = (days: readonly number[], {t, n, format}: Text): string =>
	days.length === 0
		? t('reminders.none')
		: t('reminders.sentence', {
				days: format.list(
					days.map((day) =>
						day === 0 ? t('reminders.onDay') : day < 0 ? n('reminders.before', -day) : n('reminders.after', day),
					),
				),
			});

export const retryWords = (days: readonly number[], {t, n, format}: Text): string =>
	days.length === 0
		? t('reminders.noRetries')
		: n('reminders.retrySentence', days.at(-1) ?? 0, {days: format.list(days.map(String))});
