import type {List} from './shapes.ts';

export type Walked<T> = {
	readonly rows: readonly T[] /** False when the bound was reached before the end. */;
	readonly complete: boolean;
};

const mostPages = 12;

/** Reads a list to its end or until `enough`, at most 12 pages. */
export const walk = async <T>(
	page: (cursor: string | null) => Promise<List<T>>,
	enough: (rows: readonly T[]) => boolean = () => false,
): Promise<Walked<T>> => {
	const rows: T[] = [];
	let cursor: string | null = null;
	for (let read = 0; read < mostPages; read += 1) {
		const {data, nextCursor}: List<T> = await page(cursor);
		rows.push(...data);
		cursor = nextCursor;
		if (cursor === null || enough(data)) return {rows, complete: true};
	}
	return {rows, complete: false};
};
