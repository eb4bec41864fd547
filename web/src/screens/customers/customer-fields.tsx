import {Select, Switch, TextInput} from '@mantine/core';
import {useText} from '../../text/text.tsx';
import {AddressFields} from '../../ui/address-fields.tsx';
import {CurrencySelect} from '../../ui/currency-select.tsx';
import grid from '../../ui/form-grid.module.css';
import {LanguageSelect} from '../../ui/language-select.tsx';
import {LongText} from '../../ui/long-text.tsx';
import type {CustomerForm} from './customer-input.ts';

const usualDays = ['0', '7', '10', '14', '30', '45', '60'] as const;

/** Name and address first; what is rarely needed comes last. */
export const CustomerFields = ({form, onChange}: {form: CustomerForm; onChange: (form: CustomerForm) => void}) => {
	const {t, n} = useText();
	const set = (change: Partial<CustomerForm>): void => onChange({...form, ...change});
	const days = [...new Set([...usualDays, ...(form.termsDays === '' ? [] : [form.termsDays])])];
	return (
		<div className={grid.grid}>
			<TextInput
				className={grid.whole}
				label={t('customers.name')}
				required
				withAsterisk={false}
				maxLength={200}
				autoComplete="off"
				data-autofocus
				value={form.name}
				onChange={(event) => set({name: event.currentTarget.value})}
			/>
			<TextInput
				className={grid.whole}
				type="email"
				label={t('customers.email')}
				description={t('customers.emailHint')}
				autoComplete="off"
				value={form.email}
				onChange={(event) => set({email: event.currentTarget.value})}
			/>
			<Switch
				className={grid.whole}
				label={t('customers.business')}
				checked={form.isBusiness}
				onChange={(event) => set({isBusiness: event.currentTarget.checked})}
			/>
			<h3 className={grid.whole}>{t('customers.address')}</h3>
			<AddressFields form={form.billingAddress} onChange={(billingAddress) => set({billingAddress})} />
			<h3 className={grid.whole}>{t('customers.billing')}</h3>
			{form.isBusiness ? (
				<TextInput
					className={grid.half}
					label={t('customers.taxId')}
					maxLength={40}
					value={form.taxId}
					onChange={(event) => set({taxId: event.currentTarget.value})}
				/>
			) : null}
			<TextInput
				className={grid.half}
				label={t('customers.reference')}
				maxLength={200}
				value={form.buyerReference}
				onChange={(event) => set({buyerReference: event.currentTarget.value})}
			/>
			<CurrencySelect
				className={grid.half}
				label={t('customers.currency')}
				value={form.currency}
				onChange={(currency) => set({currency})}
			/>
			<LanguageSelect
				className={grid.half}
				label={t('customers.language')}
				value={form.locale}
				onChange={(locale) => set({locale})}
			/>
			<Select
				className={grid.half}
				label={t('editor.paymentTerms')}
				data={[
					{value: '', label: t('terms.usual')},
					...days.map((day) => ({value: day, label: day === '0' ? t('terms.atOnce') : n('terms.days', Number(day))})),
				]}
				value={form.termsDays}
				allowDeselect={false}
				onChange={(termsDays) => set({termsDays: termsDays ?? ''})}
			/>
			<Switch
				className={grid.whole}
				label={t('customers.autoCredit')}
				checked={form.autoApplyCredit}
				onChange={(event) => set({autoApplyCredit: event.currentTarget.checked})}
			/>
			<Switch
				className={grid.whole}
				label={t('customers.noReminders')}
				checked={form.pauseReminders}
				onChange={(event) => set({pauseReminders: event.currentTarget.checked})}
			/>
			<LongText
				className={grid.whole}
				label={t('customers.notes')}
				description={t('invoice.internalNotesHint')}
				value={form.notes}
				onChange={(notes) => set({notes})}
			/>
		</div>
	);
};
