/** Stands in for `node:timers/promises` in the engine (hooks.ts): a pause costs virtual time only. */
import {createHash} from 'node:crypto';

let wait: (ms: number) => Promise<void> = () => Promise.reject(new Error('nobody simulates'));

export const setTimeout = (ms: number): Promise<void> => wait(ms);

export const waitBy = (virtual: (ms: number) => Promise<void>): void => {
	wait = virtual;
};

/** The same digest, at once: the real one comes from another thread, whenever it is ready. */
export const digestAtOnce = (): void => {
	Object.defineProperty(crypto.subtle, 'digest', {
		configurable: true,
		value: async (_algorithm: string, bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
	});
};
