/** Which percent of a tax rate applies when. A used rate's percent never changes; it is replaced from a date on (rule 28). */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {AppliedTaxRate} from '../../../schemas/lines.ts';
import type {PlannedTaxRate} from '../../../schemas/template.ts';
import {invariant} from '../../kernel/invariant.ts';

/** The rate valid at the tax point: `supplyDate` ?? `period.end` ?? `issueDate`. */
export const rateAt = ({versions, ...rate}: PlannedTaxRate, taxPoint: PlainDate): AppliedTaxRate => {
	const valid = versions.findLast(({from}) => from === null || from <= taxPoint);
	invariant(valid, 'the first version of a tax rate is valid since ever');
	return {...rate, percent: valid.percent};
};

/** The tax point of a document issued on `issueDate`. */
export const taxPointOf = (document: {
	readonly supplyDate?: PlainDate | null;
	readonly period?: {readonly end: PlainDate} | null;
	readonly issueDate: PlainDate;
}): PlainDate => document.supplyDate ?? document.period?.end ?? document.issueDate;
