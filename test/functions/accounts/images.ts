/** Small pictures for tests, made byte by byte. */
import {crc32, deflateSync} from 'node:zlib';

const chunk = (name: string, content: Buffer): Buffer => {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(content.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

export const png = ({
	width,
	height,
	text,
	pixels,
}: {
	readonly width: number;
	readonly height: number;
	readonly text?: string;
	readonly pixels?: Buffer;
}): Buffer => {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const rows = Buffer.alloc((width * 4 + 1) * height);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		...(text === undefined ? [] : [chunk('tEXt', Buffer.from(text))]),
		chunk('IDAT', pixels ?? deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
};

const segment = (marker: number, content: Buffer): Buffer => {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([head, content]);
};

export const jpeg = ({
	width,
	height,
	exif,
}: {
	readonly width: number;
	readonly height: number;
	readonly exif?: string;
}): Buffer => {
	const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
	frame.writeUInt16BE(height, 1);
	frame.writeUInt16BE(width, 3);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		...(exif === undefined ? [] : [segment(0xe1, Buffer.from(`Exif\0\0${exif}`)), segment(0xfe, Buffer.from(exif))]),
		segment(0xdb, Buffer.alloc(65, 1)),
		segment(0xc0, frame),
		segment(0xc4, Buffer.alloc(20)),
		segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
		Buffer.from([0xff, 0xd9]),
	]);
};
