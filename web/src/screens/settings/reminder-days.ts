/** Lists of days as typed. Pure. */

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
