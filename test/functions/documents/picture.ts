import {crc32, deflateSync} from 'node:zlib';

/** A PNG with an alpha channel: a gradient of reds. */
export const picture = (width: number, height: number): Uint8Array =>
	pngOf({
		width,
		height,
		colourType: 6,
		rows: Array.from({length: height}, (_, y) =>
			Array.from({length: width}, (_unused, x) => [200, x % 256, y % 256, (x * 4) % 256]).flat(),
		),
	});

type Png = {
	readonly width: number;
	readonly height: number;
	readonly colourType: 0 | 2 | 3 | 4 | 6;
	/** Bytes of each row, 8 bits a channel. */
	readonly rows: readonly (readonly number[])[];
	/** Of each row; 0 where not given. */
	readonly filters?: readonly number[];
};

const channelsOf = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4} as const;

export const pngOf = ({width, height, colourType, rows, filters = []}: Png): Uint8Array => {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, colourType, 0, 0, 0], 8);
	const bytes = rows.flatMap((row, y) => filtered(row, rows[y - 1] ?? [], filters[y] ?? 0, channelsOf[colourType]));
	return new Uint8Array(
		Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(Buffer.from(bytes))),
			chunk('IEND', Buffer.alloc(0)),
		]),
	);
};

const filtered = (
	row: readonly number[],
	above: readonly number[],
	filter: number,
	channels: number,
): readonly number[] => [
	filter,
	...row.map((value, x) => {
		const [left, up, corner] = [row[x - channels] ?? 0, above[x] ?? 0, x < channels ? 0 : (above[x - channels] ?? 0)];
		const guess = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter] ?? 0;
		return (value - guess) & 0xff;
	}),
];

const paeth = (left: number, up: number, corner: number): number => {
	const estimate = left + up - corner;
	const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
	if (a <= b && a <= c) return left;
	return b <= c ? up : corner;
};

const chunk = (name: string, content: Buffer): Buffer => {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.byteLength);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
};
