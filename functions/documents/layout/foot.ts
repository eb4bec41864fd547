/** How to pay, what else is to be said, and the foot of every page. */
import {encode} from 'uqr';
import type {Printable, PrintedPayment} from '../core/printable.ts';
import {
	decoration,
	ground,
	ink,
	makeRoom,
	margins,
	type Pen,
	readable,
	rule,
	styles,
	tagged,
	widthOf,
	wrapped,
	write,
} from './pen.ts';
import {drawParagraph} from './sums.ts';

const inset = 14;
const codeSize = 88;

export const drawPayment = (pen: Pen, payment: PrintedPayment): void => {
	const textWidth = pen.width - 2 * inset - (payment.code ? codeSize + 20 : 0);
	const text = payment.text === '' ? [] : wrapped(pen, styles.body, payment.text, textWidth);
	const rowsHeight = payment.rows.length * 14.5;
	const written =
		20 + text.length * styles.body.leading + rowsHeight + (rowsHeight > 0 ? 6 : 0) + (payment.link ? 19 : 0);
	const height = Math.max(written, payment.code ? codeSize + 14 : 0) + 2 * inset;
	pen.y += 8;
	makeRoom(pen, height);
	const top = pen.y;
	decoration(pen, () => {
		pen.doc.roundedRect(pen.left, top, pen.width, height, 6).fill(ground);
	});
	pen.y = top + inset;
	drawInstructions(pen, payment, text, textWidth);
	if (payment.code) drawCode(pen, payment.code, pen.right - inset - codeSize, top + inset);
	pen.y = top + height + 14;
};

const drawInstructions = (pen: Pen, payment: PrintedPayment, text: readonly string[], width: number): void => {
	const x = pen.left + inset;
	tagged(pen, pen.root, 'H2', () => write(pen, styles.strong, [payment.heading], {x, y: pen.y, width}));
	pen.y += 18;
	tagged(pen, pen.root, 'P', () => write(pen, styles.body, text, {x, y: pen.y, width}));
	pen.y += text.length * styles.body.leading + (payment.rows.length > 0 ? 6 : 0);
	const labelWidth = Math.max(0, ...payment.rows.map(({label}) => widthOf(pen, styles.label, label))) + 14;
	for (const {label, value} of payment.rows) {
		tagged(pen, pen.root, 'P', () => {
			write(pen, styles.label, [label], {x, y: pen.y, width: labelWidth});
			write(pen, styles.body, wrapped(pen, styles.body, value, width - labelWidth).slice(0, 1), {
				x: x + labelWidth,
				y: pen.y,
				width: width - labelWidth,
			});
		});
		pen.y += 14.5;
	}
	const {link} = payment;
	if (link === null) return;
	tagged(pen, pen.root, 'Link', () => write(pen, styles.link, [link.label], {x, y: pen.y + 5, width, link: link.url}));
};

/** Dark runs of each row as one path: a code that any magnification keeps sharp. */
const drawCode = (pen: Pen, {text, label}: NonNullable<PrintedPayment['code']>, x: number, y: number): void => {
	const {data, size} = encode(text, {ecc: 'M', boostEcc: false, border: 0, maxVersion: 13});
	const module = codeSize / size;
	const dark = () => {
		for (const [row, cells] of data.entries()) {
			for (const [from, to] of runsOf(cells))
				pen.doc.rect(x + from * module, y + row * module, (to - from) * module, module);
		}
		pen.doc.fill(ink);
	};
	tagged(pen, pen.root, 'Figure', dark, {alt: label, bbox: [x, y, x + codeSize, y + codeSize], placement: 'Block'});
	tagged(pen, pen.root, 'P', () => {
		const width = widthOf(pen, styles.small, label);
		write(pen, styles.small, [label], {x: x + (codeSize - width) / 2, y: y + codeSize + 4, width});
	});
};

const runsOf = (cells: readonly boolean[]): readonly (readonly [number, number])[] => {
	const runs: (readonly [number, number])[] = [];
	for (let from = cells.indexOf(true); from >= 0; ) {
		const end = cells.indexOf(false, from);
		const to = end < 0 ? cells.length : end;
		runs.push([from, to]);
		from = cells.indexOf(true, to);
	}
	return runs;
};

export const drawTexts = (pen: Pen, {texts}: Printable): void => {
	for (const {heading, text} of texts) {
		makeRoom(pen, 40);
		tagged(pen, pen.root, 'H2', () => write(pen, styles.column, [heading], {x: pen.left, y: pen.y, width: pen.width}));
		pen.y += 14;
		drawParagraph(pen, text);
		pen.y += 4;
	}
};

/** On every page, once it is known how many there are. */
export const drawFooters = (pen: Pen, {footer, page}: Printable): void => {
	const {doc} = pen;
	const {count} = doc.bufferedPageRange();
	for (let nth = 0; nth < count; nth++) {
		doc.switchToPage(nth);
		const y = doc.page.height - margins.bottom + 20;
		rule(pen, y - 8);
		const counted = page(nth + 1, count);
		const width = widthOf(pen, styles.small, counted);
		decoration(pen, () => {
			const room = pen.width - width - 20;
			const lines = footer.flatMap((line) => (line === '' ? [] : wrapped(pen, styles.small, readable(line), room)));
			write(pen, styles.small, lines.slice(0, 3), {x: pen.left, y, width: room});
			write(pen, styles.small, [counted], {x: pen.right - width, y, width, align: 'right'});
		});
	}
};
