import {Select} from '@mantine/core';
import {useMemo} from 'react';
import {useText} from '../text/text.tsx';
import {countryCodes} from './countries.ts';

type Props = {
	readonly label: string;
	readonly value: string | null;
	readonly onChange: (code: string | null) => void;
	readonly required?: boolean;
	readonly clearable?: boolean;
};

/** A country, found by typing its name. */
export const CountrySelect = ({label, value, onChange, required = false, clearable = false}: Props) => {
	const {format, locale} = useText();
	const choices = useMemo(
		() =>
			countryCodes
				.map((code) => ({value: code, label: format.country(code)}))
				.toSorted((a, b) => a.label.localeCompare(b.label, locale)),
		[format, locale],
	);
	return (
		<Select
			label={label}
			data={choices}
			value={value}
			onChange={onChange}
			searchable
			required={required}
			withAsterisk={false}
			clearable={clearable}
			limit={60}
			selectFirstOptionOnChange
			autoComplete="off"
		/>
	);
};
