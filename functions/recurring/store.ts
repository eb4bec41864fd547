/** How templates, runs and parked templates are read and written. */
import type {Instant} from '../../schemas/basics.ts';
import {ParkedDocument, RunDocument} from '../../schemas/run.ts';
import {TemplateDocument} from '../../schemas/template.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {actShardOf} from '../kernel/outbox.ts';
import type {Db, Stored, World, Write} from '../world.ts';

/** What a run reaches. */
export type BillingWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids' | 'log'>;

/** A document with the version it was read at: what an act must name to change it. */
export type Read<Document> = {readonly stored: Stored; readonly document: Document};

export const templatesOf = (accountId: string): string => `accounts/${accountId}/templates`;
export const templatePath = (accountId: string, templateId: string): string =>
	`${templatesOf(accountId)}/${templateId}`;
export const runsOf = (accountId: string): string => `accounts/${accountId}/runs`;
export const runPath = (accountId: string, runId: string): string => `${runsOf(accountId)}/${runId}`;
export const parkedOf = (accountId: string): string => `accounts/${accountId}/parked`;
export const parkedPath = (accountId: string, parkedId: string): string => `${parkedOf(accountId)}/${parkedId}`;

/** All templates of an account are due in one shard: a series is numbered in one place, and a run knows its end. */
export const dueShardOf = (account: {readonly id: string; readonly mode: 'live' | 'test'}): string =>
	actShardOf(account, account.id);

export const asTemplate = (stored: Stored): Read<TemplateDocument> => ({
	stored,
	document: readAs(TemplateDocument, stored),
});
export const asRun = (stored: Stored): Read<RunDocument> => ({stored, document: readAs(RunDocument, stored)});
export const asParked = (stored: Stored): Read<ParkedDocument> => ({stored, document: readAs(ParkedDocument, stored)});

export const readTemplate = async (
	db: Db,
	accountId: string,
	templateId: string,
): Promise<Read<TemplateDocument> | undefined> => {
	const stored = await db.get(templatePath(accountId, templateId));
	return stored && asTemplate(stored);
};

/** At most `limit` templates of a shard that are due at `asOf`, the longest due first. */
export const readDue = (
	db: Db,
	{
		shard,
		asOf,
		after,
		limit,
	}: {
		readonly shard: string;
		readonly asOf: Instant;
		readonly after: {readonly dueAt: Instant; readonly path: string} | undefined;
		readonly limit: number;
	},
): Promise<readonly Stored[]> =>
	db.query({
		collection: 'templates',
		group: true,
		where: [
			{field: 'dueShard', op: '==', value: shard},
			{field: 'dueAt', op: '<=', value: asOf},
		],
		orderBy: [{field: 'dueAt', direction: 'asc'}],
		limit,
		...(after ? {after: {values: [after.dueAt], path: after.path}} : {}),
	});

export const createTemplateWrite = (template: TemplateDocument): Write => ({
	op: 'create',
	path: templatePath(template.accountId, template.id),
	fields: writeAs(TemplateDocument, template),
});
export const updateTemplateWrite = (stored: Stored, next: TemplateDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(TemplateDocument, next),
});
/** What a run moves in a template. */
const Moving = TemplateDocument.pick({
	status: true,
	k: true,
	billedThrough: true,
	periodsBilled: true,
	periodsSkipped: true,
	skips: true,
	lastTotals: true,
	lastDue: true,
	dueAt: true,
	notify: true,
	pending: true,
	nextActAt: true,
	version: true,
	updatedAt: true,
}).strip();

/** A template that a run moved on: the rest of it was parsed when it was written and is as it was (budget: writes of a run). */
export const movedTemplateWrite = (stored: Stored, next: TemplateDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: {...stored.fields, ...writeAs(Moving, next)},
});
export const runWrite = (stored: Stored | undefined, share: RunDocument): Write => {
	const fields = writeAs(RunDocument, share);
	return stored
		? {op: 'update', path: stored.path, version: stored.version, fields}
		: {op: 'create', path: runPath(share.accountId, share.id), fields};
};
export const createParkedWrite = (parked: ParkedDocument): Write => ({
	op: 'create',
	path: parkedPath(parked.accountId, parked.id),
	fields: writeAs(ParkedDocument, parked),
});
export const updateParkedWrite = (stored: Stored, next: ParkedDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(ParkedDocument, next),
});
