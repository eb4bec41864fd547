import type {TaxRateDocument} from '../../schemas/catalog.ts';
import type {PlannedTaxRate} from '../../schemas/template.ts';
import {inCommits, type Reach, reachAllTemplates, reachWrites, templatesOfAccount} from '../template-copies.ts';
import type {World, Write} from '../world.ts';
import {planned} from './store.ts';

/** What of an edit goes into its own commit, and what is left for afterwards. */
export type Reached = {readonly writes: readonly Write[]; readonly finish: () => Promise<void>};

const mostInCommit = 200;

/**
 * The templates that carry a rate learn of its edit, in the commit of the edit itself. Of an account with more than 200
 * templates `finish` reaches them after it, 50 a commit: call it before answering; what is left then is reached when the
 * request is sent again.
 */
export const reachTemplates = async (world: World, rate: TaxRateDocument): Promise<Reached> => {
	const reach = withRate(planned(rate));
	const templates = await templatesOfAccount(world.db, rate.accountId, mostInCommit + 1);
	const isFew = templates.length <= mostInCommit && inCommits(templates).length <= 1;
	return isFew
		? {writes: await reachWrites(templates, reach), finish: async () => {}}
		: {writes: [], finish: () => reachAllTemplates(world, rate.accountId, reach)};
};

const withRate =
	(rate: PlannedTaxRate): Reach =>
	(template) => {
		const stale = template.taxPlan.find(({id}) => id === rate.id);
		if (stale === undefined || JSON.stringify(stale) === JSON.stringify(rate)) return template;
		return {...template, taxPlan: template.taxPlan.map((one) => (one.id === rate.id ? rate : one))};
	};
