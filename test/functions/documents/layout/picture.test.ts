import {inflateSync} from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import {pixelsOf} from '../../../../functions/documents/layout/picture.ts';
import {picture, pngOf} from '../picture.ts';

const opened = (bytes: Uint8Array) => {
	const pixels = pixelsOf(bytes);
	return pixels && {...pixels, colour: inflateSync(pixels.colour), alpha: pixels.alpha && inflateSync(pixels.alpha)};
};

test('every filter of a row is undone, whatever the pixels are', (t) => {
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: 9}),
			fc.array(fc.integer({min: 0, max: 4}), {minLength: 1, maxLength: 6}),
			fc.infiniteStream(fc.integer({min: 0, max: 255})),
			(width, filters, bytes) => {
				const rows = filters.map(() => Array.from({length: width * 3}, () => bytes.next().value ?? 0));
				const found = opened(pngOf({width, height: rows.length, colourType: 2, rows, filters}));
				t.deepEqual([...(found?.colour ?? [])], rows.flat());
				t.is(found?.alpha, null);
			},
		),
		{numRuns: 60},
	);
});

test('colour and transparency are told apart; what cannot be seen has no colour', (t) => {
	const rows = [[10, 20, 30, 255, 40, 50, 60, 0]];
	const found = opened(pngOf({width: 2, height: 1, colourType: 6, rows}));
	t.deepEqual([...(found?.colour ?? [])], [10, 20, 30, 0, 0, 0]);
	t.deepEqual([...(found?.alpha ?? [])], [255, 0]);
});

test('grey pictures become colours, with and without transparency', (t) => {
	t.deepEqual([...(opened(pngOf({width: 1, height: 1, colourType: 0, rows: [[7]]}))?.colour ?? [])], [7, 7, 7]);
	const found = opened(pngOf({width: 1, height: 1, colourType: 4, rows: [[7, 128]]}));
	t.deepEqual([[...(found?.colour ?? [])], [...(found?.alpha ?? [])]], [[7, 7, 7], [128]]);
});

test('a picture larger than a printer can show is brought down, keeping its shape', (t) => {
	const found = pixelsOf(picture(2200, 300));
	t.deepEqual([found?.width, found?.height], [733, 100]);
});

test('what is not read here is left as it is', (t) => {
	t.is(pixelsOf(new Uint8Array([0xff, 0xd8, 0xff])), null);
	t.is(pixelsOf(new Uint8Array()), null);
	t.is(pixelsOf(pngOf({width: 1, height: 1, colourType: 3, rows: [[0]]})), null);
});
