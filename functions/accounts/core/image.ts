/** Logos: only PNG and JPEG, recognised by their bytes, rid of everything that is not the picture. */
import {deflateSync, inflateSync} from 'node:zlib';
import {ok, type Result, refuse} from '../../kernel/result.ts';

export type Image = {
	readonly type: 'image/png' | 'image/jpeg';
	readonly width: number;
	readonly height: number;
	readonly bytes: Uint8Array;
};

const maxSide = 4096;
const maxStoredBytes = 2 * 1024 * 1024;

/**
 * A PNG's pixels are unpacked and packed anew; a JPEG keeps its tables and scans only. Comments, EXIF (with its places),
 * profiles, text and whatever hides behind the end are gone. At most 4096 × 4096 pixels and 2 MiB.
 */
export const readImage = (bytes: Uint8Array): Result<Image, 'invalid_request'> => {
	const image = readPng(Buffer.from(bytes)) ?? readJpeg(Buffer.from(bytes));
	if (image === undefined) return bad('not_an_image', 'is not a PNG or JPEG image');
	if (Math.max(image.width, image.height) > maxSide)
		return bad('too_large', `has more than ${maxSide} pixels on a side`);
	if (image.bytes.byteLength > maxStoredBytes) return bad('too_large', 'is larger than 2 MiB without its extras');
	return ok(image);
};

const bad = (code: string, message: string) => refuse('invalid_request', undefined, [{path: 'body', code, message}]);

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const kept = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB'];
const channels: {readonly [colourType: number]: number} = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4};

const readPng = (file: Buffer): Image | undefined => {
	if (!file.subarray(0, 8).equals(signature)) return undefined;
	const chunks = chunksOf(file);
	const header = chunks?.find(({name}) => name === 'IHDR')?.content;
	if (chunks === undefined || header?.length !== 13) return undefined;
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const bits = header.readUInt8(8) * (channels[header.readUInt8(9)] ?? 0);
	if (width === 0 || height === 0 || bits === 0) return undefined;
	if (Math.max(width, height) > maxSide) return {type: 'image/png', width, height, bytes: file};
	const packed = Buffer.concat(chunks.filter(({name}) => name === 'IDAT').map(({content}) => content));
	// Interlaced rows come in seven passes, each with its filter bytes.
	const most = (Math.ceil((width * bits) / 8) + 1) * height + 8 * (width + height + 16);
	const pixels = unpacked(packed, most);
	if (pixels === undefined) return undefined;
	const plain = chunks.filter(({name}) => kept.includes(name)).map(({name, content}) => chunk(name, content));
	return {
		type: 'image/png',
		width,
		height,
		bytes: Buffer.concat([signature, ...plain, chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]),
	};
};

const unpacked = (packed: Buffer, maxOutputLength: number): Buffer | undefined => {
	try {
		return inflateSync(packed, {maxOutputLength});
	} catch {
		return undefined;
	}
};

type Chunk = {readonly name: string; readonly content: Buffer};

/** Until IEND; undefined when a chunk is torn. */
const chunksOf = (file: Buffer): readonly Chunk[] | undefined => {
	const chunks: Chunk[] = [];
	for (let at = 8; at + 12 <= file.length; ) {
		const length = file.readUInt32BE(at);
		const name = file.toString('latin1', at + 4, at + 8);
		if (at + 12 + length > file.length) return undefined;
		if (name === 'IEND') return chunks;
		chunks.push({name, content: file.subarray(at + 8, at + 8 + length)});
		at += 12 + length;
	}
	return undefined;
};

const chunk = (name: string, content: Buffer): Buffer => {
	const framed = Buffer.alloc(12 + content.length);
	framed.writeUInt32BE(content.length, 0);
	framed.write(name, 4, 'latin1');
	content.copy(framed, 8);
	framed.writeUInt32BE(crc32(framed.subarray(4, 8 + content.length)), 8 + content.length);
	return framed;
};

const crcTable = Array.from({length: 256}, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	return crc >>> 0;
});
const crc32 = (bytes: Buffer): number => {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
};

const isFrame = (marker: number): boolean => marker === 0xc0 || marker === 0xc1 || marker === 0xc2;
/** Tables, frame, restart interval and Adobe's note on colours (APP14); no other application data, no comments. */
const isKept = (marker: number): boolean => isFrame(marker) || [0xc4, 0xdb, 0xdd, 0xee].includes(marker);

const readJpeg = (file: Buffer): Image | undefined => {
	if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined;
	const parts: Buffer[] = [file.subarray(0, 2)];
	let size: {readonly width: number; readonly height: number} | undefined;
	for (let at = 2; at + 4 <= file.length; ) {
		if (file[at] !== 0xff) return undefined;
		const marker = file[at + 1] ?? 0;
		if (marker === 0xff) at += 1;
		else if (marker === 0xd9) break;
		else {
			const end = at + 2 + file.readUInt16BE(at + 2);
			if (end > file.length) return undefined;
			if (isFrame(marker) && end - at >= 9)
				size = {height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7)};
			const next = marker === 0xda ? endOfScan(file, end) : end;
			if (marker === 0xda || isKept(marker)) parts.push(file.subarray(at, next));
			at = next;
		}
	}
	const isPicture = size !== undefined && size.width > 0 && size.height > 0 && parts.some((part) => part[1] === 0xda);
	return isPicture && size
		? {type: 'image/jpeg', ...size, bytes: Buffer.concat([...parts, Buffer.from([0xff, 0xd9])])}
		: undefined;
};

/** Entropy-coded bytes run until a marker that is neither a stuffed zero nor a restart. */
const endOfScan = (file: Buffer, from: number): number => {
	for (let at = from; at + 1 < file.length; at++) {
		if (file[at] !== 0xff) continue;
		const next = file[at + 1] ?? 0;
		if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
	}
	return file.length;
};
