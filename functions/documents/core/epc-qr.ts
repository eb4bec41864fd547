/** The code that banking apps scan to fill in a transfer (EPC069-12, version 2). */
import {majorUnits} from '../../kernel/money.ts';

export type Transfer = {
	readonly iban: string;
	readonly bic?: string | null;
	readonly payee: string;
	readonly amount: number;
	readonly currency: string;
	/** What the payee recognises the payment by. */
	readonly reference: string;
};

const mostBytes = 331;
const mostAmount = 99_999_999_999;

/**
 * The text of the code, or undefined where there can be none: another currency than the euro, nothing to pay, or an IBAN
 * that is not one. Name and reference are cut to their bounds (70 and 140 characters).
 */
export const epcText = ({iban, bic, payee, amount, currency, reference}: Transfer): string | undefined => {
	const account = compact(iban);
	if (currency !== 'EUR' || amount < 1 || amount > mostAmount || !isIban(account)) return undefined;
	const name = oneLine(payee, 70);
	if (name === '') return undefined;
	const bank = compact(bic ?? '');
	const lines = [
		'BCD',
		'002',
		'1',
		'SCT',
		/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bank) ? bank : '',
		name,
		account,
		`EUR${majorUnits(amount, 'EUR')}`,
		'',
		'',
		oneLine(reference, 140),
	];
	const text = lines.join('\n').replace(/\n+$/, '');
	return new TextEncoder().encode(text).byteLength <= mostBytes ? text : undefined;
};

/** ISO 13616: 15 to 34 characters whose rearranged number leaves 1 when divided by 97. */
export const isIban = (iban: string): boolean => {
	if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
	const number = [...(iban.slice(4) + iban.slice(0, 4))].map((letter) => Number.parseInt(letter, 36)).join('');
	return BigInt(number) % 97n === 1n;
};

/** In groups of four, as people read it. */
export const ibanText = (iban: string): string => compact(iban).replace(/(.{4})(?=.)/g, '$1 ');

const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/** By characters, so that none is cut in half. */
const oneLine = (text: string, most: number): string =>
	[...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()].slice(0, most).join('').trim();
