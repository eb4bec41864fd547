/** Loads at the first call and keeps the answer. A failure is not kept: the next call tries again. */
export const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
	let loading: Promise<T> | undefined;
	return () => {
		loading ??= load().catch((error: unknown) => {
			loading = undefined;
			throw error;
		});
		return loading;
	};
};
