import {setTimeout as pause} from 'node:timers/promises';

type Courier = {
	/** Resolves when no message is on its way or waits for another try. */
	idle(): Promise<void>;
};
type Provider = {
	/** Lets happen what the clock has passed; answers how much it was. */
	tick(): number;
	/** Events that the platform has not taken yet. */
	undelivered(): number;
	/** Tries each of them once. */
	flush(): Promise<void>;
};

/** An event that the platform refuses this often is left to later: it must not hold the clock up. */
const mostTries = 12;
const mostPauseMs = 1000;

/** Waits until the bus is idle and the payment provider has told everything, which keeps the bus busy, and so on. */
export const untilQuiet = async (bus: Courier, provider: Provider): Promise<void> => {
	for (let tries = 0; tries < mostTries; tries++) {
		await bus.idle();
		const happened = provider.tick();
		if (happened === 0 && provider.undelivered() === 0) return;
		await provider.flush();
		if (provider.undelivered() > 0) await pause(Math.min(25 * 2 ** tries, mostPauseMs));
	}
	await bus.idle();
};
