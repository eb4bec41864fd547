import {deflateSync} from 'node:zlib';
import test from 'ava';
import {readImage} from '../../../../functions/accounts/core/image.ts';
import {jpeg, png} from '../images.ts';

test('a PNG comes out with the same picture and nothing else', (t) => {
	const read = readImage(
		Buffer.concat([png({width: 3, height: 2, text: 'Comment canary'}), Buffer.from('PK trailing canary')]),
	);
	t.true(read.ok);
	if (!read.ok) return;
	t.like(read.value, {type: 'image/png', width: 3, height: 2});
	const bytes = Buffer.from(read.value.bytes);
	t.false(bytes.includes('canary'));
	t.true(bytes.includes('IEND'));
	t.deepEqual(readImage(bytes), read);
});

test('a JPEG loses EXIF and comments', (t) => {
	const read = readImage(
		Buffer.concat([jpeg({width: 300, height: 200, exif: 'GPS canary'}), Buffer.from('<?php canary')]),
	);
	t.true(read.ok);
	if (!read.ok) return;
	t.like(read.value, {type: 'image/jpeg', width: 300, height: 200});
	t.false(Buffer.from(read.value.bytes).includes('canary'));
	t.deepEqual(readImage(read.value.bytes), read);
});

const bomb = png({width: 100, height: 100, pixels: deflateSync(Buffer.alloc(50_000_000))});
const refused: readonly (readonly [string, Buffer])[] = [
	['nothing', Buffer.alloc(0)],
	['text', Buffer.from('hello')],
	['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
	['GIF', Buffer.from('GIF89a')],
	['a torn PNG', png({width: 3, height: 2}).subarray(0, 40)],
	['a PNG without pixels', png({width: 3, height: 2, pixels: Buffer.alloc(0)})],
	['a PNG that unpacks to more than its size says', bomb],
	['a PNG of no width', png({width: 0, height: 2})],
	['a PNG of too many pixels', png({width: 5000, height: 1, pixels: deflateSync(Buffer.alloc(20_001))})],
	['a JPEG of too many pixels', jpeg({width: 5000, height: 5000})],
	['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
	['a torn JPEG', jpeg({width: 3, height: 2}).subarray(0, 20)],
];
for (const [what, bytes] of refused) {
	test(`refused: ${what}`, (t) => {
		const read = readImage(bytes);
		t.false(read.ok);
	});
}
