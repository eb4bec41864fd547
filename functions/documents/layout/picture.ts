/** Logos, made ready for print once: unpacked, brought down to what a printer can show, colour and transparency apart. */
import {deflateSync, inflateSync} from 'node:zlib';

/** `colour`: packed RGB; `alpha`: packed transparency, absent where all is opaque. */
export type Pixels = {
	readonly width: number;
	readonly height: number;
	readonly colour: Uint8Array;
	readonly alpha: Uint8Array | null;
};

/** 170 × 52 points at 300 dpi, the box of a logo. */
const most = {width: 708, height: 217};
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const channelsOf: {readonly [colourType: number]: number} = {0: 1, 2: 3, 4: 2, 6: 4};

/** Pixels of a PNG of 8 bits a channel; null for JPEG, palettes, interlaced and deep ones. */
export const pixelsOf = (bytes: Uint8Array): Pixels | null => {
	const file = Buffer.from(bytes);
	if (!signature.every((byte, index) => file[index] === byte)) return null;
	const chunks = chunksOf(file);
	const header = chunks.find(({name}) => name === 'IHDR')?.content;
	if (header?.length !== 13 || chunks.some(({name}) => name === 'tRNS')) return null;
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const channels = channelsOf[header.readUInt8(9)];
	if (channels === undefined || header.readUInt8(8) !== 8 || header.readUInt8(12) !== 0) return null;
	const packed = Buffer.concat(chunks.filter(({name}) => name === 'IDAT').map(({content}) => content));
	const rows = inflateSync(packed, {maxOutputLength: (width * channels + 1) * height});
	if (rows.length !== (width * channels + 1) * height) return null;
	return reduced(unfiltered(rows, width, height, channels), width, height, channels);
};

const chunksOf = (file: Buffer): readonly {readonly name: string; readonly content: Buffer}[] => {
	const chunks: {name: string; content: Buffer}[] = [];
	for (let at = 8; at + 12 <= file.length; ) {
		const length = file.readUInt32BE(at);
		chunks.push({name: file.toString('latin1', at + 4, at + 8), content: file.subarray(at + 8, at + 8 + length)});
		at += 12 + length;
	}
	return chunks;
};

/** Undoes the prediction of each row (PNG specification, 9.2). */
const unfiltered = (rows: Buffer, width: number, height: number, channels: number): Buffer => {
	const stride = width * channels;
	const pixels = Buffer.alloc(stride * height);
	for (let y = 0; y < height; y++) {
		const filter = rows[y * (stride + 1)];
		for (let x = 0; x < stride; x++) {
			const at = y * stride + x;
			const left = x >= channels ? (pixels[at - channels] ?? 0) : 0;
			const up = y > 0 ? (pixels[at - stride] ?? 0) : 0;
			const corner = x >= channels && y > 0 ? (pixels[at - stride - channels] ?? 0) : 0;
			pixels[at] = (rows[at + y + 1] ?? 0) + predicted(filter, left, up, corner);
		}
	}
	return pixels;
};

const predicted = (filter: number | undefined, left: number, up: number, corner: number): number => {
	if (filter === 1) return left;
	if (filter === 2) return up;
	if (filter === 3) return (left + up) >> 1;
	if (filter !== 4) return 0;
	const estimate = left + up - corner;
	const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
	return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** Averages squares of pixels, weighted by how opaque they are, so that no dark rim appears. */
const reduced = (pixels: Buffer, width: number, height: number, channels: number): Pixels => {
	const factor = Math.max(1, Math.floor(Math.max(width / most.width, height / most.height)));
	const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)];
	const [colour, alpha] = [Buffer.alloc(w * h * 3), Buffer.alloc(w * h)];
	const hasAlpha = channels === 2 || channels === 4;
	const isGrey = channels < 3;
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			let [opacity, red, green, blue] = [0, 0, 0, 0];
			for (let dy = 0; dy < factor; dy++) {
				for (let dx = 0; dx < factor; dx++) {
					const at = ((y * factor + dy) * width + x * factor + dx) * channels;
					const weight = hasAlpha ? (pixels[at + channels - 1] ?? 0) : 255;
					opacity += weight;
					red += weight * (pixels[at] ?? 0);
					green += weight * (pixels[at + (isGrey ? 0 : 1)] ?? 0);
					blue += weight * (pixels[at + (isGrey ? 0 : 2)] ?? 0);
				}
			}
			const to = y * w + x;
			const whole = opacity === 0 ? 1 : opacity;
			colour.set([red / whole, green / whole, blue / whole], to * 3);
			alpha[to] = opacity / (factor * factor);
		}
	}
	return {
		width: w,
		height: h,
		colour: deflateSync(colour),
		alpha: alpha.every((value) => value === 255) ? null : deflateSync(alpha),
	};
};

/** An image as pdfkit takes it: one for each document, because it keeps its place in that document. */
type Image = {
	readonly width: number;
	readonly height: number;
	readonly label: string;
	obj: PDFKit.PDFKitReference | null;
	readonly embed: (doc: PDFKit.PDFDocument) => void;
};

export const imageOf = ({width, height, colour, alpha}: Pixels): Image => {
	const shape = {Type: 'XObject', Subtype: 'Image', Width: width, Height: height};
	const packed = {BitsPerComponent: 8, Filter: 'FlateDecode'};
	const image: Image = {
		width,
		height,
		label: 'Logo',
		obj: null,
		embed: (doc) => {
			const mask = alpha && doc.ref({...shape, ...packed, ColorSpace: 'DeviceGray'});
			mask?.end(alpha);
			image.obj = doc.ref({...shape, ...packed, ColorSpace: 'DeviceRGB', ...(mask ? {SMask: mask} : {})});
			image.obj.end(colour);
		},
	};
	return image;
};
