import type {Outbox, PendingStep} from '../../../schemas/steps.ts';
import {hasOwnClock, outboxOf} from '../../kernel/outbox.ts';

/** The outbox of a document that comes of another: those of a test account wait in the shard that only its own clock reads. */
export const outboxBeside = (
	{actShard}: Pick<Outbox, 'actShard'>,
	documentId: string,
	steps: readonly PendingStep[] = [],
): Outbox => ({...outboxOf(documentId, steps), ...(hasOwnClock(actShard) ? {actShard} : {})});
