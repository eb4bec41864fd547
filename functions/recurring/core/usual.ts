/** What a template remembers of what it billed last, so that the next amount can be compared without another read. */
import type {TemplateDocument} from '../../../schemas/template.ts';
import type {PricedPeriod} from './period.ts';

/** As many totals tell what is usual. */
const totalsKept = 6;

export type Memory = Pick<TemplateDocument, 'lastTotals' | 'lastDue'>;

/** The memory once this period is billed: totals of zero and below say nothing about what is usual. */
export const remembering = (
	{lastTotals = [], lastDue}: Memory,
	{date, totals: {total}}: {readonly date: PricedPeriod['date']; readonly totals: {readonly total: number}},
): Memory => ({
	lastTotals: total > 0 ? [...lastTotals, total].slice(-totalsKept) : lastTotals,
	lastDue: {date, count: lastDue?.date === date ? lastDue.count + 1 : 1},
});
