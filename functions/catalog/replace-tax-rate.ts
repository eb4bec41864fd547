import type {TaxRateReplacement} from '../../schemas/catalog.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import {inCommits, type Reach, reachAllTemplates, reachWrites, templatesOfAccount} from '../template-copies.ts';
import type {TaxRateChanged} from './change-tax-rate.ts';
import {replaced} from './core/replace.ts';
import {findTaxRate, updateTaxRateWrite} from './store.ts';

const maxTemplatesReached = 200;

/**
 * Another percent from a day on: documents with an earlier tax point keep the former one (rule 28). Templates that carry
 * the rate learn of it in the same commit; of an account with more than 200 of them after it, before this answers, 50 a
 * commit, and sent again it finishes what was left.
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
		const reach = withVersions(taxRateId, versions.value);
		const templates = await templatesOfAccount(world.db, account.id, maxTemplatesReached + 1);
		const isFew = templates.length <= maxTemplatesReached && inCommits(templates).length <= 1;
		const reached = isFew ? await reachWrites(templates, reach) : [];
		return ok({writes: [...writes, ...reached], answer: {rate, isFew}});
	});
	if (!done.ok) return done;
	if (!done.value.isFew) await reachAllTemplates(world, account.id, withVersions(taxRateId, done.value.rate.versions));
	return done;
};

const withVersions =
	(taxRateId: string, versions: TaxRateChanged['rate']['versions']): Reach =>
	(template) => {
		const stale = template.taxPlan.find(({id}) => id === taxRateId);
		if (stale === undefined || stale.versions.length === versions.length) return template;
		return {...template, taxPlan: template.taxPlan.map((rate) => (rate.id === taxRateId ? {...rate, versions} : rate))};
	};
