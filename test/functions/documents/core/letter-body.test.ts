import test from 'ava';
import {letterBody} from '../../../../functions/documents/core/letter-body.ts';
import {wordsOf} from '../../../../functions/documents/core/words.ts';
import {elementsOf, hostileTexts, shapeOf} from '../hostile.ts';
import {sellerOf} from '../printed.ts';

const url = 'https://app.example/i/a-b-c';
const bodyWith = (text: string, message: string | null = null) =>
	letterBody({
		mail: {subject: text, paragraphs: [text, 'Second.'], action: {label: text, url}},
		greeted: text,
		message,
		seller: sellerOf({name: text, legalName: text, address: {line1: text, city: text}}),
		words: wordsOf('en'),
	});

test('both parts say the same', (t) => {
	const {text, html} = bodyWith('Plain words');
	for (const part of ['Hello Plain words,', 'Second.', 'Kind regards', url]) {
		t.true(text.includes(part), part);
		t.true(html.includes(part), part);
	}
});

test('what a person wrote takes the place of our words, and the link stays', (t) => {
	const {text, html} = bodyWith('x', 'Dear Ada,\nas promised.');
	t.regex(text, /^Dear Ada,\nas promised\.\n/);
	t.true(html.includes('Dear Ada,<br>as promised.'));
	t.false(html.includes('Hello x'));
	t.true(text.includes(url) && html.includes(`href="${url}"`));
});

test('no text of anybody becomes an element or an attribute of the mail', (t) => {
	const plain = shapeOf(bodyWith('Plain words').html);
	const plainMessage = shapeOf(bodyWith('Plain words', 'Plain message').html);
	for (const text of hostileTexts) {
		t.deepEqual(shapeOf(bodyWith(text).html), plain, text);
		t.deepEqual(shapeOf(bodyWith(text, text).html), plainMessage, text);
	}
});

test('the mail asks nobody for anything: no picture, script, style sheet, form or frame', (t) => {
	const names = new Set(elementsOf(bodyWith('Plain words').html).map(({name}) => name));
	for (const name of ['img', 'script', 'link', 'style', 'form', 'iframe', 'object', 'video'])
		t.false(names.has(name), name);
	t.notRegex(bodyWith('Plain words').html, /url\(|@import/);
});

test('every link of the mail leads to the hosted page', (t) => {
	const links = [...bodyWith('Plain words').html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
	t.deepEqual(links, [url]);
});
