import {crc32, deflateSync} from 'node:zlib';

/** A PNG with an alpha channel: a gradient of reds. */
export const picture = (width: number, height: number): Uint8Array => {
	const rows = Array.from({length: height}, (_, y) => [
		0,
		...Array.from({length: width}, (_unused, x) => [200, x % 256, y % 256, (x * 4) % 256]).flat(),
	]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const chunk = (name: string, content: Buffer): Buffer => {
		const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
		const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(content.byteLength);
		check.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, check]);
	};
	return new Uint8Array(
		Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
			chunk('IEND', Buffer.alloc(0)),
		]),
	);
};
