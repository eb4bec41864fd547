/** The thin layer over pdfkit: measured text, tagged content, a cursor that knows when a page is full. */
type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

export type Style = {
	readonly font: 'regular' | 'strong';
	readonly size: number;
	readonly colour: string;
	/** Height of a line, in points. */
	readonly leading: number;
};

const style = (font: Style['font'], size: number, colour: string, leading: number): Style => ({
	font,
	size,
	colour,
	leading,
});

export const ink = '#14171f';
export const grey = '#5b6472';
export const hairline = '#d8dce3';
export const ground = '#f5f6f8';
export const blue = '#1d4fd8';

export const styles = {
	title: style('strong', 20, ink, 26),
	brand: style('strong', 15, ink, 20),
	headline: style('strong', 13, ink, 18),
	body: style('regular', 9.5, ink, 13.5),
	strong: style('strong', 9.5, ink, 13.5),
	detail: style('regular', 8.5, grey, 12),
	label: style('regular', 8.5, grey, 13.5),
	column: style('strong', 8, grey, 11),
	link: style('strong', 9.5, blue, 13.5),
	total: style('strong', 12, ink, 18),
	small: style('regular', 7.5, grey, 10),
} as const;

export type Pen = {
	readonly doc: Document;
	readonly root: Element;
	readonly left: number;
	readonly right: number;
	readonly width: number;
	/** Nothing but the footer stands below. */
	readonly bottom: number;
	readonly top: number;
	/** Where the next block begins. */
	y: number;
};

export const margins = {side: 54, top: 48, bottom: 66} as const;

export const penOn = (doc: Document): Pen => {
	const root = doc.struct('Document');
	doc.addStructure(root);
	const {width, height} = doc.page;
	return {
		doc,
		root,
		left: margins.side,
		right: width - margins.side,
		width: width - 2 * margins.side,
		top: margins.top,
		bottom: height - margins.bottom,
		y: margins.top,
	};
};

/** Begins a new page unless `height` still fits; `onNewPage` draws what is repeated there. */
export const makeRoom = (pen: Pen, height: number, onNewPage: () => void = () => {}): void => {
	if (pen.y + height <= pen.bottom) return;
	pen.doc.addPage();
	pen.y = pen.top;
	onNewPage();
};

/** Content that a screen reader reads, as an element of this kind. */
export const tagged = (pen: Pen, parent: Element, kind: string, draw: () => void, more: Attributes = {}): void => {
	parent.add(pen.doc.struct(kind, more, draw));
};

/** What readers need besides the kind; the types of pdfkit do not have all of it yet. */
type Attributes = PDFKit.Mixins.StructureElementOptions & {
	readonly scope?: 'Column';
	readonly bbox?: readonly [number, number, number, number];
	readonly placement?: 'Block';
};

/** An element that only holds others. The caller ends it. */
export const group = (pen: Pen, parent: Element, kind: string): Element => {
	const element = pen.doc.struct(kind);
	parent.add(element);
	return element;
};

/** Lines, grounds, repeated heads: nothing to read. */
export const decoration = (pen: Pen, draw: () => void): void => {
	pen.doc.markContent('Artifact');
	draw();
	pen.doc.endMarkedContent();
};

export const rule = (pen: Pen, y: number, from = pen.left, to = pen.right, colour = hairline, weight = 0.6): void =>
	decoration(pen, () => {
		pen.doc.lineWidth(weight).strokeColor(colour).moveTo(from, y).lineTo(to, y).stroke();
	});

export type Place = {
	readonly x: number;
	readonly y: number;
	/** With `align: 'right'`, text ends at `x + width`. */
	readonly width: number;
	readonly align?: 'left' | 'right';
	readonly link?: string;
};

/** Writes lines that were wrapped before; answers the height they take. */
export const write = (
	pen: Pen,
	{font, size, colour, leading}: Style,
	lines: readonly string[],
	place: Place,
): number => {
	const {doc} = pen;
	const {x, y, width, align = 'left', link} = place;
	doc.font(font).fontSize(size).fillColor(colour);
	for (const [index, line] of lines.entries()) {
		if (line === '') continue;
		const start = align === 'right' ? x + width - doc.widthOfString(line) : x;
		const baseline = y + index * leading + leading * 0.5 + size * 0.36;
		doc.text(line, start, baseline, {lineBreak: false, baseline: 'alphabetic', ...(link ? {link} : {})});
	}
	return lines.length * leading;
};

export const widthOf = ({doc}: Pen, {font, size}: Style, text: string): number =>
	doc.font(font).fontSize(size).widthOfString(text);

/** Breaks text at blanks into lines of at most `width`, and a word that is longer than a line anywhere. */
export const wrapped = (pen: Pen, look: Style, text: string, width: number): readonly string[] => {
	pen.doc.font(look.font).fontSize(look.size);
	const fits = (part: string): boolean => pen.doc.widthOfString(part) <= width;
	return readable(text)
		.split('\n')
		.flatMap((paragraph) => {
			const lines: string[] = [];
			let line = '';
			for (const word of paragraph.split(' ').flatMap((whole) => pieces(whole, fits))) {
				const longer = line === '' ? word : `${line} ${word}`;
				if (line !== '' && !fits(longer)) {
					lines.push(line);
					line = word;
				} else {
					line = longer;
				}
			}
			return [...lines, line];
		});
};

const pieces = (word: string, fits: (part: string) => boolean): readonly string[] => {
	if (fits(word)) return [word];
	const parts: string[] = [];
	let part = '';
	for (const letter of word) {
		if (part !== '' && !fits(part + letter)) {
			parts.push(part);
			part = '';
		}
		part += letter;
	}
	return [...parts, part];
};

/** One form for what looks the same; marks that steer direction or stay invisible would only print as boxes. */
export const readable = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replaceAll('\t', '    ')
		.replace(/\p{Cf}|\p{Variation_Selector}/gu, '')
		.replace(/[\u2028\u2029]/g, '\n');
