import {createContext, type ReactNode, useContext, useEffect, useMemo, useState} from 'react';
import {usePreferences} from '../app/preferences.ts';
import {
	type Catalogue,
	type CountKey,
	fill,
	type Language,
	languageOf,
	loadCatalogue,
	type TextKey,
	type Words,
} from './catalogue.ts';
import {en} from './en/en.ts';
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

const TextContext = createContext<Text | null>(null);

export const useText = (): Text => {
	const text = useContext(TextContext);
	if (text === null) throw new Error('a catalogue surrounds every screen');
	return text;
};

/** Speaks the person's language; keeps the old one on screen until the new catalogue is there. */
export const TextProvider = ({children}: {children: ReactNode}) => {
	const {language: wanted} = usePreferences();
	const language = wanted === 'system' ? languageOf(navigator.languages) : wanted;
	const [spoken, setSpoken] = useState<{language: Language; catalogue: Catalogue} | null>(
		language === 'en' ? {language, catalogue: en} : null,
	);
	useEffect(() => {
		let left = false;
		loadCatalogue(language).then((catalogue) => {
			if (!left) setSpoken({language, catalogue});
		});
		return () => {
			left = true;
		};
	}, [language]);
	const text = useMemo(() => (spoken === null ? null : textOf(spoken.language, spoken.catalogue)), [spoken]);
	useEffect(() => {
		if (text !== null) document.documentElement.lang = text.language;
	}, [text]);
	return text === null ? null : <TextContext value={text}>{children}</TextContext>;
};

const textOf = (language: Language, catalogue: Catalogue): Text => {
	const locale =
		navigator.languages.find((tag) => languageOf([tag]) === language && tag.startsWith(language)) ?? language;
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
