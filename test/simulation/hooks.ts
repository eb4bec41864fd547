/**
 * How the simulation gets hold of the engine without changing it. To be called before anything of functions/ is loaded:
 * pauses become virtual, pages are not drawn (a PDF takes longer than a month of billing), and one bug may be planted.
 */
import {registerHooks} from 'node:module';
import type {Mutant} from './mutants.ts';

const root = new URL('../../', import.meta.url).href;
const timers = new URL('./virtual-timers.ts', import.meta.url).href;

/** The same model gives the same bytes, as the real one promises. */
const drawnPage = `export const renderPdf = async (model) => new TextEncoder().encode(JSON.stringify(model));`;

/** A bug whose place is not found any more is an error: it would count as caught by nobody. */
export const installHooks = (mutant?: Mutant): void => {
	const target = mutant && `${root}${mutant.file}`;
	registerHooks({
		resolve: (specifier, context, next) =>
			specifier === 'node:timers/promises' && context.parentURL?.startsWith(`${root}functions/`)
				? {url: timers, format: 'module-typescript', shortCircuit: true}
				: next(specifier, context),
		load: (url, context, next) => {
			if (url === `${root}functions/documents/render-pdf.ts`)
				return {format: 'module', source: drawnPage, shortCircuit: true};
			const loaded = next(url, context);
			return mutant && url === target ? {...loaded, source: planted(String(loaded.source), mutant)} : loaded;
		},
	});
};

const planted = (source: string, {name, from, to}: Mutant): string => {
	const parts = source.split(from);
	if (parts.length !== 2) throw new Error(`mutant ${name}: its place is there ${parts.length - 1} times, not once`);
	return parts.join(to);
};
