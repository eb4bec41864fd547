import {createContext, type ReactNode, useContext, useEffect, useMemo, useState} from 'react';
import {usePreferences} from '../app/preferences.ts';
import {type Catalogue, type Language, languageOf, loadCatalogue} from './catalogue.ts';
import {en} from './en/en.ts';
import {type Text, textOf} from './text-of.ts';

export type {Text};

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
	const text = useMemo(
		() => (spoken === null ? null : textOf(spoken.language, spoken.catalogue, localeFor(spoken.language))),
		[spoken],
	);
	useEffect(() => {
		if (text !== null) document.documentElement.lang = text.language;
	}, [text]);
	return text === null ? null : <TextContext value={text}>{children}</TextContext>;
};

/** The person's own way of writing numbers and dates in this language: `de-AT` rather than `de`. */
const localeFor = (language: Language): string =>
	navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
