/**
 * Finds payment card numbers in text that people type, so that none is ever stored, logged or echoed.
 * Issuer ranges and lengths must fit, not only the check digit: Luhn alone fires on every tenth run of digits.
 */

type Range = {readonly from: number; readonly to: number; readonly lengths: readonly number[]};
const range = (from: number, to: number, ...lengths: readonly number[]): Range => ({from, to, lengths});

/** First digits as the networks publish them. Maestro and Visa's old 13 digits are left out: they hit IMEIs and order numbers. */
const issuers: readonly Range[] = [
	range(4, 4, 16, 18, 19),
	range(51, 55, 16),
	range(2221, 2720, 16),
	range(34, 34, 15),
	range(37, 37, 15),
	range(300, 305, 14),
	range(3095, 3095, 14),
	range(36, 36, 14, 16, 19),
	range(38, 39, 14, 16, 19),
	range(6011, 6011, 16, 19),
	range(644, 649, 16, 19),
	range(65, 65, 16, 19),
	range(3528, 3589, 16, 17, 18, 19),
	range(62, 62, 16, 17, 18, 19),
	range(81, 81, 16, 17, 18, 19),
	range(2200, 2204, 16, 17, 18, 19),
];

/** How cards are embossed: other digits (an expiry date, a code) may stand before or after such groups. */
const layouts = [
	[4, 4, 4, 4],
	[4, 6, 5],
	[4, 6, 4],
	[4, 4, 4, 4, 3],
	[6, 13],
	[4, 4, 4, 4, 2],
] as const;

const invisible = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0|[\ufe00-\ufe0f]/gu;
/** Two separators at most between digits; dashes of any kind. */
const run = /(?<![\p{L}\p{Nd}])\d(?:[\s\p{Pd}\u2212./_·,]{0,2}\d){13,}(?![\p{L}\p{Nd}])/gu;

/** Whether the text holds what is, in all likelihood, a card number: spaced, dotted, in any script's digits. */
export const holdsCardNumber = (text: string): boolean => {
	if (text.length < 14) return false;
	for (const {0: found} of plain(text).matchAll(run)) {
		const groups = found.split(/\D+/);
		if (
			[found.replace(/\D+/g, ''), ...groups].some(isCardNumber) ||
			layouts.some((layout) => holdsLayout(groups, layout))
		)
			return true;
	}
	return false;
};

/** Any string in a JSON value, keys included. */
export const holdsCardNumberAnywhere = (value: unknown): boolean => {
	if (typeof value === 'string') return holdsCardNumber(value);
	if (Array.isArray(value)) return value.some(holdsCardNumberAnywhere);
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([key, inner]) => holdsCardNumber(key) || holdsCardNumberAnywhere(inner));
};

const plain = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(invisible, '')
		.replace(/[^\x00-\x7f]/gu, (letter) => (/\p{Nd}/u.test(letter) ? String(digitValue(letter)) : letter));

/** Decimal digits of every script come in blocks of ten that begin with zero; two neighbouring blocks are told apart by counting back. */
const digitValue = (letter: string): number => {
	const code = letter.codePointAt(0) ?? 0;
	let back = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - back - 1))) back++;
	return back % 10;
};

const holdsLayout = (groups: readonly string[], layout: readonly number[]): boolean =>
	groups.some(
		(_, start) =>
			layout.every((length, nth) => groups[start + nth]?.length === length) &&
			isCardNumber(groups.slice(start, start + layout.length).join('')),
	);

const isCardNumber = (digits: string): boolean =>
	digits.length >= 14 &&
	digits.length <= 19 &&
	issuers.some(({from, to, lengths}) => {
		const prefix = Number(digits.slice(0, String(from).length));
		return prefix >= from && prefix <= to && lengths.includes(digits.length);
	}) &&
	passesLuhn(digits);

const passesLuhn = (digits: string): boolean =>
	[...digits].reverse().reduce((sum, digit, nth) => {
		const doubled = Number(digit) * (nth % 2 === 0 ? 1 : 2);
		return sum + (doubled > 9 ? doubled - 9 : doubled);
	}, 0) %
		10 ===
	0;
