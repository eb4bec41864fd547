import type {AppliedTaxRate, Credit, CreditedLine, TaxOutcome} from '../../../schemas/lines.ts';
import {allocate} from '../../kernel/allocate.ts';
import {ppm, timesOver} from '../../kernel/rational.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {type CreditRefusal, credit, creditOf} from './credit.ts';
import {type Creditable, isClosed, type Remainder, type Remainders, remainders} from './credited.ts';
import {sum} from './entries.ts';
import {type RateSet, rateSets, taxGroupKey} from './rate-sets.ts';

/**
 * The computed part of the credit note that a refund of `amount` (gross, minor units) issues. Rule 17.
 *
 * Spread over the sets of rates in proportion to the gross that is left of them; what is left of the total refunds
 * everything. Its total is `amount` exactly. Refuses more than earlier credit notes left (`credit_exceeds_invoice`).
 */
export const creditRefund = (
	invoice: Creditable,
	earlier: readonly Credit[],
	amount: number,
): Result<Credit, CreditRefusal> => {
	const left = remainders(invoice, earlier);
	if (amount <= 0) return refuse('invalid_request', 'A refund is a positive amount.');
	if (amount > left.totalLeft) return refuse('credit_exceeds_invoice', 'More than is left of the invoice.');
	if (amount === left.totalLeft) return credit(invoice, earlier);
	const rounding = roundingOfRefund(invoice, left, amount);
	const sets = rateSets(left.parts.filter((part) => !isClosed(part)));
	const shares = allocate(
		amount - rounding,
		sets.map(({members}) => sum(members.map(({grossLeft}) => grossLeft))),
	);
	const spread = sets.map((set, index) => spreadOverSet(set, shares[index] ?? 0));
	return ok(creditOf(inOrder(left, spread), taxesOf(left, spread), rounding));
};

/** The invoice's cash rounding is given back in proportion to the total refunded so far. */
const roundingOfRefund = (invoice: Creditable, left: Remainders, amount: number): number => {
	const before = invoice.rounding - left.roundingLeft;
	const soFar = invoice.total - left.totalLeft + amount;
	const due = timesOver(invoice.rounding, soFar, invoice.total);
	return Math.abs(due) > Math.abs(before) ? due - before : 0;
};

type SpreadSet = {
	readonly rates: readonly AppliedTaxRate[];
	readonly tax: number;
	readonly lines: readonly CreditedLine[];
};

const spreadOverSet = ({rates, members}: RateSet<Remainder>, share: number): SpreadSet => {
	const nets = members.map(({netLeft}) => netLeft);
	const grosses = members.map(({grossLeft}) => grossLeft);
	const grossLeft = sum(grosses);
	const net = grossLeft === 0 ? 0 : timesOver(share, grossLeft < 0 ? -sum(nets) : sum(nets), Math.abs(grossLeft));
	const tax = share - net;
	const netParts = allocate(net, nets);
	const taxParts = allocate(tax, sum(nets) === 0 ? grosses : nets);
	return {
		rates,
		tax,
		lines: members.map((part, index) => creditedAmount(part, netParts[index] ?? 0, taxParts[index] ?? 0)),
	};
};

const creditedAmount = ({id, isCharge}: Remainder, net: number, tax: number): CreditedLine => ({
	lineId: isCharge ? null : id,
	chargeId: isCharge ? id : null,
	quantity: null,
	net,
	tax,
	gross: net + tax,
});

/** In the order of the invoice, without lines that got nothing. */
const inOrder = ({parts}: Remainders, spread: readonly SpreadSet[]): readonly CreditedLine[] => {
	const byId = new Map(spread.flatMap(({lines}) => lines.map((line) => [line.chargeId ?? line.lineId, line] as const)));
	return parts.flatMap(({id}) => byId.get(id) ?? []).filter(({net, tax}) => net !== 0 || tax !== 0);
};

/** Each set's tax over its rates in proportion to their percentages, but no more of a group than is left of it. */
const taxesOf = ({groups}: Remainders, spread: readonly SpreadSet[]): readonly TaxOutcome[] => {
	const credited = new Map<string, {taxable: number; tax: number}>();
	const room = new Map(groups.map(({key, group, taxCredited}) => [key, group.tax - taxCredited]));
	for (const {rates, tax, lines} of spread) {
		const keys = rates.map(taxGroupKey);
		const parts = allocate(
			tax,
			rates.map(({percent}) => ppm(percent)),
		);
		const fitting = withinLimits(
			parts,
			keys.map((key) => room.get(key) ?? 0),
		);
		for (const [index, key] of keys.entries()) {
			const part = fitting[index] ?? 0;
			const before = credited.get(key) ?? {taxable: 0, tax: 0};
			credited.set(key, {taxable: before.taxable + sum(lines.map(({net}) => net)), tax: before.tax + part});
			room.set(key, (room.get(key) ?? 0) - part);
		}
	}
	return groups.flatMap(({key, group}) => {
		const mine = credited.get(key);
		return mine === undefined ? [] : [{...group, ...mine}];
	});
};

/** Moves what exceeds a limit to the parts that have room; keeps the sum. */
const withinLimits = (parts: readonly number[], limits: readonly number[]): readonly number[] => {
	const fitting = [...parts];
	for (const [from, part] of fitting.entries()) {
		let excess = Math.max(0, part - Math.max(0, limits[from] ?? 0));
		for (const [to, other] of fitting.entries()) {
			const moved = to === from ? 0 : Math.min(excess, Math.max(0, (limits[to] ?? 0) - other));
			fitting[to] = (fitting[to] ?? 0) + moved;
			fitting[from] = (fitting[from] ?? 0) - moved;
			excess -= moved;
		}
	}
	return fitting;
};
