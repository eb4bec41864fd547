/** Makes a sequence that shows a difference as short as it can be, within a time. */
import type {Fields} from '../../functions/world.ts';
import type {Operation, SymbolicWrite} from './operations.ts';

/** `differs` answers where the databases part ways, or undefined. */
export const shrink = async <Difference extends {readonly at: number}>(
	operations: readonly Operation[],
	differs: (operations: readonly Operation[]) => Promise<Difference | undefined>,
	withinMs: number,
): Promise<{readonly operations: readonly Operation[]; readonly difference: Difference} | undefined> => {
	const end = performance.now() + withinMs;
	const first = await differs(operations);
	if (first === undefined) return undefined;
	let least = {operations: operations.slice(0, first.at + 1), difference: first};
	for (let isSmaller = true; isSmaller; ) {
		isSmaller = false;
		for (const attempt of smaller(least.operations)) {
			if (performance.now() > end) return least;
			const difference = await differs(attempt);
			if (difference === undefined) continue;
			least = {operations: attempt.slice(0, difference.at + 1), difference};
			isSmaller = true;
			break;
		}
	}
	return least;
};

/** Halves first, then single operations from the end, then single writes, then single fields. */
function* smaller(operations: readonly Operation[]): Generator<readonly Operation[]> {
	const {length} = operations;
	for (let size = Math.floor(length / 2); size >= 1; size = Math.floor(size / 2))
		for (let from = length - 1 - size; from >= 0; from -= size)
			yield [...operations.slice(0, from), ...operations.slice(from + size)];
	for (const [index, operation] of operations.entries())
		for (const less of simpler(operation)) yield operations.with(index, less);
}

function* simpler(operation: Operation): Generator<Operation> {
	if (operation.do === 'query' || operation.do === 'pages') {
		const {where = [], after: _, ...query} = operation.query;
		for (const index of where.keys())
			yield {...operation, query: {...operation.query, where: where.toSpliced(index, 1)}};
		if (operation.query.after !== undefined) yield {...operation, query: {...query, where}};
	}
	if (operation.do !== 'commit') return;
	const {writes} = operation;
	if (writes.length > 1) for (const index of writes.keys()) yield {do: 'commit', writes: writes.toSpliced(index, 1)};
	for (const [index, write] of writes.entries())
		for (const less of withLess(write)) yield {do: 'commit', writes: writes.with(index, less)};
}

function* withLess(write: SymbolicWrite): Generator<SymbolicWrite> {
	for (const name of Object.keys(write.fields)) {
		const {[name]: _, ...fields} = write.fields;
		yield {...write, fields: fields as Fields};
	}
}
