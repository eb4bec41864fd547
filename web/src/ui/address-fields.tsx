import {TextInput} from '@mantine/core';
import type {AddressForm} from '../screens/customers/customer-input.ts';
import {useText} from '../text/text.tsx';
import {CountrySelect} from './country-select.tsx';
import grid from './form-grid.module.css';

/** Where somebody is. The grid around it is the form's. */
export const AddressFields = ({form, onChange}: {form: AddressForm; onChange: (form: AddressForm) => void}) => {
	const {t} = useText();
	const set = (change: Partial<AddressForm>): void => onChange({...form, ...change});
	return (
		<>
			<TextInput
				className={grid.whole}
				label={t('address.line1')}
				maxLength={200}
				value={form.line1}
				onChange={(event) => set({line1: event.currentTarget.value})}
			/>
			<TextInput
				className={grid.whole}
				label={t('address.line2')}
				maxLength={200}
				value={form.line2}
				onChange={(event) => set({line2: event.currentTarget.value})}
			/>
			<TextInput
				className={grid.third}
				label={t('address.postalCode')}
				maxLength={20}
				value={form.postalCode}
				onChange={(event) => set({postalCode: event.currentTarget.value})}
			/>
			<TextInput
				className={grid.rest}
				label={t('address.city')}
				maxLength={120}
				value={form.city}
				onChange={(event) => set({city: event.currentTarget.value})}
			/>
			<TextInput
				className={grid.half}
				label={t('address.region')}
				maxLength={120}
				value={form.region}
				onChange={(event) => set({region: event.currentTarget.value})}
			/>
			<div className={grid.half}>
				<CountrySelect
					label={t('customers.country')}
					value={form.country}
					onChange={(country) => set({country})}
					clearable
				/>
			</div>
		</>
	);
};
