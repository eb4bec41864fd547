/**
 * Read, decide, commit with preconditions: the one way in which acts write (docs/architecture.md).
 */
import {setTimeout as pause} from 'node:timers/promises';
import {Bug} from './kernel/invariant.ts';
import {Outage} from './kernel/outage.ts';
import {ok, type Result} from './kernel/result.ts';
import type {Db, Ids, Write} from './world.ts';

/** What a plan wants written, and what the act answers once it is. */
export type Plan<Answer extends object> = {readonly writes: readonly Write[]; readonly answer: Answer};

/** In the order of `writes`: null for a delete, and where a commit found again no longer tells (changed since). */
export type Versions = {readonly versions: readonly (string | null)[]};

/** A plan with its writes stamped, as it was handed to the database. */
type Attempt<Answer extends object> = Plan<Answer> & {readonly commitId: string};

const maxTurns = 16;
/** Enough to find a commit again: a batch lands whole, so one document of it is proof. */
const maxWitnesses = 20;

/**
 * Runs `plan` and commits its writes as one atomic batch, each document stamped with a fresh `commitId`.
 *
 * `plan` only reads and decides: it runs again (at most 16 times in all) after a conflict or an unknown outcome, unless
 * our own commit turns out to have landed; then the answer is the one planned with it. Each write must rest on what the
 * plan read (its version) or on an id that names the work. A lost commit is recognised by the documents that it wrote,
 * so a batch should create one that nobody changes at once (an activity entry, an invoice); counting up a lone
 * document is not safe against a lost answer followed by another writer. No writes: nothing is committed.
 *
 * A refusal of the plan is returned. Throws `Outage` when the database stays away or others are always faster, and a
 * bug when the content can never be written.
 */
export const transact = async <Answer extends object, Code extends string>(
	{db, ids}: {readonly db: Db; readonly ids: Ids},
	plan: () => Promise<Result<Plan<Answer>, Code>>,
): Promise<Result<Answer & Versions, Code>> => {
	/** Commits that may still land, even after we looked for them. */
	const doubtful: Attempt<Answer>[] = [];
	for (let turn = 0; turn < maxTurns; turn++) {
		const planned = await plan();
		// Only now: whatever landed before the plan's reads is seen here, and whatever lands later fails our preconditions.
		const earlier = await findLanded(db, doubtful);
		if (earlier !== undefined) return ok(earlier);
		if (!planned.ok) return planned;
		if (planned.value.writes.length === 0) return ok({...planned.value.answer, versions: []});

		const attempt = stamped(planned.value, ids.random());
		const committed = await send(db, attempt);
		if (committed.outcome === 'committed') return ok({...attempt.answer, versions: committed.versions});
		const landed = await findLanded(db, [attempt]);
		if (landed !== undefined) return ok(landed);
		if (committed.outcome === 'unknown') doubtful.push(attempt);
		await pause(backoffMs(turn, attempt.commitId));
	}
	throw new Outage(`not committed in ${maxTurns} turns`);
};

/** `Object.assign`, because where documents of many kinds pass a spread takes twice as long. */
const stamped = <Answer extends object>({writes, answer}: Plan<Answer>, commitId: string): Attempt<Answer> => ({
	answer,
	commitId,
	writes: writes.map((write) =>
		write.op === 'delete' ? write : {...write, fields: Object.assign({}, write.fields, {commitId})},
	),
});

/** Sends until the database has said something about this batch. */
const send = async <Answer extends object>(db: Db, {writes, commitId}: Attempt<Answer>) => {
	for (let turn = 0; turn < maxTurns; turn++) {
		const committed = await db.commit(writes);
		if (committed.outcome === 'refused') throw new Bug(`a batch that can never be written: ${committed.reason}`);
		if (committed.outcome !== 'unavailable') return committed;
		await pause(backoffMs(turn, commitId));
	}
	throw new Outage('the database is unavailable');
};

const findLanded = async <Answer extends object>(
	db: Db,
	attempts: readonly Attempt<Answer>[],
): Promise<(Answer & Versions) | undefined> => {
	for (const attempt of attempts) {
		const versions = await landedVersions(db, attempt);
		if (versions !== undefined) return {...attempt.answer, versions};
	}
	return undefined;
};

const landedVersions = async <Answer extends object>(db: Db, {writes, commitId}: Attempt<Answer>) => {
	const witnesses = choose(writes);
	const found = await db.getMany(witnesses.map(({path}) => path));
	if (witnesses.every(({op}) => op === 'delete')) {
		return found.every((document) => document === undefined) ? writes.map(() => null) : undefined;
	}
	const ours = new Map(
		found.flatMap((document) => (document?.fields.commitId === commitId ? [[document.path, document.version]] : [])),
	);
	return ours.size === 0 ? undefined : writes.map(({path}) => ours.get(path) ?? null);
};

/**
 * Created documents are the best witnesses, and the last of them the best, an activity entry: they change last. Deletions
 * witness only where there is nothing else.
 */
const choose = (writes: readonly Write[]): readonly Write[] => {
	const of = (op: Write['op']) => writes.filter((write) => write.op === op);
	const kept = [...of('update'), ...of('create')].slice(-maxWitnesses);
	return kept.length > 0 ? kept : of('delete');
};

/** Doubles to a second and a half; the random commit id spreads those who collided, so that no further dice are needed. */
const backoffMs = (turn: number, commitId: string): number => {
	const spread = [...commitId.slice(0, 8)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 0) / 997;
	return Math.ceil(Math.min(1500, 12 * 2 ** turn) * (0.25 + spread));
};
