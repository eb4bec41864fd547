/** Our fonts, opened once: parsing them for each document would cost a hundred milliseconds. */
import {readFile} from 'node:fs/promises';
import type {Font, GlyphRun} from 'fontkit';
import {invariant} from '../kernel/invariant.ts';

export type Fonts = {readonly regular: Font; readonly strong: Font};

let opening: Promise<Fonts> | undefined;

/** Inter in two weights, figures of equal width. The files lie beside this module, in a bundle too. */
export const openFonts = (): Promise<Fonts> => {
	opening ??= open();
	return opening;
};

const open = async (): Promise<Fonts> => {
	const {create} = await import('fontkit');
	const font = async (file: string): Promise<Font> => {
		const opened = create(await readFile(new URL(`./fonts/${file}`, import.meta.url)));
		invariant('layout' in opened, 'a file of one font');
		return remembering(opened);
	};
	const [regular, strong] = await Promise.all([font('inter-400.ttf'), font('inter-600.ttf')]);
	return {regular, strong};
};

const mostRemembered = 4000;
const longest = 24;

/** The same few words stand on most documents: shaped once, they are handed out as copies, because pdfkit scales them in place. */
const remembering = (font: Font): Font => {
	const runs = new Map<string, GlyphRun>();
	const shape = (text: string): GlyphRun => {
		const known = runs.get(text);
		if (known) return known;
		if (runs.size >= mostRemembered) runs.clear();
		const run = font.layout(text);
		if (text.length <= longest) runs.set(text, run);
		return run;
	};
	const layout = (text: string): GlyphRun => {
		const run = shape(text);
		return Object.create(run, {positions: {value: run.positions.map((position) => ({...position}))}});
	};
	return Object.create(font, {layout: {value: layout}});
};
