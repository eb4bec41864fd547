import {Checkbox, TextInput} from '@mantine/core';
import {useState} from 'react';
import {customers} from '../../../api/calls.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useAction} from '../../../ui/use-action.ts';

type Asked = {readonly name: string; readonly email: string | null; readonly isBusiness: boolean};
type Props = {
	/** Null: a new one. */
	readonly customer: Customer | null;
	readonly name: string;
	readonly onDone: (customer: Customer) => void;
	readonly onClose: () => void;
};

/** As much of a customer as an invoice needs; the rest can come later. */
export const QuickCustomer = ({customer, name, onDone, onClose}: Props) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const [called, setCalled] = useState(name);
	const [email, setEmail] = useState(customer?.email ?? '');
	const [isBusiness, setIsBusiness] = useState(customer?.isBusiness ?? true);
	const save = useAction<Asked, Customer>(
		(asked, key) =>
			customer === null ? customers.create(account, asked, key) : customers.change(account, customer.id, asked, null),
		onDone,
	);
	return (
		<Confirm
			title={customer === null ? t('new.customer') : customer.name}
			act={t('act.save')}
			busy={save.isPending}
			error={save.error}
			notDone={t('customers.failed')}
			disabled={called.trim() === ''}
			onConfirm={() => save.mutate({name: called.trim(), email: email.trim() === '' ? null : email.trim(), isBusiness})}
			onClose={onClose}
		>
			<TextInput
				label={t('customers.name')}
				required
				withAsterisk={false}
				maxLength={200}
				data-autofocus={called === '' ? true : undefined}
				value={called}
				onChange={(event) => setCalled(event.currentTarget.value)}
			/>
			<TextInput
				type="email"
				label={t('customers.email')}
				description={t('customers.emailHint')}
				data-autofocus={called === '' ? undefined : true}
				value={email}
				onChange={(event) => setEmail(event.currentTarget.value)}
			/>
			<Checkbox
				label={t('customers.business')}
				checked={isBusiness}
				onChange={(event) => setIsBusiness(event.currentTarget.checked)}
			/>
		</Confirm>
	);
};
