import type {PlainDate} from '../../../schemas/basics.ts';
import type {PlannedTaxRate} from '../../../schemas/template.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

type Versions = PlannedTaxRate['versions'];
const maxVersions = 20;

/**
 * The percents of a rate once `percent` applies from `from` on. The same replacement again changes nothing; one at or
 * before the last change is refused, because documents of that time may exist.
 */
export const replaced = (versions: Versions, percent: string, from: PlainDate): Result<Versions, 'invalid_request'> => {
	const last = versions.at(-1);
	if (last?.from === from && last.percent === percent) return ok(versions);
	if (last?.from && from <= last.from)
		return refuse('invalid_request', undefined, [
			{path: 'from', code: 'too_early', message: `must lie after the last change, ${last.from}`},
		]);
	if (versions.length >= maxVersions)
		return refuse('invalid_request', undefined, [
			{path: 'from', code: 'too_many', message: `a rate changes at most ${maxVersions - 1} times`},
		]);
	return ok([...versions, {from, percent}]);
};
