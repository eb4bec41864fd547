import {Select} from '@mantine/core';
import {useMemo} from 'react';
import {exponents} from '../../../schemas/currencies.ts';
import {useText} from '../text/text.tsx';

type Props = {
	readonly label: string;
	readonly value: string;
	readonly onChange: (code: string) => void;
	readonly className?: string | undefined;
	readonly required?: boolean;
};

/** A currency by code or name; empty means the account's own. */
export const CurrencySelect = ({label, value, onChange, className, required = false}: Props) => {
	const {t, format} = useText();
	const data = useMemo(
		() => [
			...(required ? [] : [{value: '', label: t('currency.own')}]),
			...[...exponents.keys()].toSorted().map((code) => ({value: code, label: `${code} · ${format.currency(code)}`})),
		],
		[t, format, required],
	);
	return (
		<Select
			className={className ?? ''}
			label={label}
			data={data}
			value={value}
			searchable
			allowDeselect={false}
			limit={50}
			onChange={(code) => onChange(code ?? '')}
		/>
	);
};
