import test from 'ava';
import fc from 'fast-check';
import {html, lines} from '../../../../functions/documents/core/html.ts';
import {hostileTexts} from '../hostile.ts';

test('values are text, whatever they are', (t) => {
	for (const text of hostileTexts) {
		const written = html`<p title="${text}">${text}</p>`.html;
		t.is(written.match(/</g)?.length, 2);
		t.is(written.match(/"/g)?.length, 2);
		t.false(written.includes("'"));
		t.false(written.includes('`'));
	}
});

test('any text comes back as it was once its entities are read', (t) => {
	const read = (text: string): string =>
		text
			.replace(/&lt;/g, '<')
			.replace(/&gt;/g, '>')
			.replace(/&quot;/g, '"')
			.replace(/&#39;/g, "'")
			.replace(/&#96;/g, '`')
			.replace(/&amp;/g, '&');
	fc.assert(fc.property(fc.string(), (text) => t.is(read(html`${text}`.html), text)));
});

test('HTML made here is put in as it is, lists are joined, what is absent vanishes', (t) => {
	const item = (text: string) => html`<li>${text}</li>`;
	t.is(html`<ul>${['a', '<b>'].map(item)}</ul>`.html, '<ul><li>a</li><li>&lt;b&gt;</li></ul>');
	t.is(html`${null}${undefined}${false}${0}`.html, '0');
});

test('line breaks of a text are kept', (t) => {
	t.is(lines('a\r\n<b>\nc').html, 'a<br>&lt;b&gt;<br>c');
});
