/** The first page's upper part: whose document it is, what it is, for whom, and the dates that matter. */
import type {Printable, PrintedParty} from '../core/printable.ts';
import {makeRoom, type Pen, rule, styles, tagged, widthOf, wrapped, write} from './pen.ts';
import {imageOf, type Pixels} from './picture.ts';

export type Logo = {
	readonly bytes: Uint8Array;
	readonly width: number;
	readonly height: number;
};
/** `pixels`: made ready for print; null where pdfkit places the file as it is. */
export type ReadyLogo = Logo & {readonly pixels: Pixels | null};

const logoBox = {width: 170, height: 52};
const gutter = 18;

export const drawHead = (pen: Pen, model: Printable, logo: ReadyLogo | null): void => {
	drawBrand(pen, model, logo);
	drawTitle(pen, model);
	pen.y = pen.top + 78;
	const [from, to, facts] = [pen.left, pen.left + pen.width * 0.31, pen.left + pen.width * 0.62];
	const buyerHeight = drawParty(pen, model.buyer, to, facts - to - gutter);
	const heights = [
		drawParty(pen, model.seller, from, to - from - gutter),
		buyerHeight + (model.delivery ? drawParty(pen, model.delivery, to, facts - to - gutter, buyerHeight + 10) + 10 : 0),
		drawFacts(pen, model, facts, pen.right - facts),
	];
	pen.y += Math.max(...heights) + 12;
	drawHeadline(pen, model);
};

const drawBrand = (pen: Pen, model: Printable, logo: ReadyLogo | null): void => {
	if (logo) {
		const scale = Math.min(logoBox.width / logo.width, logoBox.height / logo.height, 1);
		const [width, height] = [logo.width * scale, logo.height * scale];
		const source = logo.pixels ? imageOf(logo.pixels) : Buffer.from(logo.bytes);
		// Its types do not know images that are ready.
		const place = () => Reflect.apply(pen.doc.image, pen.doc, [source, pen.left, pen.top, {width, height}]);
		tagged(pen, pen.root, 'Figure', place, {
			alt: model.sellerName,
			bbox: [pen.left, pen.top, pen.left + width, pen.top + height],
			placement: 'Block',
		});
		return;
	}
	const name = wrapped(pen, styles.brand, model.sellerName, pen.width * 0.56).slice(0, 2);
	tagged(pen, pen.root, 'P', () => write(pen, styles.brand, name, {x: pen.left, y: pen.top, width: pen.width * 0.56}));
};

const drawTitle = (pen: Pen, model: Printable): void => {
	const width = pen.width * 0.44;
	const x = pen.right - width;
	const lines = wrapped(pen, styles.title, model.heading, width);
	tagged(pen, pen.root, 'H1', () => write(pen, styles.title, lines, {x, y: pen.top - 4, width, align: 'right'}));
};

/** Answers the height it takes. */
const drawParty = (pen: Pen, {heading, lines}: PrintedParty, x: number, width: number, below = 0): number => {
	const y = pen.y + below;
	tagged(pen, pen.root, 'P', () => write(pen, styles.label, wrapped(pen, styles.label, heading, width), {x, y, width}));
	const [name = '', ...rest] = lines;
	const first = wrapped(pen, styles.strong, name, width);
	const others = rest.flatMap((line) => wrapped(pen, styles.body, line, width));
	const start = y + styles.label.leading + 1;
	tagged(pen, pen.root, 'P', () => {
		const taken = write(pen, styles.strong, first, {x, y: start, width});
		write(pen, styles.body, others, {x, y: start + taken, width});
	});
	return styles.label.leading + 1 + first.length * styles.strong.leading + others.length * styles.body.leading;
};

const drawFacts = (pen: Pen, {facts}: Printable, x: number, width: number): number => {
	const labelWidth = Math.max(0, ...facts.map(({label}) => widthOf(pen, styles.label, label))) + 14;
	let y = pen.y;
	for (const {label, value} of facts) {
		const lines = wrapped(pen, styles.body, value, width - labelWidth);
		tagged(pen, pen.root, 'P', () => {
			write(pen, styles.label, [label], {x, y, width: labelWidth});
			write(pen, styles.body, lines, {x: x + labelWidth, y, width: width - labelWidth, align: 'right'});
		});
		y += lines.length * styles.body.leading + 1.5;
	}
	return y - pen.y;
};

const drawHeadline = (pen: Pen, {headline}: Printable): void => {
	makeRoom(pen, 60);
	pen.y += 8;
	rule(pen, pen.y);
	pen.y += 12;
	const lines = wrapped(pen, styles.headline, headline, pen.width);
	tagged(pen, pen.root, 'P', () => write(pen, styles.headline, lines, {x: pen.left, y: pen.y, width: pen.width}));
	pen.y += lines.length * styles.headline.leading + 14;
};
