import {SeriesDocument} from '../../schemas/series.ts';
import type {WebhookEndpoint, WebhookEndpointDocument, WebhookEndpointInput} from '../../schemas/webhook.ts';
import {allSeries} from '../accounts/index.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches, type Remember} from '../route.ts';
import type {Db, World, Write} from '../world.ts';
import {targetFault} from './core/webhook-target.ts';
import {newSecret} from './signature.ts';
import {allEndpoints, endpointWrite, maxEndpoints, readEndpoint} from './webhook-store.ts';

export type EndpointAnswer = {readonly endpoint: WebhookEndpointDocument; readonly secret?: string};

/** On the local platforms this machine may be a target. */
const isLocal = ({settings}: Pick<World, 'settings'>): boolean => settings.platform !== 'google';

/** A new endpoint; its secret is answered this once. From the first one on, the account's documents write `notify` steps. */
export const createEndpoint = async (
	command: Command,
	input: WebhookEndpointInput,
	remember: Remember<EndpointAnswer>,
) => {
	const {world, account, now, request} = command;
	const fault = targetFault(input.url, isLocal(world));
	if (fault) return refuse('invalid_request', undefined, [fault]);
	const secret = newSecret(world.ids.random());
	const sealed = await world.vault.seal({account: account.id, kind: 'account'}, secret);
	return transact<EndpointAnswer, 'too_many'>(world, async () => {
		const before = await allEndpoints(world.db, account.id);
		if (before.length >= maxEndpoints) return refuse('too_many', `An account has at most ${maxEndpoints} endpoints.`);
		const endpoint: WebhookEndpointDocument = {
			schema: 1,
			id: request.newId('whk'),
			accountId: account.id,
			...input,
			description: input.description ?? null,
			status: 'enabled',
			secret: sealed,
			failingSince: null,
			version: 1,
			createdAt: now,
			updatedAt: now,
		};
		const answer = {endpoint, secret};
		return ok({
			writes: [
				endpointWrite(endpoint, undefined),
				...(await notifyWrites(world.db, account.id, true)),
				deed(command, {action: 'webhook_endpoint.created', objects: [{type: 'webhookEndpoint', id: endpoint.id}]}),
				...(await remember(answer)),
			],
			answer,
		});
	});
};

/** `change`: the endpoint as it shall be. Enabling one forgets how long it failed. */
export const changeEndpoint = (
	command: Command,
	id: string,
	change: (before: WebhookEndpointDocument) => Result<WebhookEndpointDocument, 'invalid_request'>,
	remember: Remember<EndpointAnswer>,
) =>
	transact<EndpointAnswer, 'not_found' | 'version_mismatch' | 'invalid_request'>(command.world, async () => {
		const read = await readEndpoint(command.world.db, command.account.id, id);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const changed = change(read.document);
		if (!changed.ok) return changed;
		const {url} = changed.value;
		const fault = url === read.document.url ? undefined : targetFault(url, isLocal(command.world));
		if (fault) return refuse('invalid_request', undefined, [fault]);
		const endpoint = {...changed.value, version: read.document.version + 1, updatedAt: command.now};
		const writes = [
			endpointWrite(endpoint, read),
			deed(command, {action: 'webhook_endpoint.updated', objects: [{type: 'webhookEndpoint', id}]}),
			...(await remember({endpoint})),
		];
		return ok({writes, answer: {endpoint}});
	});

export const deleteEndpoint = (command: Command, id: string) =>
	transact<object, 'not_found' | 'version_mismatch'>(command.world, async () => {
		const {db} = command.world;
		const read = await readEndpoint(db, command.account.id, id);
		if (read === undefined) return refuse('not_found');
		const {path, version} = read.stored;
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const isLast = (await allEndpoints(db, command.account.id)).length === 1;
		const quiet = isLast ? await notifyWrites(db, command.account.id, false) : [];
		return ok({
			writes: [
				{op: 'delete', path, version},
				...quiet,
				deed(command, {action: 'webhook_endpoint.deleted', objects: [{type: 'webhookEndpoint', id}]}),
			],
			answer: {},
		});
	});

/** Whether anybody listens is written on the series, which every commit that issues reads anyway. */
const notifyWrites = async (db: Db, accountId: string, notify: boolean): Promise<readonly Write[]> =>
	(await allSeries(db, accountId)).flatMap(({stored}) => {
		const series = readAs(SeriesDocument, stored);
		if (series.notify === notify) return [];
		const fields = writeAs(SeriesDocument, {...series, notify, version: series.version + 1});
		return [{op: 'update', path: stored.path, version: stored.version, fields}];
	});

export const presentEndpoint = ({endpoint, secret}: EndpointAnswer): WebhookEndpoint => ({
	id: endpoint.id,
	url: endpoint.url,
	description: endpoint.description ?? null,
	events: endpoint.events,
	status: endpoint.status,
	...(secret === undefined ? {} : {secret}),
	version: endpoint.version,
	createdAt: endpoint.createdAt,
	updatedAt: endpoint.updatedAt,
});
