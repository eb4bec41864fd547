import type {Instant} from '../../schemas/basics.ts';

export type KeptForAWhile<T> = {
	/** The kept answer, or a new one. Those who ask at once share one loading. Failures and undefined are not kept. */
	get(name: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
	forget(name: string): void;
};

/** A small memory: at most `size` entries, the least recently used leaves first, each for `ttlMs` of the wall clock. */
export const keptForAWhile = <T>({
	size,
	ttlMs,
	wall,
}: {
	readonly size: number;
	readonly ttlMs: number;
	readonly wall: () => Instant;
}): KeptForAWhile<T> => {
	const entries = new Map<string, {readonly loading: Promise<T | undefined>; readonly until: number}>();

	const forgetUnlessKept = (name: string, loading: Promise<T | undefined>): void => {
		const forget = () => {
			if (entries.get(name)?.loading === loading) entries.delete(name);
		};
		loading.then((value) => value === undefined && forget(), forget);
	};
	const remember = (name: string, loading: Promise<T | undefined>, until: number): void => {
		entries.delete(name);
		entries.set(name, {loading, until});
		const oldest = entries.keys().next().value;
		if (entries.size > size && oldest !== undefined) entries.delete(oldest);
	};

	return {
		get: (name, load) => {
			const now = Date.parse(wall());
			const entry = entries.get(name);
			if (entry && entry.until > now) {
				remember(name, entry.loading, entry.until);
				return entry.loading;
			}
			const loading = load();
			remember(name, loading, now + ttlMs);
			forgetUnlessKept(name, loading);
			return loading;
		},
		forget: (name) => void entries.delete(name),
	};
};
