import {type ItemDocument, ItemInput} from '../../schemas/catalog.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {patched} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches, type Remember} from '../route.ts';
import type {Db} from '../world.ts';
import {createItemWrite, findItem, findTaxRates, updateItemWrite} from './store.ts';

export type ItemChanged = {readonly item: ItemDocument};

/** Refuses tax rates that the account does not have. */
export const createItem = async (
	command: Command,
	input: ItemInput,
	remember: Remember<ItemChanged>,
): Promise<Result<ItemChanged, 'invalid_request'>> => {
	const {world, account, now} = command;
	const id = command.request.newId('itm');
	return transact(world, async () => {
		const unknown = await unknownRates(world.db, account.id, input.taxRateIds);
		if (unknown) return unknown;
		const times = {version: 1, createdAt: now, updatedAt: now};
		const item = {schema: 1, id, accountId: account.id, ...entered(input, account.account.currency), ...times} as const;
		const writes = [
			createItemWrite(item),
			deed(command, {action: 'item.created', objects: [{type: 'item', id}]}),
			...(await remember({item})),
		];
		return ok({writes, answer: {item}});
	});
};

/** Lines that copied the item before keep what they copied. */
export const updateItem = async (
	command: Command,
	itemId: string,
	patch: unknown,
): Promise<Result<ItemChanged, 'not_found' | 'version_mismatch' | 'invalid_request'>> => {
	const {world, account, now} = command;
	return transact(world, async () => {
		const read = await findItem(world.db, account.id, itemId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const input = patched(ItemInput, read.document, patch);
		if (!input.ok) return input;
		const unknown = await unknownRates(world.db, account.id, input.value.taxRateIds);
		if (unknown) return unknown;
		const version = read.document.version + 1;
		const item = {...read.document, ...entered(input.value, account.account.currency), version, updatedAt: now};
		const changes = typeof patch === 'object' && patch !== null ? Object.keys(patch) : [];
		return ok({
			writes: [
				updateItemWrite(read, item),
				deed(command, {action: 'item.updated', objects: [{type: 'item', id: itemId}], changes}),
			],
			answer: {item},
		});
	});
};

export const deleteItem = async (
	command: Command,
	itemId: string,
): Promise<Result<object, 'not_found' | 'version_mismatch'>> =>
	transact(command.world, async () => {
		const read = await findItem(command.world.db, command.account.id, itemId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const {path, version} = read.stored;
		return ok({
			writes: [
				{op: 'delete', path, version},
				deed(command, {action: 'item.deleted', objects: [{type: 'item', id: itemId}]}),
			],
			answer: {},
		});
	});

const entered = ({name, description, unit, unitAmount, currency, taxRateIds}: ItemInput, accountCurrency: string) => ({
	name,
	description: description ?? null,
	unit: unit ?? null,
	unitAmount,
	currency: currency ?? accountCurrency,
	taxRateIds,
});

const unknownRates = async (db: Db, accountId: string, ids: readonly string[]) => {
	const found = await findTaxRates(db, accountId, ids);
	const known = new Set(found.filter(({document}) => !document.deleted).map(({document}) => document.id));
	const errors = ids.flatMap((id, nth) =>
		known.has(id)
			? []
			: [{path: `taxRateIds.${nth}`, code: 'unknown_tax_rate', message: 'names no tax rate of this account'}],
	);
	return errors.length > 0 ? refuse('invalid_request', undefined, errors) : undefined;
};
