/** What a check found: nothing, or one line per problem. `seen` says how much was looked at. */
export type Findings = {readonly problems: readonly string[]; readonly seen: string};

export const found = (problems: readonly string[], seen: string): Findings => ({
	problems: [...new Set(problems)].sort(),
	seen,
});
