/** A second opinion about dates, by other means than the engine's: JavaScript's own calendar and the runtime's time zones. */

type Schedule = {
	readonly frequency: 'day' | 'week' | 'month' | 'year';
	readonly interval: number;
	readonly anchorDate: string;
	readonly rule?: {readonly type: string; readonly nth?: number; readonly weekday?: string} | null;
};

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
	const known =
		formats.get(zone) ??
		new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23'});
	formats.set(zone, known);
	return known;
};

/** `2026-03-29 03:30:00` on the walls of that zone. */
export const localTime = (instant: string, zone: string): string => formatOf(zone).format(new Date(instant));

/** Whether the clocks of the zone show that hour of that day, or a later one. */
export const isReached = (instant: string, zone: string, date: string, hour: number): boolean =>
	localTime(instant, zone) >= `${date} ${String(hour).padStart(2, '0')}:00:00`;

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const text = (date: Date): string => date.toISOString().slice(0, 10);
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const shifted = (date: string, days: number): string => {
	const at = utc(date);
	at.setUTCDate(at.getUTCDate() + days);
	return text(at);
};
export const dayBefore = (date: string): string => shifted(date, -1);
export const dayAfter = (date: string): string => shifted(date, 1);

/** Day `day` of the month that lies `months` after that of `anchor`, or the month's last. */
const inMonth = (anchor: string, months: number, day: number): string => {
	const first = utc(`${anchor.slice(0, 7)}-01`);
	first.setUTCMonth(first.getUTCMonth() + months);
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	return text(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last))));
};

const nthWeekday = (month: string, nth: number, weekday: string): string => {
	const days = Array.from({length: 31}, (_, index) => shifted(`${month}-01`, index)).filter(
		(date) => date.startsWith(month) && weekdays[utc(date).getUTCDay()] === weekday,
	);
	return days.at(nth === -1 ? -1 : nth - 1) ?? '';
};

/** The k-th date of a schedule, counted from its anchor. */
export const oracleDate = ({frequency, interval, anchorDate, rule}: Schedule, k: number): string => {
	if (frequency === 'day') return shifted(anchorDate, k * interval);
	if (frequency === 'week') return shifted(anchorDate, 7 * k * interval);
	const months = k * interval * (frequency === 'year' ? 12 : 1);
	if (rule?.type === 'lastDay') return inMonth(anchorDate, months, 31);
	if (rule?.type === 'nthWeekday') {
		const at = (offset: number) =>
			nthWeekday(inMonth(anchorDate, offset, 1).slice(0, 7), rule.nth ?? 1, rule.weekday ?? '');
		return at(months + (at(0) >= anchorDate ? 0 : 1));
	}
	return inMonth(anchorDate, months, Number(anchorDate.slice(8)));
};

export const oraclePeriod = (schedule: Schedule, k: number): {readonly start: string; readonly end: string} => ({
	start: k === 0 ? schedule.anchorDate : oracleDate(schedule, k),
	end: dayBefore(oracleDate(schedule, k + 1)),
});

/** The day that bills period k. */
export const oracleBillingDate = (schedule: Schedule, timing: 'advance' | 'arrears', k: number): string =>
	oracleDate(schedule, timing === 'advance' ? k : k + 1);
