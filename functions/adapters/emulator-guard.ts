import {invariant} from '../kernel/invariant.ts';

/** Emulators take unsigned tokens and keep nothing: a deployed function (K_SERVICE) that would talk to one refuses to start. */
export const refuseEmulatorsInProduction = (environment: {readonly [name: string]: string | undefined}): void => {
	if (environment.K_SERVICE === undefined) return;
	const found = Object.keys(environment).filter((name) => name.endsWith('_EMULATOR_HOST') && environment[name]);
	invariant(found.length === 0, `no emulator is set in a deployment: ${found.join(', ')}`);
};
