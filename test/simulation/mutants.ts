export type Mutant = {
	readonly name: string;
	/** What it breaks. */
	readonly breaks: string;
	/** Below the root of the repository. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
};

export const mutants: readonly Mutant[] = [];
