import {type TaxRateDocument, TaxRateInput} from '../../schemas/catalog.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {patched} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches, type Remember} from '../route.ts';
import {newTaxRate} from './core/new-tax-rate.ts';
import {type Reached, reachTemplates} from './reach-templates.ts';
import {createTaxRateWrite, findTaxRate, updateTaxRateWrite} from './store.ts';

export type TaxRateChanged = {readonly rate: TaxRateDocument};
type Refusal = 'not_found' | 'version_mismatch' | 'invalid_request' | 'tax_rate_used';

export const createTaxRate = async (
	command: Command,
	input: TaxRateInput,
	remember: Remember<TaxRateChanged>,
): Promise<Result<TaxRateChanged, never>> => {
	const id = command.request.newId('tax');
	const rate = newTaxRate(input, {id, accountId: command.account.id, isDefault: false, now: command.now});
	return transact(command.world, async () =>
		ok({
			writes: [
				createTaxRateWrite(rate),
				deed(command, {action: 'taxRate.created', objects: [{type: 'taxRate', id}]}),
				...(await remember({rate})),
			],
			answer: {rate},
		}),
	);
};

/** What a rate means stays once a document or template used it (`tax_rate_used`): percent, scheme and category. Names and texts may change, on templates too. */
export const updateTaxRate = async (
	command: Command,
	taxRateId: string,
	patch: unknown,
): Promise<Result<TaxRateChanged, Refusal>> => {
	const {world, account, now} = command;
	const done = await transact<TaxRateChanged & Pick<Reached, 'finish'>, Refusal>(world, async () => {
		const read = await findTaxRate(world.db, account.id, taxRateId);
		if (read === undefined) return refuse('not_found');
		const {document: before} = read;
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const percent = before.versions.at(-1)?.percent;
		const input = patched(TaxRateInput, {...before, percent}, patch);
		if (!input.ok) return input;
		const {name, scheme, category, reason, exemptionCode} = input.value;
		const isSame = input.value.percent === percent && scheme === before.scheme && category === before.category;
		if (!isSame && (before.used || before.versions.length > 1))
			return refuse('tax_rate_used', 'Replace its percent from a day on, or make another rate.');
		const rate: TaxRateDocument = {
			...before,
			name,
			scheme,
			category,
			reason: reason ?? null,
			exemptionCode: exemptionCode ?? null,
			versions: isSame ? before.versions : [{from: null, percent: input.value.percent}],
			version: before.version + 1,
			updatedAt: now,
		};
		const changes = typeof patch === 'object' && patch !== null ? Object.keys(patch) : [];
		const writes = [
			updateTaxRateWrite(read, rate),
			deed(command, {action: 'taxRate.updated', objects: [{type: 'taxRate', id: taxRateId}], changes}),
		];
		const {writes: reached, finish} = await reachTemplates(world, rate);
		return ok({writes: [...writes, ...reached], answer: {rate, finish}});
	});
	if (done.ok) await done.value.finish();
	return done;
};

/** Offered no more. Documents and templates that name it keep it. */
export const deleteTaxRate = async (
	command: Command,
	taxRateId: string,
): Promise<Result<object, 'not_found' | 'version_mismatch'>> =>
	transact(command.world, async () => {
		const read = await findTaxRate(command.world.db, command.account.id, taxRateId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const write = updateTaxRateWrite(read, {...read.document, deleted: true, updatedAt: command.now});
		return ok({
			writes: [write, deed(command, {action: 'taxRate.deleted', objects: [{type: 'taxRate', id: taxRateId}]})],
			answer: {},
		});
	});
