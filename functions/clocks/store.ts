/** How the clocks of test accounts, and what waits for them, are read and written. */
import {type Account, AccountDocument} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import {ClockDocument, clockId} from '../../schemas/clock.ts';
import {actingCollections} from '../indexes.ts';
import {addHours} from '../kernel/calendar.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {invariant} from '../kernel/invariant.ts';
import {ownShardOf} from '../kernel/outbox.ts';
import type {Cursor, Db, Filter, Stored, Write} from '../world.ts';

export type Read<Document> = {readonly stored: Stored; readonly document: Document};

export const clockPath = (accountId: string): string => `accounts/${accountId}/clocks/${clockId}`;

/** `at`: where the clock stands. `clock` is missing as long as nobody has moved it. */
export type ReadClock = {
	readonly account: Read<Account>;
	readonly at: Instant;
	readonly clock: Read<ClockDocument> | undefined;
};

/** Undefined for a live account, which has no clock of its own. */
export const readClock = async (db: Db, accountId: string): Promise<ReadClock | undefined> => {
	const [owner, stored] = await db.getMany([`accounts/${accountId}`, clockPath(accountId)]);
	invariant(owner, 'a clock belongs to an account that exists');
	const account = readAs(AccountDocument, owner);
	const at = account.clockAt;
	if (at === null) return undefined;
	return {account: {stored: owner, document: account}, at, clock: stored && asClock(stored)};
};

const asClock = (stored: Stored): Read<ClockDocument> => ({stored, document: readAs(ClockDocument, stored)});

export const clockWrite = (next: ClockDocument, before: Read<ClockDocument> | undefined): Write => {
	const fields = writeAs(ClockDocument, {...next, version: (before?.document.version ?? 0) + 1});
	return before === undefined
		? {op: 'create', path: clockPath(next.accountId), fields}
		: {op: 'update', path: before.stored.path, version: before.stored.version, fields};
};

/** The account with its clock standing elsewhere: no change that its members see, so its version stays. */
export const standingWrite = ({stored, document}: Read<Account>, at: Instant): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(AccountDocument, {...document, clockAt: at}),
});

/** `billing`: a template is due. `finish`: a run whose end nobody has noted. `step`: a document has something to do. */
export type Waiting = {readonly stored: Stored; readonly wants: 'billing' | 'finish' | 'step'};

/** `isHeld`: runs pass the account over, because it or the platform is stopped. */
export type Asked = {
	readonly accountId: string;
	readonly now: Instant;
	readonly isHeld: boolean;
	readonly counts: (stored: Stored) => boolean;
};

const perPage = 200;
type Place = {readonly collection: string; readonly shard: string; readonly at: string};

const billing: Place = {collection: 'templates', shard: 'dueShard', at: 'dueAt'};
const acting = actingCollections.map((collection): Place => ({collection, shard: 'actShard', at: 'nextActAt'}));

/** What is due in a test account by now, as far as `counts` says yes: of each kind at most 200. */
export const readWaiting = async (db: Db, {accountId, now, isHeld, counts}: Asked): Promise<readonly Waiting[]> => {
	const shard = ownShardOf(accountId);
	const templates = isHeld ? Promise.resolve([]) : readDue(db, {place: billing, shard, now, counts});
	const others = acting.map((place) => {
		// A run is over when its last page is, not when its time is up an hour later.
		const by = place.collection === 'runs' ? addHours(now, 1) : now;
		return readDue(db, {place, shard, now: by, counts});
	});
	const [due, ...found] = await Promise.all([templates, ...others]);
	const steps = found.flat();
	return [
		...due.map((stored) => ({stored, wants: 'billing' as const})),
		...steps.map((stored) => ({stored, wants: isUnfinished(stored, now) ? ('finish' as const) : ('step' as const)})),
	];
};

const isUnfinished = ({fields}: Stored, now: Instant): boolean =>
	fields.state === 'running' && typeof fields.startedAt === 'string' && String(fields.nextActAt) > now;

type Due = Pick<Asked, 'now' | 'counts'> & {readonly place: Place; readonly shard: string};

const readDue = async (db: Db, {place, shard, now, counts}: Due): Promise<readonly Stored[]> => {
	const found: Stored[] = [];
	for (let after: Cursor | undefined; ; ) {
		const until: Filter = {field: place.at, op: '<=', value: now};
		const page = await inOrder(db, {place, shard, limit: perPage, until, after});
		found.push(...page.filter(counts));
		const last = page.at(-1);
		if (page.length < perPage || last === undefined || found.length >= perPage) return found;
		after = {values: [String(last.fields[place.at])], path: last.path};
	}
};

/** The first instant later than `after` at which anything is due in a test account. */
export const readNext = async (db: Db, accountId: string, after: Instant): Promise<Instant | undefined> => {
	const shard = ownShardOf(accountId);
	const firsts = await Promise.all(
		[billing, ...acting].map(async (place) => {
			const [first] = await inOrder(db, {place, shard, limit: 1, until: {field: place.at, op: '>', value: after}});
			return first && String(first.fields[place.at]);
		}),
	);
	return firsts.filter((instant) => instant !== undefined).sort()[0];
};

type Ordered = {
	readonly place: Place;
	readonly shard: string;
	readonly limit: number;
	readonly until: Filter;
	readonly after?: Cursor | undefined;
};

const inOrder = (db: Db, {place, shard, limit, until, after}: Ordered): Promise<readonly Stored[]> =>
	db.query({
		collection: place.collection,
		group: true,
		where: [{field: place.shard, op: '==', value: shard}, until],
		orderBy: [{field: place.at, direction: 'asc'}],
		limit,
		...(after ? {after} : {}),
	});
