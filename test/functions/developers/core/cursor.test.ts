import test from 'ava';
import {readCursor, writeCursor} from '../../../../functions/developers/core/cursor.ts';

const place = {values: ['2026-11-22T00:00:00.000Z', 5, null, true], path: 'accounts/a/customers/c'};

test('a cursor comes back as it was written', (t) => {
	t.deepEqual(readCursor(writeCursor(place, 'list'), 'list'), {ok: true, value: place});
});

test('a cursor of another list is refused', (t) => {
	t.false(readCursor(writeCursor(place, 'list'), 'other').ok);
});

for (const text of ['', 'x', 'e30', Buffer.from('[1]').toString('base64url'), '💥', 'a'.repeat(2000)]) {
	test(`what is no cursor is refused: ${text.slice(0, 8)}`, (t) => t.false(readCursor(text, 'list').ok));
}
