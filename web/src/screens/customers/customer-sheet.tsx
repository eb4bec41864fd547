import {Button} from '@mantine/core';
import {useNavigate} from '@tanstack/react-router';
import {useState} from 'react';
import {customers} from '../../api/calls.ts';
import type {Tagged} from '../../api/http.ts';
import type {Customer} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Sheet} from '../../ui/sheet.tsx';
import {useAction} from '../../ui/use-action.ts';
import {CustomerFields} from './customer-fields.tsx';
import {customerForm, customerInput} from './customer-input.ts';

const formId = 'customer';

/** Who they are. Saved when one says so; what was typed stays when it fails. */
export const CustomerSheet = ({customer}: {customer: Tagged<Customer> | null}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const navigate = useNavigate();
	const [form, setForm] = useState(() => customerForm(customer));
	const close = (): Promise<void> =>
		customer === null
			? navigate({to: '/$account/customers', params: {account}})
			: navigate({to: '/$account/customers/$customer', params: {account, customer: customer.id}});
	const save = useAction<object, Customer>(
		(input, key) =>
			customer === null
				? customers.create(account, input, key)
				: customers.change(account, customer.id, input, customer.etag),
		({id, name}) => {
			notices.done(t('customers.saved', {name}));
			navigate({to: '/$account/customers/$customer', params: {account, customer: id}});
		},
	);
	return (
		<Sheet
			size="form"
			begin="field"
			title={customer === null ? t('new.customer') : customer.name}
			onClose={close}
			footer={
				<>
					<Button variant="default" onClick={close}>
						{t('act.cancel')}
					</Button>
					<Button type="submit" form={formId} loading={save.isPending}>
						{t('act.save')}
					</Button>
				</>
			}
		>
			<form
				id={formId}
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate(customerInput(form));
				}}
			>
				<ProblemNote error={save.error} notDone={t('customers.failed')} />
				<CustomerFields form={form} onChange={setForm} />
			</form>
		</Sheet>
	);
};
