/** Faults in a document that all processes read: `platform/faults`. */
import {setTimeout as pause} from 'node:timers/promises';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import type {Stored} from '../../functions/world.ts';
import {type Fault, FaultList, type FaultStore} from '../faults/faults.ts';
import type {Facts} from './facts.ts';
import {replaceDocument} from './replace-document.ts';

const path = 'platform/faults';
/** How long a process may not have noticed a new fault. */
const freshMs = 100;

/** Through a client of its own, which no fault concerns. A change counts everywhere once it resolves. */
export const documentFaults = ({projectId, firestore}: Pick<Facts, 'projectId' | 'firestore'>): FaultStore => {
	const db = openFirestore({projectId, databaseId: '(default)', host: firestore});
	let kept: readonly Fault[] = [];
	let readAt = Number.NEGATIVE_INFINITY;
	let reading: Promise<readonly Fault[]> | undefined;
	const read = async (): Promise<readonly Fault[]> => {
		const startedAt = performance.now();
		kept = faultsIn(await db.get(path));
		readAt = startedAt;
		reading = undefined;
		return kept;
	};
	return {
		list: async () => {
			if (performance.now() - readAt < freshMs) return kept;
			reading ??= read();
			return reading;
		},
		change: async (decide) => {
			await replaceDocument(db, path, (stored) => {
				kept = decide(faultsIn(stored));
				return {json: JSON.stringify(kept)};
			});
			readAt = Number.NEGATIVE_INFINITY;
		},
	};
};

/** The store of somebody who adds faults and then expects them to happen. */
export const waitingFaults = (store: FaultStore): FaultStore => ({
	list: store.list,
	change: async (decide) => {
		await store.change(decide);
		await pause(2 * freshMs);
	},
});

const faultsIn = (stored: Stored | undefined): readonly Fault[] =>
	typeof stored?.fields.json === 'string' ? FaultList.parse(JSON.parse(stored.fields.json)) : [];
