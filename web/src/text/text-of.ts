import {type Catalogue, type CountKey, fill, type Language, type TextKey, type Words} from './catalogue.ts';
import {type Formats, formatsFor} from './formats.ts';

export type Text = {
	readonly t: (key: TextKey, words?: Words) => string;
	/** A text that depends on a number, with `{n}` filled in. */
	readonly n: (key: CountKey, count: number, words?: Words) => string;
	/** A text whose key is made from a code the API answered; the code itself, made readable, where there is none. */
	readonly code: (stem: string, code: string) => string;
	readonly language: Language;
	readonly locale: string;
	readonly format: Formats;
};

/** Everything said in one language, numbers and dates as `locale` writes them. */
export const textOf = (language: Language, catalogue: Catalogue, locale: string): Text => {
	const plural = new Intl.PluralRules(locale);
	const all: Readonly<Record<string, string>> = catalogue;
	return {
		t: (key, words) => fill(catalogue[key], words),
		n: (key, count, words) =>
			fill(all[`${key}.${plural.select(count) === 'one' ? 'one' : 'other'}`] ?? key, {
				n: new Intl.NumberFormat(locale).format(count),
				...words,
			}),
		code: (stem, code) => all[`${stem}.${code}`] ?? readable(code),
		language,
		locale,
		format: formatsFor(locale),
	};
};

const readable = (code: string): string => {
	const words = code
		.replaceAll(/[._]/g, ' ')
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
};
