import type {Credit, CreditedLine, CreditSelection, TaxOutcome} from '../../../schemas/lines.ts';
import {allocate} from '../../kernel/allocate.ts';
import {fromMillionths, timesOver, toMillionths} from '../../kernel/rational.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {
	type Creditable,
	type GroupRemainder,
	isClosed,
	type Remainder,
	type Remainders,
	remainders,
} from './credited.ts';
import {sum} from './entries.ts';
import {taxGroupKey} from './rate-sets.ts';

export type CreditRefusal = 'credit_exceeds_invoice' | 'invalid_request';

/** What is taken of one line or charge: net of its discount share; `quantity` in millionths, null for an amount. */
type Taken = {readonly from: Remainder; readonly quantity: bigint | null; readonly net: number};

/**
 * The computed part of a credit note over an issued invoice. Rule 12.
 *
 * Without a selection it takes everything that earlier credit notes left. Net, tax per group and rounding are rounded
 * cumulatively, so that crediting everything in any steps sums to the invoice exactly. Refuses more than is left of a
 * line, quantity or total (`credit_exceeds_invoice`) and a selection that names nothing of the invoice (`invalid_request`).
 */
export const credit = (
	invoice: Creditable,
	earlier: readonly Credit[],
	selection?: readonly CreditSelection[] | null,
): Result<Credit, CreditRefusal> => {
	const left = remainders(invoice, earlier);
	const taken = selection ? select(left.parts, selection) : ok(everythingLeft(left));
	if (!taken.ok) return taken;
	if (taken.value.length === 0) return tooMuch('Nothing is left to credit.');
	const outcome = settle(invoice, left, taken.value);
	return outcome.total >= 0 && outcome.total <= left.totalLeft
		? ok(outcome)
		: tooMuch('More than is left of the invoice.');
};

const isOpen = (part: Remainder): boolean => !isClosed(part);
const tooMuch = (detail: string) => refuse('credit_exceeds_invoice', detail);
const everythingOf = (from: Remainder): Taken => ({from, quantity: from.quantityLeft, net: from.netLeft});

/**
 * All that is open, and one line for each tax of which a refund left something when it had taken all nets: it rounds
 * net and tax apart (rule 17), and a unit of tax without net belongs to the invoice's total all the same.
 */
const everythingLeft = ({parts, groups}: Remainders): readonly Taken[] => {
	const open = parts.filter(isOpen);
	const bare = groups.flatMap(({key, group, taxCredited}) =>
		taxCredited === group.tax || open.some((part) => carries(part, key))
			? []
			: parts.filter((part) => carries(part, key)).slice(-1),
	);
	return [...open.map(everythingOf), ...[...new Set(bare)].map((from) => ({from, quantity: null, net: 0}))];
};

const select = (
	parts: readonly Remainder[],
	selection: readonly CreditSelection[],
): Result<readonly Taken[], CreditRefusal> => {
	const chosen = new Map<string, Taken>();
	for (const [index, wanted] of selection.entries()) {
		const part = parts.find(({id, isCharge}) => id === (isCharge ? wanted.chargeId : wanted.lineId));
		if (part === undefined) return invalid(index, 'unknown', 'not of this invoice');
		if (chosen.has(part.id)) return invalid(index, 'duplicate', 'named twice');
		const taken = take(part, wanted, index);
		if (!taken.ok) return taken;
		chosen.set(part.id, taken.value);
	}
	return ok(parts.flatMap(({id}) => chosen.get(id) ?? []));
};

const invalid = (index: number, code: string, message: string) =>
	refuse('invalid_request', 'The selection does not fit the invoice.', [{path: `lines.${index}`, code, message}]);

const take = (part: Remainder, {quantity, amount}: CreditSelection, index: number): Result<Taken, CreditRefusal> => {
	if (isClosed(part)) return tooMuch('Nothing is left of a line.');
	if (typeof amount === 'number') return takeAmount(part, amount, index);
	return typeof quantity === 'string' ? takeQuantity(part, toMillionths(quantity), index) : ok(everythingOf(part));
};

const takeAmount = (from: Remainder, net: number, index: number): Result<Taken, CreditRefusal> => {
	if (net === 0 || Math.sign(net) === -Math.sign(from.net))
		return invalid(index, 'wrong_sign', 'must point the way of the line');
	if (Math.abs(net) > Math.abs(from.netLeft)) return tooMuch('More than is left of a line.');
	return ok({from, quantity: null, net});
};

