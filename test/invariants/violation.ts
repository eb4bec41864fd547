/** What an end state breaks. `invariant`: its number in docs/invariants.md; `at`: path or id of the document. */
export type Violation = {readonly invariant: string; readonly at: string; readonly says: string};

/** A violation where the claim does not hold, else nothing. */
export const unless = (holds: boolean, invariant: string, at: string, says: string): readonly Violation[] =>
	holds ? [] : [{invariant, at, says}];

/** One line each, for a failed test's message. */
export const inWords = (violations: readonly Violation[], most = 20): string =>
	[
		`${violations.length} violations`,
		...violations.slice(0, most).map(({invariant, at, says}) => `  [${invariant}] ${at}: ${says}`),
	].join('\n');
