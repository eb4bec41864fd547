/** A document is its own outbox: what must still happen stands in it, in the order of its time (docs/architecture.md, idea 6). */
import type {Instant} from '../../schemas/basics.ts';
import {type Outbox, type PendingStep, type Step, shardCount} from '../../schemas/steps.ts';

/** The shard of a document in the due and act indexes: spreads sequential times over the index (facts: 500 writes/s each). */
export const shardOf = (documentId: string): string => {
	let hash = 2_166_136_261;
	for (let index = 0; index < documentId.length; index++) {
		hash = Math.imul(hash ^ documentId.charCodeAt(index), 16_777_619) >>> 0;
	}
	return String(hash % shardCount);
};

/** The shard in which all of a test account waits: only its own clock reads it. */
export const ownShardOf = (accountId: string): string => `T:${accountId}`;

/** Where a document's steps wait for their time: in the shard of its account's own clock, or spread over all. */
export const actShardOf = (
	{id, mode}: {readonly id: string; readonly mode: 'live' | 'test'},
	documentId: string,
): string => (mode === 'test' ? ownShardOf(id) : shardOf(documentId));

/** Whether a document's time passes by the clock of its account, rather than the platform's. */
export const hasOwnClock = (shard: unknown): boolean => typeof shard === 'string' && shard.startsWith('T:');

export const allShards: readonly string[] = Array.from({length: shardCount}, (_, shard) => String(shard));

/** The outbox of a new document. */
export const outboxOf = (documentId: string, steps: readonly PendingStep[] = []): Outbox => ({
	actShard: shardOf(documentId),
	...inOrder(steps),
});

/** Adds steps; those of equal time keep the order in which they were added. */
export const withSteps = <Document extends Outbox>(document: Document, ...steps: readonly PendingStep[]): Document => ({
	...document,
	...inOrder([...document.pending, ...steps]),
});

/** Takes away the first such step: it is done. Without one nothing changes. */
export const withoutStep = <Document extends Outbox>(document: Document, done: PendingStep): Document => {
	const index = document.pending.findIndex(
		({step, kind, at}) => step === done.step && kind === done.kind && at === done.at,
	);
	if (index < 0) return document;
	return {...document, ...inOrder(document.pending.filter((_, position) => position !== index))};
};

/** Takes away every step of these names, whatever their time. */
export const withoutSteps = <Document extends Outbox>(document: Document, ...names: readonly Step[]): Document => ({
	...document,
	...inOrder(document.pending.filter(({step}) => !names.includes(step))),
});

/** The step to do now, if the first one is due and is one of these: steps are done strictly in their order. */
export const dueStep = (
	{pending}: Pick<Outbox, 'pending'>,
	now: Instant,
	...names: readonly Step[]
): PendingStep | undefined => {
	const [first] = pending;
	return first !== undefined && first.at <= now && names.includes(first.step) ? first : undefined;
};

/** What to publish after a commit: the first step, if it is due already. */
export const publishable = ({pending}: Pick<Outbox, 'pending'>, now: Instant): PendingStep | undefined => {
	const [first] = pending;
	return first !== undefined && first.at <= now ? first : undefined;
};

const inOrder = (steps: readonly PendingStep[]): Pick<Outbox, 'pending' | 'nextActAt'> => {
	const pending = steps
		.map((step, index) => ({step, index}))
		.sort((a, b) => (a.step.at < b.step.at ? -1 : a.step.at > b.step.at ? 1 : a.index - b.index))
		.map(({step}) => step);
	return {pending, nextActAt: pending[0]?.at ?? null};
};
