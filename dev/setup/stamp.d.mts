export type Scope = 'start' | 'full';
export type Stamp = {readonly scope: Scope; readonly lock: string; readonly machine: string};
export const scopeOf: (word: string | undefined) => Scope;
export const lockHash: (lockText: string) => string;
export const readStamp: (text: string) => Stamp | undefined;
export const whatToInstall: (facts: {
	readonly wanted: Scope;
	readonly stamp: Stamp | undefined;
	readonly lock: string;
	readonly machine: string;
}) => Scope | 'nothing';
export const holdsEverything: (lockText: string, installedText: string) => boolean;
export const onlyForeignOptionalMissing: (errors: string) => boolean;
export const lacksOptional: (lockText: string) => boolean;
