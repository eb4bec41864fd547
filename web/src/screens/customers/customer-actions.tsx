import {Button} from '@mantine/core';
import {useState} from 'react';
import {customers} from '../../api/calls.ts';
import type {Tagged} from '../../api/http.ts';
import type {Customer} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {EditIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import detail from '../invoices/detail/invoice-detail.module.css';

/** Bill them, change them, put them away (and take them back). */
export const CustomerActions = ({customer}: {customer: Tagged<Customer>}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const mayBill = useMay('bookkeeper');
	const [archiving, setArchiving] = useState(false);
	const {id, name, archivedAt} = customer;
	const restore = useAction<string, Customer>(
		(one, key) => customers.act<Customer>(account, one, 'restore', {}, key),
		() => notices.done(t('customers.restored', {name})),
	);
	const archive = useAction<string, null>(
		(one) => customers.remove(account, one, customer.etag),
		() => {
			setArchiving(false);
			notices.done(
				t('customers.archived', {name}),
				<Button size="compact-sm" variant="transparent" onClick={() => restore.mutate(id)}>
					{t('act.undo')}
				</Button>,
			);
		},
	);
	if (!mayBill) return null;
	return (
		<div className={detail.actions}>
			{archivedAt === null ? (
				<>
					<LinkButton
						to="/$account/invoices/draft/{-$invoice}"
						params={{account, invoice: undefined}}
						search={{customer: id}}
					>
						{t('new.invoice')}
					</LinkButton>
					<LinkButton
						to="/$account/customers/$customer/edit"
						params={{account, customer: id}}
						variant="default"
						leftSection={<EditIcon size={16} />}
					>
						{t('act.edit')}
					</LinkButton>
					<LinkButton to="/$account/payments/new" params={{account}} search={{customer: id}} variant="default">
						{t('new.payment')}
					</LinkButton>
					<Button variant="default" onClick={() => setArchiving(true)}>
						{t('customers.archive')}
					</Button>
				</>
			) : (
				<Button loading={restore.isPending} onClick={() => restore.mutate(id)}>
					{t('customers.restore')}
				</Button>
			)}
			{archiving ? (
				<Confirm
					title={t('customers.archiveAsk', {name})}
					act={t('customers.archive')}
					busy={archive.isPending}
					error={archive.error}
					notDone={t('customers.archiveFailed')}
					onConfirm={() => archive.mutate(id)}
					onClose={() => setArchiving(false)}
				>
					<p>{t('customers.archiveText')}</p>
				</Confirm>
			) : null}
		</div>
	);
};
