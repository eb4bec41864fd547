/** Tells whoever does it what a document has to do next. Only the fast path: what a crash loses here, the sweeper finds. */
import type {Instant} from '../schemas/basics.ts';
import {type PendingStep, Step} from '../schemas/steps.ts';
import {publishable} from './kernel/outbox.ts';
import type {Bus, Fields, Stored} from './world.ts';

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

/** Publishes the first step of each document, due or not. Read as it is stored: one whose shape we do not know any more must not stop the others. */
export const publishStored = async (bus: Bus, found: readonly Stored[]): Promise<void> => {
	const topics = Map.groupBy(found.flatMap(messageOf), ({step}) => step);
	await Promise.all([...topics].map(([topic, messages]) => bus.publish(topic, messages)));
};

const messageOf = ({path, fields}: Stored): readonly (Fields & {readonly step: Step})[] => {
	const [first] = Array.isArray(fields.pending) ? fields.pending : [];
	const step = Step.safeParse(first?.step);
	return step.success ? [{path, step: step.data}] : [];
};
