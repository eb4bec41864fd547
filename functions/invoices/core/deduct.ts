/** A final invoice takes off what prepayment invoices have already billed and been paid (rule 19). */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PricedDocument, PricedLine} from '../../../schemas/lines.ts';
import {allocate} from '../../kernel/allocate.ts';
import {timesOver} from '../../kernel/rational.ts';
import {rateSetKeyOf} from './rate-sets.ts';
import {netPaid} from './settlement.ts';

/** Line numbers from here on are deductions: told apart when an invoice is copied, because they are computed anew. */
export const firstDeduction = 700;
export const isDeduction = ({id}: Pick<PricedLine, 'id'>): boolean => {
	const nth = Number(id.slice(-3));
	return nth >= firstDeduction && nth < firstDeduction + 200;
};

/**
 * One negative line per set of rates: the net of what was paid of it, so that its tax comes off at the same rate; with the
 * tax where the final invoice is entered with tax.
 */
export const deductionLines = (
	prepayments: readonly InvoiceDocument[],
	{taxInclusive}: Pick<PricedDocument, 'taxInclusive'>,
): readonly Omit<PricedLine, 'id'>[] =>
	prepayments.flatMap((prepayment) => {
		const sets = bySetOfRates(prepayment);
		const shares = allocate(
			Math.min(netPaid(prepayment), prepayment.totals.total),
			sets.map(({gross}) => gross),
		);
		return sets.flatMap(({taxRates, net, gross}, index) => {
			const taken = gross === 0 ? 0 : timesOver(shares[index] ?? 0, taxInclusive ? gross : net, gross);
			return taken === 0 ? [] : [deduction(prepayment, taxRates, taken)];
		});
	});

/** Whether what this issued invoice took off is still taken off: neither void nor credited in full. */
export const isStillDeducted = ({status, totals, amountCredited}: InvoiceDocument): boolean =>
	status !== 'void' && (totals.total === 0 || amountCredited < totals.total);

const deduction = (
	{number}: InvoiceDocument,
	taxRates: PricedLine['taxRates'],
	amount: number,
): Omit<PricedLine, 'id'> => ({
	itemId: null,
	description: number ?? '',
	quantity: '-1',
	unit: null,
	unitAmount: amount,
	discounts: [],
	charges: [],
	period: null,
	taxRates,
});

type RateSet = {readonly taxRates: PricedLine['taxRates']; readonly net: number; readonly gross: number};

const bySetOfRates = ({content, totals}: InvoiceDocument): readonly RateSet[] => {
	const priced = [...content.lines, ...content.charges];
	const outcomes = [...totals.lines, ...totals.charges];
	const sets = new Map<string, RateSet>();
	for (const [index, entry] of priced.entries()) {
		const outcome = outcomes[index];
		if (outcome === undefined) continue;
		const key = rateSetKeyOf(entry);
		const {taxRates, net, gross} = sets.get(key) ?? {taxRates: entry.taxRates, net: 0, gross: 0};
		sets.set(key, {taxRates, net: net + outcome.gross - outcome.tax, gross: gross + outcome.gross});
	}
	return [...sets.values()];
};
