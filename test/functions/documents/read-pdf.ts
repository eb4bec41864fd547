/**
 * The text of a PDF as a reader would copy it, without the library that made it: streams inflated, glyphs looked up in
 * the fonts' own tables to Unicode. Knows only what our documents use. Each text is a line; pages end with a form feed.
 */
import {inflateSync} from 'node:zlib';

export const textOf = (pdf: Uint8Array): string => {
	const file = Buffer.from(pdf).toString('latin1');
	const objects = new Map<string, string>();
	for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
	const object = (id: string | undefined): string => objects.get(id ?? '') ?? '';
	const fonts = new Map<string, ReadonlyMap<string, string>>();
	const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(`${body}\n`));
	return pages
		.map((page) => {
			const resources = object(/\/Resources (\d+) 0 R/.exec(page)?.[1]);
			for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g))
				fonts.set(name, unicodeOf(streamOf(object(/\/ToUnicode (\d+) 0 R/.exec(object(id))?.[1]))));
			return written(streamOf(object(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts);
		})
		.join('\f');
};

const streamOf = (body: string): string => {
	const start = body.indexOf('stream\n');
	if (start < 0) return '';
	const bytes = Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1');
	return body.slice(0, start).includes('/FlateDecode')
		? inflateSync(bytes).toString('latin1')
		: bytes.toString('latin1');
};

/** Glyph, as four hex digits, to text: from the `bfrange` lists of a font. */
const unicodeOf = (map: string): ReadonlyMap<string, string> => {
	const glyphs = new Map<string, string>();
	for (const [, first = '', , list = ''] of map.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g)) {
		const start = Number.parseInt(first, 16);
		for (const [index, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
			const units = (hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
			glyphs.set((start + index).toString(16).padStart(4, '0'), String.fromCharCode(...units));
		}
	}
	return glyphs;
};

const written = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
	const lines: string[] = [];
	for (const [, block = ''] of content.matchAll(/BT\n([\s\S]*?)\nET/g)) {
		const glyphs = fonts.get(/\/(F\d+) /.exec(block)?.[1] ?? '');
		const codes = [...block.matchAll(/<(\w+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
		lines.push(codes.map((code) => glyphs?.get(code) ?? '\ufffd').join(''));
	}
	return lines.join('\n');
};
