import type {Route} from '../route.ts';
import type {Db} from '../world.ts';

type Params = {readonly [name: string]: string};

/**
 * A database that has already asked for what a GET will read: the account and the one object in its path, in one round
 * trip instead of two. Each is given once, so nothing is read stale.
 */
export const readAhead = (db: Db, paths: readonly string[]): Db => {
	const batch = db.getMany(paths);
	const ahead = new Map(paths.map((path, nth) => [path, batch.then((found) => found[nth])]));
	// Whoever asks meets the failure; what nobody asks for must not end the process.
	for (const reading of ahead.values()) reading.catch(() => undefined);
	return {
		...db,
		get: (path) => {
			const reading = ahead.get(path);
			ahead.delete(path);
			return reading ?? db.get(path);
		},
	};
};

/** `/accounts/{account}/tax-rates/{taxRate}` → the documents of the account and of the tax rate. */
export const pathsAhead = (
	{method, path, access}: Pick<Route, 'method' | 'path' | 'access'>,
	params: Params,
): readonly string[] => {
	const [, name, object] = /^\/accounts\/\{account\}\/([\w-]+)\/\{(\w+)\}/.exec(path) ?? [];
	if (method !== 'GET' || access.kind !== 'member' || name === undefined || object === undefined) return [];
	const collection = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	return [`accounts/${params.account}`, `accounts/${params.account}/${collection}/${params[object]}`];
};
