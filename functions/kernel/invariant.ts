/** A failed invariant: our own mistake, never the caller's. It parks the work and raises an alarm. */
export class Bug extends Error {
	override readonly name = 'Bug';
}

/** Stops at once when a thing that must always hold does not. `message` says what should have held. */
export function invariant(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Bug(message);
}

/** For the branch that cannot be reached: the type checker proves it, this keeps it true at run time. */
export const unreachable = (_value: never): never => {
	throw new Bug('a case that no code handles');
};