/** Cumulative: the net of all units credited so far, less what was credited before, and never back below nothing. */
const takeQuantity = (from: Remainder, quantity: bigint, index: number): Result<Taken, CreditRefusal> => {
	if (quantity <= 0n) return invalid(index, 'not_positive', 'must be positive');
	if (quantity > from.quantityLeft) return tooMuch('More units than are left of a line.');
	const soFar = from.quantity - from.quantityLeft + quantity;
	const before = from.net - from.netLeft;
	const due = timesOver(from.net, soFar, from.quantity);
	return ok({from, quantity, net: Math.abs(due) > Math.abs(before) ? due - before : 0});
};

const settle = (invoice: Creditable, left: Remainders, taken: readonly Taken[]): Credit => {
	const stays = staysOpen(left.parts, taken);
	const taxes = left.groups.flatMap((group) => creditTax(group, taken, stays));
	const lineTaxes = taxesOfLines(taken, taxes);
	const lines = taken.map((part, index) => creditedLine(part, lineTaxes[index] ?? 0));
	const gross = sum(lines.map((line) => line.gross));
	const rounding = creditRounding(invoice, left, gross, stays.length === 0);
	return creditOf(lines, taxes, rounding);
};

/** Adds up a credit note of its lines, taxes and rounding. */
export const creditOf = (lines: readonly CreditedLine[], taxes: readonly TaxOutcome[], rounding: number): Credit => {
	const subtotal = sum(lines.map(({net}) => net));
	const taxTotal = sum(taxes.map(({tax}) => tax));
	return {lines: [...lines], taxes: [...taxes], subtotal, taxTotal, rounding, total: subtotal + taxTotal + rounding};
};

/** The lines and charges of which something is left after this credit note. */
const staysOpen = (parts: readonly Remainder[], taken: readonly Taken[]): readonly Remainder[] => {
	const byId = new Map(taken.map((part) => [part.from.id, part]));
	return parts.filter((part) => {
		const now = byId.get(part.id);
		if (now === undefined) return isOpen(part);
		const netLeft = part.netLeft - now.net;
		return netLeft !== 0 || (part.net === 0 && part.quantityLeft !== (now.quantity ?? 0n));
	});
};

const creditTax = (
	{group, key, taxableCredited, taxCredited}: GroupRemainder,
	taken: readonly Taken[],
	stays: readonly Remainder[],
): readonly TaxOutcome[] => {
	const mine = taken.filter(({from}) => carries(from, key));
	if (mine.length === 0) return [];
	const taxable = sum(mine.map(({net}) => net));
	const tax = stays.some((part) => carries(part, key))
		? cumulative(group.tax, taxableCredited + taxable, group.taxable, taxCredited)
		: group.tax - taxCredited;
	return [{...group, taxable, tax}];
};

const carries = ({taxRates}: Pick<Remainder, 'taxRates'>, key: string): boolean =>
	taxRates.some((rate) => taxGroupKey(rate) === key);

/** round(whole × part ÷ of) − before, but never back and never beyond the whole. */
const cumulative = (whole: number, part: number, of: number, before: number): number => {
	if (of === 0 || whole === 0) return 0;
	const sign = Math.sign(whole);
	const due = sign * timesOver(whole, of < 0 ? -part : part, Math.abs(of));
	return sign * (Math.min(Math.max(due, sign * before), Math.abs(whole)) - sign * before) + 0;
};

const creditRounding = (invoice: Creditable, left: Remainders, gross: number, isLast: boolean): number => {
	if (isLast) return left.roundingLeft;
	const whole = invoice.total - invoice.rounding;
	const before = whole - sum(left.parts.map(({grossLeft}) => grossLeft));
	return cumulative(invoice.rounding, before + gross, whole, invoice.rounding - left.roundingLeft);
};

/** Each group's credited tax over the credited lines that carry it, by largest remainder. */
const taxesOfLines = (taken: readonly Taken[], taxes: readonly TaxOutcome[]): readonly number[] => {
	const parts = taken.map(() => 0);
	for (const tax of taxes) {
		const key = taxGroupKey(tax);
		const weights = taken.map(({from, net}) => (carries(from, key) ? net : 0));
		const even = taken.map(({from}) => (carries(from, key) ? 1 : 0));
		const shares = allocate(tax.tax, sum(weights) === 0 ? even : weights);
		for (const [index, share] of shares.entries()) parts[index] = (parts[index] ?? 0) + share;
	}
	return parts;
};

const creditedLine = ({from, quantity, net}: Taken, tax: number): CreditedLine => ({
	lineId: from.isCharge ? null : from.id,
	chargeId: from.isCharge ? from.id : null,
	quantity: quantity === null ? null : fromMillionths(quantity),
	net,
	tax,
	gross: net + tax,
});
