import type {TaxRateReplacement} from '../../schemas/catalog.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import type {TaxRateChanged} from './change-tax-rate.ts';
import {replaced} from './core/replace.ts';
import {reachTemplates} from './reach-templates.ts';
import {findTaxRate, updateTaxRateWrite} from './store.ts';

/**
 * Another percent from a day on: documents with an earlier tax point keep the former one (rule 28). Templates that carry
 * the rate learn of it (reach-templates.ts).
 */
export const replaceTaxRate = async (
	command: Command,
	taxRateId: string,
	{percent, from}: TaxRateReplacement,
): Promise<Result<TaxRateChanged, 'not_found' | 'invalid_request'>> => {
	const {world, account, now} = command;
	const done = await transact(world, async () => {
		const read = await findTaxRate(world.db, account.id, taxRateId);
		if (read === undefined) return refuse('not_found');
		const versions = replaced(read.document.versions, percent, from);
		if (!versions.ok) return versions;
		if (read.document.category !== 'S' && Number(percent) !== 0)
			return refuse('invalid_request', undefined, [
				{path: 'percent', code: 'too_big', message: 'only the standard category has a percent above 0'},
			]);
		const version = read.document.version + 1;
		const rate = {...read.document, versions: versions.value, version, updatedAt: now};
		const writes = [
			updateTaxRateWrite(read, rate),
			deed(command, {action: 'taxRate.replaced', objects: [{type: 'taxRate', id: taxRateId}], changes: ['percent']}),
		];
		const {writes: reached, finish} = await reachTemplates(world, rate);
		return ok({writes: [...writes, ...reached], answer: {rate, finish}});
	});
	if (done.ok) await done.value.finish();
	return done;
};
