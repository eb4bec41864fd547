/** The next dates and amounts, from the functions that bill. */
import type {TemplateDocument} from '../../../schemas/template.ts';
import type {PreviewedPeriod} from '../../../schemas/template-requests.ts';
import {ok, type Result} from '../../kernel/result.ts';
import {type PricedPeriod, pricedPeriod, rhythmOf, type WhyParked} from './period.ts';
import {unskipped} from './progress.ts';
import {type Occurrence, occurrence} from './schedule.ts';

/** The next `count` periods that will be billed, fewer where the template ends; none of an ended one. */
export const previewOf = (template: TemplateDocument, count: number): Result<readonly PreviewedPeriod[], WhyParked> => {
	const periods: PreviewedPeriod[] = [];
	for (const due of upcoming(template, count)) {
		const priced = pricedPeriod(template, due);
		if (!priced.ok) return priced;
		periods.push(presented(priced.value));
	}
	return ok(periods);
};

const upcoming = (template: TemplateDocument, count: number): readonly Occurrence[] => {
	const {status, ends, periodsBilled} = template;
	const left = ends.type === 'after' ? Math.max(0, ends.count - periodsBilled) : count;
	const found: Occurrence[] = [];
	for (let k = template.k; status !== 'ended' && found.length < Math.min(count, left); k++) {
		k = unskipped(template, k);
		const next = occurrence(rhythmOf(template), k, ends);
		if (next === undefined) break;
		found.push(next);
	}
	return found;
};

const presented = ({k, date, dueAt, period, content, totals, previewHash}: PricedPeriod): PreviewedPeriod => {
	const {lines, charges, ...sums} = totals;
	return {
		k,
		date,
		dueAt,
		period,
		lines: content.lines.flatMap(({taxRates, ...line}, index) => {
			const outcome = lines[index];
			return outcome ? [{...line, taxRateIds: taxRates.map(({id}) => id), ...outcome}] : [];
		}),
		charges: content.charges.flatMap(({taxRates, ...charge}, index) => {
			const outcome = charges[index];
			return outcome ? [{...charge, taxRateIds: taxRates.map(({id}) => id), ...outcome}] : [];
		}),
		...sums,
		previewHash,
	};
};
