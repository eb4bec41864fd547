/** Moves time on: events and ticks in their order, until somebody says that it is enough or all is quiet. */
import type {Broker} from './bus.ts';
import type {OpenOutside} from './outside.ts';
import type {Scheduler} from './scheduler.ts';
import type {Sim} from './sim.ts';

export type Drive = ReturnType<typeof openDrive>;
type Driven = {
	readonly sim: Sim;
	readonly bus: Broker;
	readonly scheduler: Scheduler;
	readonly outside: OpenOutside;
	/** Something broke: nothing is waited for any more. */
	readonly isBroken: () => boolean;
};

/** No story that ends takes a third of them. */
const mostSteps = 200_000;
const never = Number.POSITIVE_INFINITY;

export const openDrive = ({sim, bus, scheduler, outside, isBroken}: Driven) => {
	const {loop, tasks, violate} = sim;
	/** Runs until `isOver`, or until nothing more would ever happen. */
	const drive = async (isOver: () => boolean): Promise<void> => {
		while (!isOver() && !isBroken()) {
			if (loop.steps() > mostSteps) violate('I28', `${loop.steps()} steps: messages beget messages`);
			const tickMs = scheduler.nextMs();
			const eventMs = loop.nextAt() ?? never;
			if (Math.min(tickMs, eventMs) === never) return;
			if (tickMs < eventMs) {
				await loop.step(tickMs);
				scheduler.tickNow();
				await loop.settle();
			} else await loop.step(eventMs);
		}
	};
	const isQuiet = (): boolean => !bus.isBusy() && tasks.alive() === 0 && !outside.isTelling() && scheduler.isStuck();
	return {
		drive,
		driveUntil: async (untilMs: number): Promise<void> => {
			let isThere = false;
			loop.at(untilMs, () => {
				isThere = true;
			});
			await drive(() => isThere);
		},
		/** Until no message is under way and nothing due moves any more. */
		quiet: async (): Promise<void> => {
			const latest = loop.now() + 3 * 86_400_000;
			await drive(() => isQuiet() || loop.now() > latest);
			if (!isQuiet() && !isBroken())
				violate('I23', `not quiet after three days: ${scheduler.dueNow().slice(0, 3)} ${bus.open().slice(0, 3)}`);
		},
		/** When the next document falls due. */
		nextDueMs: (): number => (isBroken() ? never : scheduler.firstMs()),
	};
};
