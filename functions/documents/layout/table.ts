/** The lines: a table that breaks over pages and repeats its head. */
import type {Printable, PrintedLine} from '../core/printable.ts';
import {
	decoration,
	group,
	makeRoom,
	type Pen,
	rule,
	type Style,
	styles,
	tagged,
	widthOf,
	wrapped,
	write,
} from './pen.ts';

type Element = PDFKit.PDFStructureElement;
type Name = 'description' | 'quantity' | 'price' | 'tax' | 'amount';
type Column = {readonly name: Name; readonly x: number; readonly width: number; readonly align: 'left' | 'right'};
type Cell = {
	readonly column: Column;
	readonly parts: readonly {readonly look: Style; readonly lines: readonly string[]}[];
};

const gap = 12;
const padding = 6;

export const drawLines = (pen: Pen, model: Printable): void => {
	const columns = columnsOf(pen, model);
	const table = group(pen, pen.root, 'Table');
	drawHeadRow(pen, model, columns, table);
	for (const line of model.lines) {
		for (const part of partsOf(pen, line, columns)) drawRow(pen, part, table, () => repeatHead(pen, model, columns));
	}
	table.end();
	pen.y += 10;
};

/** Each column of figures as wide as its widest entry, within bounds; the description takes the rest. */
const columnsOf = (pen: Pen, {columns, lines}: Printable): readonly Column[] => {
	const names: readonly Name[] = ['quantity', 'price', ...(columns.tax === null ? [] : (['tax'] as const)), 'amount'];
	let right = pen.right;
	const figures = names.toReversed().map((name): Column => {
		const head = widthOf(pen, styles.column, columns[name] ?? '');
		const widest = lines.reduce((most, line) => Math.max(most, widthOf(pen, styles.body, line[name])), head);
		const width = Math.min(widest, 110);
		right -= width + gap;
		return {name, x: right + gap, width, align: 'right'};
	});
	return [{name: 'description', x: pen.left, width: right - pen.left, align: 'left'}, ...figures.reverse()];
};

const headCells = (pen: Pen, {columns: heads}: Printable, columns: readonly Column[]): readonly Cell[] =>
	columns.map((column) => ({
		column,
		parts: [{look: styles.column, lines: wrapped(pen, styles.column, heads[column.name] ?? '', column.width)}],
	}));

const drawHeadRow = (pen: Pen, model: Printable, columns: readonly Column[], table: Element): void => {
	const cells = headCells(pen, model, columns);
	const row = group(pen, table, 'TR');
	for (const cell of cells) tagged(pen, row, 'TH', () => drawCell(pen, cell), {scope: 'Column'});
	row.end();
	underHead(pen, cells);
};

const repeatHead = (pen: Pen, model: Printable, columns: readonly Column[]): void => {
	const cells = headCells(pen, model, columns);
	decoration(pen, () => {
		for (const cell of cells) drawCell(pen, cell);
	});
	underHead(pen, cells);
};

const underHead = (pen: Pen, cells: readonly Cell[]): void => {
	pen.y += heightOf(cells) + 5;
	rule(pen, pen.y, pen.left, pen.right, '#9aa3b0', 0.8);
};

type Row = {readonly cells: readonly Cell[]; readonly isLast: boolean};

/** A line is one row, except where its description alone would not fit on a page. */
const partsOf = (pen: Pen, line: PrintedLine, columns: readonly Column[]): readonly Row[] => {
	const [description, ...figures] = columns;
	if (description === undefined) return [];
	const most = Math.floor((pen.bottom - pen.top - 60) / styles.body.leading);
	const written = [
		...wrapped(pen, styles.body, line.description, description.width).map((text) => ({look: styles.body, text})),
		...line.details.flatMap((detail) =>
			wrapped(pen, styles.detail, detail, description.width).map((text) => ({look: styles.detail, text})),
		),
	];
	const chunks = Array.from({length: Math.ceil(written.length / most)}, (_, nth) =>
		written.slice(nth * most, (nth + 1) * most),
	);
	return chunks.map((chunk, nth) => ({
		isLast: nth === chunks.length - 1,
		cells: [
			{column: description, parts: chunk.map(({look, text}) => ({look, lines: [text]}))},
			...(nth === 0
				? figures.map((column) => ({
						column,
						parts: [{look: styles.body, lines: wrapped(pen, styles.body, line[column.name], column.width)}],
					}))
				: []),
		],
	}));
};

const drawRow = (pen: Pen, {cells, isLast}: Row, table: Element, onNewPage: () => void): void => {
	const height = heightOf(cells) + 2 * padding;
	makeRoom(pen, height, onNewPage);
	pen.y += padding;
	const row = group(pen, table, 'TR');
	for (const cell of cells) tagged(pen, row, 'TD', () => drawCell(pen, cell));
	row.end();
	pen.y += height - padding;
	if (isLast) rule(pen, pen.y);
};

const drawCell = (pen: Pen, {column: {x, width, align}, parts}: Cell): void => {
	let y = pen.y;
	for (const {look, lines} of parts) y += write(pen, look, lines, {x, y, width, align});
};

const heightOf = (cells: readonly Cell[]): number =>
	Math.max(...cells.map(({parts}) => parts.reduce((sum, {look, lines}) => sum + lines.length * look.leading, 0)));
