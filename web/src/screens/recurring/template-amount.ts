import {lineAmount} from '../../../../functions/invoices/core/entries.ts';
import type {Template} from '../../api/invoice-shapes.ts';

/** What one period comes to before document discounts and taxes: the sum of its lines as the biller adds them up. */
export const templateAmount = ({lines}: Pick<Template, 'lines'>): number =>
	lines.reduce(
		(sum, line) => sum + lineAmount({...line, discounts: line.discounts ?? [], charges: line.charges ?? []}),
		0,
	);
