import {keptJson} from '../kept-json.ts';
import {FaultList, type FaultStore} from './faults.ts';

/** Faults of a platform that is one process: in a file, held in memory. */
export const faultFile = (file: string): FaultStore => {
	const kept = keptJson(file, FaultList, []);
	return {
		list: async () => kept.get(),
		change: async (decide) => kept.set([...decide(kept.get())]),
	};
};
