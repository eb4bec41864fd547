/** From subtotal to total, kept together on one page, and what the law wants to read below. */
import type {Printable} from '../core/printable.ts';
import {makeRoom, type Pen, rule, type Style, styles, tagged, wrapped, write} from './pen.ts';

type Row = {readonly label: string; readonly amount: string};

const blockWidth = 270;
const amountWidth = 112;

export const drawSums = (pen: Pen, model: Printable): void => {
	const x = pen.right - blockWidth;
	const rows = [...model.sums, ...model.taxes, ...model.afterTax];
	makeRoom(pen, Math.min(rows.length * 16 + 60, pen.bottom - pen.top));
	for (const row of rows) drawRow(pen, row, styles.label, styles.body, x);
	if (rows.length > 0) {
		pen.y += 4;
		rule(pen, pen.y, x, pen.right, '#9aa3b0', 0.8);
		pen.y += 5;
	}
	drawRow(pen, model.total, styles.total, styles.total, x);
	if (model.accountTax) {
		const {label, value} = model.accountTax;
		drawRow(pen, {label, amount: value}, styles.label, styles.label, x);
	}
	pen.y += 10;
	for (const text of model.statutory) drawParagraph(pen, text);
};

const drawRow = (pen: Pen, {label, amount}: Row, left: Style, right: Style, x: number): void => {
	const lines = wrapped(pen, left, label, blockWidth - amountWidth);
	const height = Math.max(lines.length * left.leading, right.leading) + 2;
	makeRoom(pen, height);
	tagged(pen, pen.root, 'P', () => {
		write(pen, left, lines, {x, y: pen.y, width: blockWidth - amountWidth});
		write(pen, right, [amount], {x: pen.right - amountWidth, y: pen.y, width: amountWidth, align: 'right'});
	});
	pen.y += height;
};

/** Text over the whole width, line by line over as many pages as it needs. */
export const drawParagraph = (pen: Pen, text: string, look: Style = styles.body): void => {
	const most = Math.floor((pen.bottom - pen.top) / look.leading);
	const lines = wrapped(pen, look, text, pen.width);
	for (let from = 0; from < lines.length; ) {
		makeRoom(pen, look.leading);
		const room = Math.max(1, Math.min(most, Math.floor((pen.bottom - pen.y) / look.leading)));
		const part = lines.slice(from, from + room);
		tagged(pen, pen.root, 'P', () => write(pen, look, part, {x: pen.left, y: pen.y, width: pen.width}));
		pen.y += part.length * look.leading;
		from += part.length;
	}
	pen.y += 6;
};
