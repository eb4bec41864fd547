/** How accounts, their series, members and seller snapshots are read and written. */
import {type Account, AccountDocument} from '../../schemas/account.ts';
import {InvitationDocument, MemberDocument} from '../../schemas/member.ts';
import {Seller} from '../../schemas/parties.ts';
import {SeriesDocument} from '../../schemas/series.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {invariant} from '../kernel/invariant.ts';
import {sha256} from '../kernel/sha256.ts';
import type {AccountContext} from '../route.ts';
import type {Db, Stored, World, Write} from '../world.ts';
import {collapse} from './core/number-pattern.ts';

export type Read<Document> = {readonly stored: Stored; readonly document: Document};

export type ReadSeries = Read<SeriesDocument>;

export const accountPath = (accountId: string): string => `accounts/${accountId}`;
export const seriesOf = (accountId: string): string => `accounts/${accountId}/series`;
export const seriesPath = (accountId: string, seriesId: string): string => `${seriesOf(accountId)}/${seriesId}`;
export const membersOf = (accountId: string): string => `accounts/${accountId}/members`;
export const memberPath = (accountId: string, memberId: string): string => `${membersOf(accountId)}/${memberId}`;
export const sellerPath = (accountId: string, version: number): string => `accounts/${accountId}/sellers/${version}`;
export const linkPath = (hash: string): string => `links/${hash}`;

/** Bounds that keep "all of an account" within one commit. */
export const maxSeries = 50;
export const maxMembers = 100;

export const asAccount = (stored: Stored): Read<Account> => ({stored, document: readAs(AccountDocument, stored)});
export const asSeries = (stored: Stored): ReadSeries => ({stored, document: readAs(SeriesDocument, stored)});
export const asMember = (stored: Stored): Read<MemberDocument> => ({stored, document: readAs(MemberDocument, stored)});
export const asInvitation = (stored: Stored): Read<InvitationDocument> => ({
	stored,
	document: readAs(InvitationDocument, stored),
});

export const readAccount = async (db: Db, accountId: string): Promise<Read<Account> | undefined> => {
	const stored = await db.get(accountPath(accountId));
	return stored && asAccount(stored);
};

/** The account for one of its members; undefined for everybody else. */
export const findAccount = async (
	{db}: Pick<World, 'db'>,
	accountId: string,
	uid: string,
): Promise<AccountContext | undefined> => {
	const read = await readAccount(db, accountId);
	const role = read && Object.hasOwn(read.document.roles, uid) ? read.document.roles[uid] : undefined;
	return read && role && {id: accountId, account: read.document, stored: read.stored, role};
};

export const findSeries = async (db: Db, accountId: string, seriesId: string): Promise<ReadSeries | undefined> => {
	const stored = await db.get(seriesPath(accountId, seriesId));
	return stored && asSeries(stored);
};

/** All of an account: at most 50. */
export const allSeries = async (db: Db, accountId: string): Promise<readonly ReadSeries[]> => {
	const rows = await db.query({collection: seriesOf(accountId), limit: maxSeries});
	return rows.map(asSeries);
};

/** The series named, or the account's default of this kind; undefined when it is of another kind or not there. */
export const readSeries = async (
	db: Db,
	accountId: string,
	kind: SeriesDocument['for'],
	seriesId: string | null,
): Promise<ReadSeries | undefined> => {
	if (seriesId === null) return (await allSeries(db, accountId)).find(({document}) => isDefaultFor(document, kind));
	const found = await findSeries(db, accountId, seriesId);
	return found?.document.for === kind ? found : undefined;
};

const isDefaultFor = (series: SeriesDocument, kind: SeriesDocument['for']): boolean =>
	series.for === kind && series.isDefault;

/** Whether any webhook endpoint is there to be told of events: the series know (functions/developers/webhook-endpoints.ts). */
export const isListening = async (db: Db, accountId: string): Promise<boolean> =>
	(await allSeries(db, accountId)).some(({document}) => document.notify);

/** An immutable snapshot of the seller as printed. */
export const readSeller = async (db: Db, accountId: string, version: number): Promise<Seller> => {
	const stored = await db.get(sellerPath(accountId, version));
	invariant(stored, 'a seller snapshot that a document names is there');
	const {schema: _, commitId: __, ...fields} = stored.fields;
	return Seller.parse(fields);
};

export const createAccountWrite = (account: Account): Write => ({
	op: 'create',
	path: accountPath(account.id),
	fields: writeAs(AccountDocument, account),
});

export const updateAccountWrite = ({stored, document}: Read<Account>, next: Account): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(AccountDocument, {...next, version: document.version + 1}),
});

/** The snapshot that `account.sellerVersion` names. */
export const createSellerWrite = (account: Account): Write => {
	const {name, legalName, address, taxIds, bank, replyTo, locale, country, timeZone, currency, logo} = account;
	const {terms, notes} = account.defaults;
	const printed = {name, legalName, address, taxIds, bank, replyTo, locale, country, timeZone, currency, terms, notes};
	const shown = logo && {file: logoFile(account.id, logo.sha256), width: logo.width, height: logo.height};
	return {
		op: 'create',
		path: sellerPath(account.id, account.sellerVersion),
		fields: {schema: 1, ...writeAs(Seller, {...printed, logo: shown})},
	};
};

export const logoFile = (accountId: string, sha256: string): string => `logos/${accountId}/${sha256}`;

export const createSeriesWrite = (series: SeriesDocument): Write => ({
	op: 'create',
	path: seriesPath(series.accountId, series.id),
	fields: writeAs(SeriesDocument, series),
});

export const updateSeriesWrite = ({stored, document}: ReadSeries, next: SeriesDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(SeriesDocument, {...next, version: document.version + 1}),
});

/** The series after numbers were taken from it: belongs into the commit that uses them. */
export const seriesWrite = (read: ReadSeries, counters: SeriesDocument['counters']): Write =>
	updateSeriesWrite(read, {...read.document, counters});

/** Holds the skeleton of a pattern for one series, so that two made at once cannot share it. */
export const skeletonPath = (accountId: string, pattern: string): string =>
	`accounts/${accountId}/patterns/${sha256(collapse(pattern)).slice(0, 40)}`;

export const skeletonWrite = ({
	accountId,
	pattern,
	id,
}: Pick<SeriesDocument, 'accountId' | 'pattern' | 'id'>): Write => ({
	op: 'create',
	path: skeletonPath(accountId, pattern),
	fields: {schema: 1, seriesId: id},
});

export const createMemberWrite = (member: MemberDocument): Write => ({
	op: 'create',
	path: memberPath(member.accountId, member.id),
	fields: writeAs(MemberDocument, member),
});

export const updateMemberWrite = ({stored, document}: Read<MemberDocument>, next: MemberDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(MemberDocument, {...next, version: document.version + 1}),
});

export const deleteWrite = ({path, version}: Stored): Write => ({op: 'delete', path, version});
