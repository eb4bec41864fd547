/** A failed invariant: our own mistake, never the caller's. It parks the work and raises an alarm. */
export class Bug extends Error {
	override readonly name = 'Bug';
}

/**
 * Stops at once when a thing that must always hold does not. `message` says what should have held; as a function where it is
 * put together, since it is seldom needed and what checks every value of every document runs often.
 */
export function invariant(condition: unknown, message: string | (() => string)): asserts condition {
	if (!condition) throw new Bug(typeof message === 'string' ? message : message());
}

/** For the branch that cannot be reached: the type checker proves it, this keeps it true at run time. */
export const unreachable = (_value: never): never => {
	throw new Bug('a case that no code handles');
};
