import {z} from 'zod';
import {exponents, maxAmount} from './currencies.ts';

export {exponents, maxAmount};

/** An ISO 4217 code in capitals. */
export const Currency = z
	.string()
	.regex(/^[A-Z]{3}$/, 'a currency code of three capital letters')
	.refine((code) => exponents.has(code), 'a currency of ISO 4217');
export type Currency = z.infer<typeof Currency>;

/** Money in minor units of the document's currency; what is beyond the bound is refused, never rounded. */
export const Amount = z.int().min(-maxAmount).max(maxAmount);
export type Amount = z.infer<typeof Amount>;

/** Money that cannot point the other way. */
export const PositiveAmount = z.int().min(1).max(maxAmount);
export const UnsignedAmount = z.int().min(0).max(maxAmount);

const plainDecimal = (text: string, digits: number, places: number, signed: boolean) =>
	z
		.string()
		.regex(new RegExp(`^${signed ? '-?' : ''}\\d{1,${digits}}(\\.\\d{1,${places}})?$`), text)
		.max(digits + places + 2);

/** Drops what a decimal does not need: `"02.50"` → `"2.5"`, `"-0"` → `"0"`. */
export const shortest = (decimal: string): string => {
	const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(decimal) ?? [];
	const digits = fraction === '' ? whole : `${whole}.${fraction}`;
	return digits === '0' ? '0' : `${sign}${digits}`;
};

/** Takes a decimal string or a JSON number and gives the shortest string; the number must print as such a decimal. */
const decimal = (text: string, digits: number, places: number, signed: boolean) => {
	const written = plainDecimal(text, digits, places, signed);
	const number = z.number().refine((value) => written.safeParse(String(value)).success, text);
	return z
		.union([written, number], {error: text})
		.transform((value) => shortest(String(value)))
		.pipe(written);
};

const quantityText = 'a decimal number of at most 12 digits before and 6 after the point';
const percentText = 'a percentage from 0 to 1000 of at most 4 decimals';
const upTo = (limit: number) => (value: string) => Number(value) <= limit;

/** How many: at most 6 decimals, may be negative. Kept and answered as the shortest decimal string. */
export const Quantity = decimal(quantityText, 12, 6, true);
export type Quantity = z.infer<typeof Quantity>;

/** A share in percent: at most 4 decimals, 0 to 1000. Kept and answered as the shortest decimal string. */
export const Percent = decimal(percentText, 4, 4, false).refine(upTo(1000), percentText);
export type Percent = z.infer<typeof Percent>;

/** A share that cannot be more than the whole: what discounts and reductions use. */
export const PercentOfWhole = Percent.refine(upTo(100), 'at most 100 percent');

/** What one costs, in minor units: an integer, or a decimal string where a unit costs fractions of a minor unit (`"0.25"`). */
export const UnitAmount = z
	.union([Amount, plainDecimal('an amount in minor units of at most 6 decimals', 12, 6, true)], {
		error: 'an integer of minor units or a decimal string of at most 6 decimals',
	})
	.transform((value) => {
		const text = typeof value === 'string' ? shortest(value) : value;
		return typeof text === 'string' && !text.includes('.') ? Number(text) : text;
	})
	.pipe(z.union([Amount, z.string()]));
export type UnitAmount = z.infer<typeof UnitAmount>;
