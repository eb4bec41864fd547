import {minorUnits} from '../../kernel/money.ts';

/**
 * An amount as people type it (`12.50`, `12,5`, `1.234,50`, `1 234`), in minor units; null where it cannot be read. The
 * last comma or point counts as the decimal sign unless exactly three digits follow and none may: `1,234` is a thousand
 * in every currency of two decimals.
 */
export const enteredAmount = (text: string, currency: string): number | null => {
	const plain = text.normalize('NFKC').replace(/[\s'’]/g, '');
	if (!/^\d[\d.,]{0,18}$/.test(plain)) return null;
	const sign = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
	if (sign < 0) return minorUnits(plain, currency);
	const [whole, fraction] = [plain.slice(0, sign), plain.slice(sign + 1)];
	const asDecimal = minorUnits(`${digits(whole)}.${fraction || '0'}`, currency);
	return asDecimal === null && fraction.length === 3 ? minorUnits(digits(plain), currency) : asDecimal;
};

const digits = (text: string): string => text.replace(/[.,]/g, '');
