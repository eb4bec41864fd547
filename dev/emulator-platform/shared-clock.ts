/** The platform's clock in a document that all processes read: `platform/clock`. */
import {z} from 'zod';
import type {Clock, Db} from '../../functions/world.ts';
import {Instant} from '../../schemas/basics.ts';
import type {PlatformClock} from '../clock/platform-clock.ts';
import {replaceDocument} from './replace-document.ts';

const path = 'platform/clock';
const SharedTime = z.strictObject({offsetMs: z.number(), standingAt: Instant.nullable()});

/** As functions read it, anew each time: while the clock is walked, it must not be a moment late. */
export const documentClock = (db: Db): Clock => {
	const wall = (): Instant => new Date().toISOString();
	return {
		wall,
		now: async () => {
			const stored = await db.get(path);
			if (stored === undefined) return wall();
			const {offsetMs, standingAt} = SharedTime.parse(stored.fields);
			return standingAt ?? new Date(Date.now() + offsetMs).toISOString();
		},
	};
};

export type SharedClock = PlatformClock & {
	/** Resolves when the document shows what this clock shows. */
	shown(): Promise<void>;
};

/** The clock of the process that moves it; what it shows is written into the document, one write after the other. */
export const sharedClock = (clock: PlatformClock, db: Db): SharedClock => {
	let writing: Promise<void> = Promise.resolve();
	const show = (standingAt: Instant | null): void => {
		const offsetMs = Date.parse(clock.now()) - Date.now();
		writing = writing.then(() => replaceDocument(db, path, () => ({offsetMs, standingAt})));
		writing.catch(() => undefined); // Told where it is awaited.
	};
	show(null);
	return {
		now: clock.now,
		hold: () => {
			const instant = clock.hold();
			show(instant);
			return instant;
		},
		standAt: (instant) => {
			clock.standAt(instant);
			show(instant);
		},
		reached: clock.reached,
		release: () => {
			clock.release();
			show(null);
		},
		shown: () => writing,
	};
};
