/** Invariants 5, 6, 7, 40 and I2: numbers without gap or doubt, in the order of their dates, taken once and kept. */
import {changed, type Kinds} from '../view.ts';
import type {StepCheck} from './index.ts';

type Numbered = {readonly series: string; readonly number: string; readonly date: string; readonly id: string};

export const numbers: StepCheck = () => {
	/** The last of each series and reset period (all series of the simulation begin anew with the year). */
	const last = new Map<string, {readonly count: number; readonly date: string}>();
	return (commit) => {
		const found: (readonly [string, string])[] = [];
		const taken: Numbered[] = [];
		for (const {before, after, path} of changed(commit, 'invoices')) {
			if (after === undefined) {
				if (before?.number) found.push(['invariant 7', `${path} ${before.number} was deleted`]);
				continue;
			}
			if ((after.status === 'draft') !== (after.number === null))
				found.push(['invariant 7', `${path} is ${after.status} with number ${after.number}`]);
			if (before?.number && before.number !== after.number)
				found.push(['invariant 7', `${path} was ${before.number}, is ${after.number}`]);
			if (!before?.number && after.number) taken.push(numbered(after));
		}
		for (const {before, after} of changed(commit, 'creditNotes')) if (!before && after) taken.push(numbered(after));
		for (const {series, number, date, id} of taken.sort((a, b) => countOf(a.number) - countOf(b.number))) {
			const place = `${series} ${date.slice(0, 4)}`;
			const before = last.get(place) ?? {count: 0, date: ''};
			if (countOf(number) !== before.count + 1)
				found.push(['invariant 5', `${id}: ${number} comes after ${before.count}`]);
			if (date < before.date) found.push(['invariant 6', `${id}: ${number} of ${date} comes after ${before.date}`]);
			last.set(place, {count: countOf(number), date});
		}
		return found;
	};
};

const numbered = ({id, seriesId, number, issueDate}: Kinds['invoices'] | Kinds['creditNotes']): Numbered => ({
	id,
	series: seriesId,
	number: number ?? '',
	date: issueDate ?? '',
});

const countOf = (number: string): number => Number(/(\d+)$/.exec(number)?.[1] ?? Number.NaN);
