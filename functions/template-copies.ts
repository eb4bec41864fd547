/**
 * Templates copy what billing needs of their customer, account and tax rates, so that runs read nothing else. Here an
 * edit of the original reaches the copies.
 */
import {TemplateDocument} from '../schemas/template.ts';
import {transact} from './commit.ts';
import {readAs, writeAs} from './kernel/documents.ts';
import {ok} from './kernel/result.ts';
import type {Db, Stored, World, Write} from './world.ts';

/** The template after the edit, or the same one when it copies nothing of what changed. */
export type Reach = (template: TemplateDocument) => TemplateDocument | Promise<TemplateDocument>;

const pageSize = 50;
/** Rule 28. */
export const maxTemplatesPerCustomer = 200;

/** All templates of a customer that may still bill; more than 200 only when the bound was broken elsewhere. */
export const templatesOfCustomer = async (db: Db, accountId: string, customerId: string): Promise<readonly Stored[]> =>
	db.query({
		collection: `accounts/${accountId}/templates`,
		where: [{field: 'customerId', op: '==', value: customerId}],
		orderBy: [{field: 'createdAt', direction: 'desc'}],
		limit: maxTemplatesPerCustomer + 1,
	});

/** The account's templates by their ids, at most `limit`. */
export const templatesOfAccount = (db: Db, accountId: string, limit: number): Promise<readonly Stored[]> =>
	db.query({collection: `accounts/${accountId}/templates`, limit});

/** A commit of Firestore holds 10 MiB; templates with hundreds of long lines are some hundred kB each. */
const mostLettersAtOnce = 3_000_000;

/** Rows in the order they came, in as few commits as their sizes allow. */
export const inCommits = (rows: readonly Stored[]): readonly (readonly Stored[])[] => {
	const commits: Stored[][] = [];
	let letters = 0;
	for (const row of rows) {
		const size = JSON.stringify(row.fields).length;
		letters += size;
		const last = commits.at(-1);
		if (last && letters <= mostLettersAtOnce) last.push(row);
		else {
			commits.push([row]);
			letters = size;
		}
	}
	return commits;
};

/** For the commit of the edit itself. */
export const reachWrites = async (stored: readonly Stored[], reach: Reach): Promise<readonly Write[]> =>
	(await Promise.all(stored.map((one) => reachWrite(one, reach)))).flat();

const reachWrite = async (one: Stored, reach: Reach): Promise<readonly Write[]> => {
	const template = readAs(TemplateDocument, one);
	const next = await reach(template);
	if (template.status === 'ended' || next === template) return [];
	const fields = writeAs(TemplateDocument, {...next, version: template.version + 1});
	return [{op: 'update', path: one.path, version: one.version, fields}];
};

/**
 * Edits every template of an account, 50 a commit at most, after the commit of the edit: where they are too many for one.
 * Doing it again finds it done, so a request that failed half-way is simply sent again.
 */
export const reachAllTemplates = async (world: World, accountId: string, reach: Reach): Promise<void> => {
	let last: Stored | undefined;
	do {
		const after: Stored | undefined = last;
		const page = await world.db.query({
			collection: `accounts/${accountId}/templates`,
			limit: pageSize,
			...(after ? {after: {values: [], path: after.path}} : {}),
		});
		last = page.at(-1);
		for (const rows of inCommits(page)) {
			const paths = (await reachWrites(rows, reach)).map(({path}) => path);
			if (paths.length === 0) continue;
			await transact(world, async () => {
				const found = (await world.db.getMany(paths)).filter((one) => one !== undefined);
				return ok({writes: await reachWrites(found, reach), answer: {}});
			});
		}
	} while (last !== undefined);
};
