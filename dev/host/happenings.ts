import type {Instant} from '../../schemas/basics.ts';

/** What the platform just did, for people who watch it: the last few hundred things, in memory. */
export type Happening = {
	readonly number: number;
	/** On the platform's clock. */
	readonly at: Instant;
	readonly what: string;
	readonly outcome: 'done' | 'failed' | 'parked';
	readonly ms: number;
	readonly detail: string | null;
};

const most = 400;

export const watchHappenings = () => {
	const ring: Happening[] = [];
	let count = 0;
	return {
		add: (happening: Omit<Happening, 'number'>): void => {
			ring.push({...happening, number: ++count});
			if (ring.length > most) ring.shift();
		},
		/** Newest first, those after a number. */
		since: (number: number): readonly Happening[] => ring.filter((each) => each.number > number).reverse(),
	};
};
export type Happenings = ReturnType<typeof watchHappenings>;
