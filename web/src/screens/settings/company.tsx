import {Button, Group, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {AddressFields} from '../../ui/address-fields.tsx';
import grid from '../../ui/form-grid.module.css';
import {LanguageSelect} from '../../ui/language-select.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {addressForm, addressInput} from '../customers/customer-input.ts';
import {companyForm, companyInput} from './company-input.ts';
import {LogoField} from './logo-field.tsx';
import {useAccountChange} from './use-account-change.ts';

/** Who one is on documents, and how one is paid by transfer. */
export const CompanySettings = () => {
	const {t, format} = useText();
	const account = useAccount();
	const may = useMay('admin');
	const [form, setForm] = useState(() => companyForm(account));
	const [address, setAddress] = useState(() => addressForm(account.address));
	const save = useAccountChange();
	const set = (change: Partial<typeof form>): void => setForm({...form, ...change});
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				save.mutate({
					...companyInput(form),
					address: addressInput({...address, country: address.country ?? account.country}),
				});
			}}
		>
			<fieldset disabled={!may} style={{border: 0, margin: 0, padding: 0, display: 'grid', gap: 16}}>
				<Section card title={t('company.title')}>
					<div className={grid.grid}>
						<TextInput
							className={grid.half}
							label={t('company.name')}
							required
							withAsterisk={false}
							maxLength={200}
							value={form.name}
							onChange={(event) => set({name: event.currentTarget.value})}
						/>
						<TextInput
							className={grid.half}
							label={t('company.legalName')}
							description={t('company.legalNameHint')}
							inputWrapperOrder={['label', 'input', 'description']}
							maxLength={200}
							value={form.legalName}
							onChange={(event) => set({legalName: event.currentTarget.value})}
						/>
						<AddressFields form={address} onChange={setAddress} />
					</div>
				</Section>
				<LogoField />
				<Section card title={t('company.tax')}>
					<div className={grid.grid}>
						<TextInput
							className={grid.half}
							label={t('company.vat')}
							maxLength={40}
							value={form.vat}
							onChange={(event) => set({vat: event.currentTarget.value})}
						/>
						<TextInput
							className={grid.half}
							label={t('company.taxNumber')}
							maxLength={40}
							value={form.taxNumber}
							onChange={(event) => set({taxNumber: event.currentTarget.value})}
						/>
					</div>
				</Section>
				<Section card title={t('company.bank')}>
					<p className="quiet" style={{marginBottom: 12}}>
						{t('company.bankText')}
					</p>
					<div className={grid.grid}>
						<TextInput
							className={grid.whole}
							label={t('company.iban')}
							maxLength={42}
							value={form.iban}
							onChange={(event) => set({iban: event.currentTarget.value})}
						/>
						<TextInput
							className={grid.half}
							label={t('company.bic')}
							maxLength={11}
							value={form.bic}
							onChange={(event) => set({bic: event.currentTarget.value})}
						/>
						<TextInput
							className={grid.half}
							label={t('company.holder')}
							maxLength={70}
							value={form.holder}
							onChange={(event) => set({holder: event.currentTarget.value})}
						/>
					</div>
				</Section>
				<Section card title={t('company.region')}>
					<div className={grid.grid}>
						<TextInput
							className={grid.half}
							type="email"
							label={t('company.replyTo')}
							description={t('company.replyToHint')}
							inputWrapperOrder={['label', 'input', 'description']}
							value={form.replyTo}
							onChange={(event) => set({replyTo: event.currentTarget.value})}
						/>
						<LanguageSelect
							className={grid.half}
							label={t('welcome.language')}
							value={form.locale}
							onChange={(locale) => set({locale})}
							required
						/>
						<TextInput
							className={grid.half}
							label={t('welcome.zone')}
							value={form.timeZone}
							onChange={(event) => set({timeZone: event.currentTarget.value})}
						/>
						<TextInput
							className={grid.half}
							label={t('welcome.currency')}
							value={format.currency(account.currency)}
							readOnly
							description={t('company.currencyHint')}
							inputWrapperOrder={['label', 'input', 'description']}
						/>
					</div>
				</Section>
				<ProblemNote error={save.error} notDone={t('settings.failed')} />
				<Group justify="flex-end">
					<Button type="submit" loading={save.isPending}>
						{t('act.save')}
					</Button>
				</Group>
			</fieldset>
		</form>
	);
};
