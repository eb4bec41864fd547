import {en} from './en/en.ts';

/** Every text of the client has a key; English says which keys there are, other languages must have all of them. */
export type Catalogue = {readonly [K in keyof typeof en]: string};
export type TextKey = keyof Catalogue;
/** Keys that come as `….one` and `….other`. */
export type CountKey = TextKey extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** English comes with the client; others are loaded when chosen. */
export const loadCatalogue = async (language: Language): Promise<Catalogue> =>
	language === 'de' ? (await import('./de/de.ts')).de : en;

/** The first of the person's languages that there is a catalogue for. */
export const languageOf = (wanted: readonly string[]): Language => {
	for (const tag of wanted) {
		const found = languages.find((language) => tag.toLowerCase().startsWith(language));
		if (found) return found;
	}
	return 'en';
};

export type Words = {readonly [name: string]: string | number};

/** Puts words into a text: `{name}`. */
export const fill = (text: string, words: Words | undefined): string =>
	words === undefined ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole));
