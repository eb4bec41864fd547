import test from 'ava';
import {languageOf, loadCatalogue} from '../../../web/src/text/catalogue.ts';

const en: Readonly<Record<string, string>> = await loadCatalogue('en');
const de: Readonly<Record<string, string>> = await loadCatalogue('de');
const wordsIn = (text: string | undefined) =>
	[...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, word]) => word).toSorted();

test('German says everything that English says, and nothing else', (t) => {
	t.deepEqual(Object.keys(de).toSorted(), Object.keys(en).toSorted());
});

test('both languages fill in the same words', (t) => {
	for (const [key, text] of Object.entries(en)) t.deepEqual(wordsIn(de[key]), wordsIn(text), key);
});

test('what comes in numbers comes in both', (t) => {
	for (const key of Object.keys(en)) if (key.endsWith('.one')) t.true(key.replace(/one$/, 'other') in en, key);
});

test('the first language there is a catalogue for is spoken', (t) => {
	t.is(languageOf(['fr-FR', 'de-AT', 'en']), 'de');
	t.is(languageOf(['ja']), 'en');
});
