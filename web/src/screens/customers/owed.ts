/** What somebody owes, per currency. Pure. */
import type {Invoice} from '../../api/invoice-shapes.ts';

export type Owed = {readonly currency: string; readonly amount: number};

/** Sums of what is due, `first` currency first even where it is nothing; others only where something is owed. */
export const owedPerCurrency = (
	open: readonly Pick<Invoice, 'currency' | 'amountDue'>[],
	first: string,
): readonly Owed[] => {
	const sums = new Map<string, number>();
	for (const {currency, amountDue} of open) sums.set(currency, (sums.get(currency) ?? 0) + amountDue);
	const owing = [...sums].filter(([, amount]) => amount !== 0).map(([currency, amount]) => ({currency, amount}));
	const ordered = owing.toSorted((a, b) => Number(b.currency === first) - Number(a.currency === first));
	return ordered.length === 0 ? [{currency: first, amount: 0}] : ordered;
};
