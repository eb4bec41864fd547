/** Tells whoever does it what a document has to do next. Only the fast path: what a crash loses here, the sweeper finds. */
import type {Instant} from '../schemas/basics.ts';
import type {PendingStep} from '../schemas/steps.ts';
import {publishable} from './kernel/outbox.ts';
import type {Bus} from './world.ts';

export type Acting = {readonly path: string; readonly pending: readonly PendingStep[]};

/** Publishes the first step of each document, if it is due: one call per topic. Steps after it wait for its end. */
export const publishNext = async (bus: Bus, documents: readonly Acting[], now: Instant): Promise<void> => {
	const steps = documents.flatMap(({path, pending}) => {
		const step = publishable({pending: [...pending]}, now)?.step;
		return step === undefined ? [] : [{path, step}];
	});
	const topics = Map.groupBy(steps, ({step}) => step);
	await Promise.all([...topics].map(([topic, messages]) => bus.publish(topic, messages)));
};
