/** What one simulation is made of, as its parts see it. */
import type {Db, Fields, Write} from '../../functions/world.ts';
import type {Draw} from './draw.ts';
import type {FaultKind, Faults, Site} from './faults.ts';
import type {Loop} from './loop.ts';
import type {Task, Tasks} from './tasks.ts';

export type Letter = {
	readonly key: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly at: string;
};
/** A commit as it landed. */
export type Landed = {readonly writes: readonly Write[]; readonly at: string; readonly by: string};

export type Sim = {
	readonly seed: number;
	readonly draw: Draw;
	readonly loop: Loop;
	readonly tasks: Tasks;
	readonly faults: Faults;
	readonly db: Db;
	/** Every document as it is now, by path. */
	readonly documents: Map<string, Fields>;
	/** Shards of collections in which anything ever was: `templates 7`. */
	readonly used: Set<string>;
	readonly landed: (commit: Landed) => void;
	/** The order of everything that happened, as one number. */
	readonly trace: (...what: readonly (string | number)[]) => void;
	readonly violate: (invariant: string, why: string) => void;
	readonly mailbox: Letter[];
	/** Messages that show what must be sealed. */
	readonly leaks: string[];
	readonly note: (effect: string) => void;
	readonly onCall: ((call: PortCall) => void) | undefined;
};
export type PortCall = {readonly site: Site; readonly key: string; readonly nth: number};
export type Calling = {readonly sim: Sim; readonly task: Task};
export type {FaultKind, Site, Task};

export const instantOf = (ms: number): string => new Date(Math.floor(ms)).toISOString();
