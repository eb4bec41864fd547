/** Counts messages on their way, so that it is known when all is quiet: a broker's emulator does not tell. */
import {setTimeout as pause} from 'node:timers/promises';

export type LedgerSettings = {
	/** How many functions listen to a topic. */
	readonly listeners: (topic: string) => number;
	readonly maxAttempts: (topic: string) => number;
	/** Longer than any pause between two tries; what is silent for so long does not come any more. */
	readonly giveUpMs: number;
	readonly nowMs?: () => number;
};

export type Ledger = ReturnType<typeof openLedger>;

export const openLedger = ({listeners, maxAttempts, giveUpMs, nowMs = () => performance.now()}: LedgerSettings) => {
	const attempts = new Map<string, number>();
	const settled = new Set<string>();
	let expected = 0;
	let running = 0;
	let heardAt = nowMs();
	const hear = (): void => {
		heardAt = nowMs();
	};
	const settle = (delivery: string): void => {
		attempts.delete(delivery);
		if (settled.has(delivery)) return;
		settled.add(delivery);
		expected = Math.max(0, expected - 1);
		if (settled.size > 10_000) settled.clear();
	};
	const isQuiet = (): boolean => {
		if (running > 0) return false;
		if (expected > 0 && nowMs() - heardAt > giveUpMs) expected = 0;
		return expected === 0;
	};
	return {
		/** Somebody is about to publish. */
		announce: (topic: string, count: number): void => {
			hear();
			expected += count * listeners(topic);
		},
		/** One try to deliver begins. */
		begin: (): void => {
			hear();
			running++;
		},
		/** It ended. Too many failures, and the message is put aside. */
		end: (topic: string, delivery: string, delivered: boolean): void => {
			hear();
			running--;
			const tried = (attempts.get(delivery) ?? 0) + 1;
			attempts.set(delivery, tried);
			if (delivered || tried >= maxAttempts(topic)) settle(delivery);
		},
		isQuiet,
		/** Resolves when no message is on its way or waits for another try. */
		idle: async (): Promise<void> => {
			while (!isQuiet()) await pause(10);
		},
	};
};
