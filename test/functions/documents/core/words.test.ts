// Proves documents/core/english.ts and documents/core/german.ts.
import test from 'ava';
import {english} from '../../../../functions/documents/core/english.ts';
import {german} from '../../../../functions/documents/core/german.ts';
import {wordsOf} from '../../../../functions/documents/core/words.ts';

for (const [locale, language] of [
	['de', 'de'],
	['de-CH', 'de'],
	['en-US', 'en'],
	['fr-FR', 'en'],
	['den', 'en'],
] as const) {
	test(`documents in ${locale} are written in ${language}`, (t) => {
		t.is(wordsOf(locale).language, language);
	});
}

const texts = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value === 'function') return [[path, String(value(...Array(value.length).fill('§')))]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => texts(inner, `${path}.${name}`));
};

test('both languages have every text, and each uses all that it is given', (t) => {
	const counts = (words: object) => texts(words).map(([path, text]) => [path, text.split('§').length - 1] as const);
	t.deepEqual(counts(german), counts(english));
	for (const [path, text] of [...texts(english), ...texts(german)])
		if (!path.startsWith('.units')) t.not(text, '', path);
});
