/** What people type into number fields, read in their own way of writing. */

/**
 * A decimal as the API takes it: `2,5` and `2.5` both mean two and a half; groups (`1.234,50`, `1,234.50`, `1 234`) are
 * understood. One separator before exactly three digits is a group only where `locale` groups so. Undefined: not a number.
 */
export const readDecimal = (typed: string, locale: string): string | undefined => {
	const text = typed
		.trim()
		.replaceAll('−', '-')
		.replaceAll(/[\s'’]/g, '');
	if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(text)) return undefined;
	const sign = text.startsWith('-') ? '-' : '';
	const [whole, fraction] = parts(text.replace(/^[-+]/, ''), locale) ?? [];
	if (whole === undefined || fraction === undefined) return undefined;
	return shortest(sign, whole, fraction);
};

/** `"49.9"` with 2 digits → `4990`; what is left behind the minor unit stays: `"0.0025"` → `"0.25"`. */
export const toMinor = (decimal: string, digits: number): number | string => {
	const moved = movePoint(decimal, digits);
	return moved.includes('.') ? moved : Number(moved);
};

/** The inverse: `4990` with 2 digits → `"49.90"`, never fewer decimals than the currency has. */
export const fromMinor = (minor: number | string, digits: number): string => {
	const [whole = '0', fraction = ''] = movePoint(String(minor), -digits).split('.');
	return digits === 0 && fraction === '' ? whole : `${whole}.${fraction.padEnd(digits, '0')}`;
};

/** A decimal the way `locale` writes it, ungrouped so that it can be edited: `"2.5"` → `2,5`. */
export const writeDecimal = (decimal: string, locale: string): string =>
	decimal.replace('.', separators(locale).decimal);

const parts = (text: string, locale: string): readonly [string, string] | undefined => {
	const marks = text.replaceAll(/\d/g, '');
	const last = marks.at(-1);
	if (last === undefined) return [text, ''];
	const cut = text.lastIndexOf(last);
	const [before, after] = [text.slice(0, cut), text.slice(cut + 1)];
	const repeated = marks.indexOf(last) !== marks.length - 1;
	const grouping =
		repeated || (marks.length === 1 && after.length === 3 && separators(locale).group === last && before !== '0');
	if (grouping) return new Set(marks).size === 1 && isGrouped(text, last) ? [text.replaceAll(last, ''), ''] : undefined;
	const mark = marks[0] ?? last;
	if (marks.length > 1 && (new Set(marks.slice(0, -1)).size > 1 || !isGrouped(before, mark))) return undefined;
	return [marks.length > 1 ? before.replaceAll(mark, '') : before, after];
};

const isGrouped = (text: string, mark: string): boolean =>
	text.split(mark).every((group, index) => (index === 0 ? group.length >= 1 && group.length <= 3 : group.length === 3));

const shortest = (sign: string, whole: string, fraction: string): string => {
	const digits = whole.replace(/^0+(?=\d)/, '') || '0';
	const rest = fraction.replace(/0+$/, '');
	const value = rest === '' ? digits : `${digits}.${rest}`;
	return value === '0' ? '0' : `${sign}${value}`;
};

const movePoint = (decimal: string, by: number): string => {
	const sign = decimal.startsWith('-') ? '-' : '';
	const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
	if (by >= 0) {
		const padded = fraction.padEnd(by, '0');
		return shortest(sign, whole + padded.slice(0, by), padded.slice(by));
	}
	const padded = whole.padStart(1 - by, '0');
	return shortest(sign, padded.slice(0, by), padded.slice(by) + fraction);
};

const separators = (locale: string): {readonly decimal: string; readonly group: string} => {
	const shown = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
	const of = (type: string): string => shown.find((part) => part.type === type)?.value ?? '';
	return {decimal: of('decimal') || '.', group: of('group') || ','};
};
