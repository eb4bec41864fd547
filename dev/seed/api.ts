import {setTimeout as pause} from 'node:timers/promises';

/** What the API answered, read where it is used. */
export type Answer = {readonly [field: string]: unknown};
export type Api = ReturnType<typeof apiClient>;

/**
 * The public API, as any program calls it. Each `POST` has a key that names what it is for, so that a second run of the
 * same story changes nothing. Throws what the API refused, in its words.
 */
export const apiClient = (base: string, token: string) => {
	const call = async (method: string, path: string, body?: object, key?: string): Promise<Answer> => {
		const response = await fetch(`${base}/api/v1${path}`, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body === undefined ? {} : {'content-type': 'application/json'}),
				...(key === undefined ? {} : {'idempotency-key': key}),
			},
			...(body === undefined ? {} : {body: JSON.stringify(body)}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}`);
		return text === '' ? {} : JSON.parse(text);
	};
	const list = async (path: string): Promise<readonly Answer[]> => {
		const found: Answer[] = [];
		for (let cursor = ''; ; ) {
			const page = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
			if (Array.isArray(page.data)) found.push(...page.data);
			if (typeof page.nextCursor !== 'string') return found;
			cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
		}
	};
	return {
		get: (path: string) => call('GET', path),
		patch: (path: string, body: object) => call('PATCH', path, body),
		post: (path: string, body: object, key: string) => call('POST', path, body, `demo/${key}`),
		list,
	};
};

export const text = (value: unknown): string => {
	if (typeof value !== 'string') throw new Error(`text was expected, not ${typeof value}`);
	return value;
};
export const amount = (value: unknown): number => {
	if (typeof value !== 'number') throw new Error(`a number was expected, not ${typeof value}`);
	return value;
};

/** Runs tasks a few at a time, in order of start. */
export const aFewAtATime = async <T>(tasks: readonly (() => Promise<T>)[], few = 4): Promise<readonly T[]> => {
	const done: T[] = [];
	const queue = tasks.entries();
	const worker = async (): Promise<void> => {
		for (const [index, task] of queue) done[index] = await task();
	};
	await Promise.all(Array.from({length: few}, worker));
	return done;
};

/** Looks again until it is so; 10 s at most. */
export const until = async (isSo: () => Promise<boolean>, what: string): Promise<void> => {
	for (let turn = 0; turn < 200; turn++) {
		if (await isSo()) return;
		await pause(50);
	}
	throw new Error(`${what}: not within 10 s`);
};
