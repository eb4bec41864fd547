import {Select} from '@mantine/core';
import {useText} from '../text/text.tsx';

const documentLanguages = [
	'en',
	'en-GB',
	'en-US',
	'de',
	'de-AT',
	'de-CH',
	'fr',
	'it',
	'es',
	'nl',
	'pt',
	'pl',
	'da',
	'sv',
	'fi',
	'nb',
	'cs',
] as const;

type Props = {
	readonly label: string;
	readonly value: string;
	readonly onChange: (tag: string) => void;
	readonly className?: string | undefined;
	readonly required?: boolean;
};

/** The language of documents and mails; empty means the account's own. */
export const LanguageSelect = ({label, value, onChange, className, required = false}: Props) => {
	const {t, locale} = useText();
	const names = new Intl.DisplayNames(locale, {type: 'language'});
	const tags = [...new Set([...documentLanguages, ...(value === '' ? [] : [value])])];
	return (
		<Select
			className={className ?? ''}
			label={label}
			data={[
				...(required ? [] : [{value: '', label: t('currency.own')}]),
				...tags.map((tag) => ({value: tag, label: names.of(tag) ?? tag})),
			]}
			value={value}
			searchable
			allowDeselect={false}
			onChange={(tag) => onChange(tag ?? '')}
		/>
	);
};
