import {ActionIcon, Combobox, InputBase, useCombobox} from '@mantine/core';
import {useMemo, useState} from 'react';
import {useCustomers} from '../../../api/names.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {EditIcon, PlusIcon} from '../../../ui/icons.tsx';
import {useFault} from './faults.tsx';
import {QuickCustomer} from './quick-customer.tsx';

const mostShown = 8;
const createValue = 'create';

type Props = {
	readonly label: string;
	/** Undefined while none is chosen, or its name is not read yet. */
	readonly customer: Customer | undefined;
	readonly isChosen: boolean;
	readonly onPick: (customer: Customer) => void;
};

/** Whom it is for: found by typing, or made on the spot. */
export const CustomerPicker = ({label, customer, isChosen, onPick}: Props) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const {data: all = []} = useCustomers(account);
	const fault = useFault();
	const [typed, setTyped] = useState<string | null>(null);
	const [form, setForm] = useState<{customer: Customer | null; name: string} | null>(null);
	const combobox = useCombobox({onDropdownClose: () => combobox.resetSelectedOption()});
	const wanted = (typed ?? '').trim().toLowerCase();
	const found = useMemo(
		() =>
			all
				.filter(({archivedAt}) => archivedAt === null)
				.filter(({name, email}) => `${name} ${email ?? ''}`.toLowerCase().includes(wanted))
				.slice(0, mostShown),
		[all, wanted],
	);
	const pick = (value: string): void => {
		combobox.closeDropdown();
		const picked = found.find(({id}) => id === value);
		if (picked) {
			onPick(picked);
			setTyped(null);
		} else setForm({customer: null, name: (typed ?? '').trim()});
	};
	return (
		<>
			<Combobox store={combobox} onOptionSubmit={pick} withinPortal={false}>
				<Combobox.Target>
					<InputBase
						label={label}
						placeholder={t('editor.customerHint')}
						size="md"
						autoComplete="off"
						data-autofocus={isChosen ? undefined : true}
						value={typed ?? customer?.name ?? ''}
						error={fault('customer', 'editor.customerMissing')}
						rightSectionPointerEvents="all"
						rightSection={
							customer ? (
								<ActionIcon
									variant="subtle"
									color="gray"
									aria-label={t('editor.customerEdit', {name: customer.name})}
									onClick={() => setForm({customer, name: customer.name})}
								>
									<EditIcon size={16} />
								</ActionIcon>
							) : null
						}
						onChange={(event) => {
							setTyped(event.currentTarget.value);
							combobox.openDropdown();
							combobox.selectFirstOption();
						}}
						onFocus={(event) => {
							event.currentTarget.select();
							if (!isChosen) combobox.openDropdown();
						}}
						onClick={() => combobox.openDropdown()}
						onBlur={() => {
							combobox.closeDropdown();
							setTyped(null);
						}}
						description={customer ? (customer.email ?? t('editor.customerNoMail')) : '\u00a0'}
						inputWrapperOrder={['label', 'input', 'description', 'error']}
					/>
				</Combobox.Target>
				<Combobox.Dropdown>
					<Combobox.Options aria-label={t('palette.results')}>
						{found.map(({id, name, email}) => (
							<Combobox.Option key={id} value={id}>
								{name} <span className="quiet">{email}</span>
							</Combobox.Option>
						))}
						<Combobox.Option value={createValue}>
							<PlusIcon size={14} />{' '}
							{wanted === '' ? t('new.customer') : t('editor.customerCreate', {name: (typed ?? '').trim()})}
						</Combobox.Option>
					</Combobox.Options>
				</Combobox.Dropdown>
			</Combobox>
			{form === null ? null : (
				<QuickCustomer
					customer={form.customer}
					name={form.name}
					onClose={() => setForm(null)}
					onDone={(made) => {
						setForm(null);
						setTyped(null);
						onPick(made);
					}}
				/>
			)}
		</>
	);
};
