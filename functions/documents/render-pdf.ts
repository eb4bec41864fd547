import {millisOf} from '../kernel/calendar.ts';
import type {Printable} from './core/printable.ts';
import {openFonts} from './fonts.ts';
import {drawFooters, drawPayment, drawTexts} from './layout/foot.ts';
import {drawHead, type Logo, type ReadyLogo} from './layout/head.ts';
import {margins, type Pen, penOn} from './layout/pen.ts';
import {type Pixels, pixelsOf} from './layout/picture.ts';
import {drawSums} from './layout/sums.ts';
import {drawLines} from './layout/table.ts';

/**
 * A printable document as a tagged PDF 1.7. The same document gives the same bytes: its dates are the document's own.
 * pdfkit is loaded when it is first needed, so that functions that only might render start without it.
 */
export const renderPdf = async (model: Printable, logo: Logo | null): Promise<Uint8Array> => {
	const [{default: PDFDocument}, fonts] = await Promise.all([import('pdfkit'), openFonts()]);
	const made = new Date(millisOf(model.createdAt));
	const doc = new PDFDocument({
		size: model.paper,
		margins: {top: margins.top, left: margins.side, right: margins.side, bottom: 0},
		font: '',
		bufferPages: true,
		pdfVersion: '1.7',
		lang: model.language,
		displayTitle: true,
		tagged: true,
		info: {
			Title: plain(model.title),
			Author: plain(model.sellerName),
			Creator: 'Invoice Meister',
			Producer: 'Invoice Meister',
			CreationDate: made,
			ModDate: made,
		},
	});
	// Its types know font files only, but it takes a font that is open already, which spares parsing it each time.
	for (const [name, font] of Object.entries(fonts)) Reflect.apply(doc.registerFont, doc, [name, font]);
	const written = collect(doc);
	draw(penOn(doc), model, logo && {...logo, pixels: readied(logo)});
	doc.end();
	return written;
};

const draw = (pen: Pen, model: Printable, logo: ReadyLogo | null): void => {
	drawHead(pen, model, logo);
	drawLines(pen, model);
	drawSums(pen, model);
	if (model.payment) drawPayment(pen, model.payment);
	drawTexts(pen, model);
	drawFooters(pen, model);
	pen.root.end();
};

const ready = new WeakMap<Logo, Pixels | null>();

/** A logo stands on many documents: unpacking it each time would take longer than everything else. */
const readied = (logo: Logo): Pixels | null => {
	const known = ready.get(logo);
	if (known !== undefined) return known;
	const pixels = pixelsOf(logo.bytes);
	ready.set(logo, pixels);
	return pixels;
};

const collect = (doc: PDFKit.PDFDocument): Promise<Uint8Array> =>
	new Promise((settle, fail) => {
		const chunks: Uint8Array[] = [];
		doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		doc.on('end', () => settle(new Uint8Array(Buffer.concat(chunks))));
		doc.on('error', fail);
	});

/** The library writes titles into XML as they are. */
const plain = (text: string): string => text.replace(/[<>&]/g, ' ');
