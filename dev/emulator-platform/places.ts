/** So many at a time and no more, as Cloud Run lets into one instance; the others wait for their turn. */
export const places = (count: number) => {
	const waiting: (() => void)[] = [];
	let taken = 0;
	const leave = (): void => {
		const next = waiting.shift();
		if (next === undefined) taken--;
		else next();
	};
	return async <T>(run: () => Promise<T>): Promise<T> => {
		if (taken < count) taken++;
		else await new Promise<void>((resolve) => void waiting.push(resolve));
		try {
			return await run();
		} finally {
			leave();
		}
	};
};
