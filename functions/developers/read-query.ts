import {ok, type Result, refuse} from '../kernel/result.ts';

/** Parameters by name. One that occurs twice is refused: programs would disagree about which of them counts. */
export const readQuery = (search: URLSearchParams): Result<{readonly [name: string]: string}, 'invalid_request'> => {
	const pairs = [...search];
	const names = new Set(pairs.map(([name]) => name));
	if (names.size === pairs.length && !names.has('__proto__')) return ok(Object.fromEntries(pairs));
	return refuse('invalid_request', undefined, [
		{path: 'query', code: 'duplicate', message: 'a parameter occurs twice'},
	]);
};
