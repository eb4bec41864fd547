import {Select, TextInput} from '@mantine/core';
import {useState} from 'react';
import {members} from '../../api/calls.ts';
import type {Member, Role} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {oneOf} from '../../app/search-params.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import {roles} from './roles.ts';

/** Asks somebody in, by mail. */
export const InviteDialog = ({onClose}: {onClose: () => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const [email, setEmail] = useState('');
	const [role, setRole] = useState<Role>('bookkeeper');
	const invite = useAction<{email: string; role: Role}, Member>(
		(asked, key) => members.create(account, asked, key),
		() => {
			notices.done(t('members.invited', {email}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('members.invite')}
			act={t('members.invite')}
			busy={invite.isPending}
			error={invite.error}
			notDone={t('members.inviteFailed')}
			disabled={!email.includes('@')}
			onConfirm={() => invite.mutate({email: email.trim(), role})}
			onClose={onClose}
		>
			<TextInput
				type="email"
				label={t('customers.email')}
				data-autofocus
				value={email}
				onChange={(event) => setEmail(event.currentTarget.value)}
			/>
			<Select
				label={t('members.role')}
				description={t(`members.may.${role}`)}
				inputWrapperOrder={['label', 'input', 'description']}
				data={roles.map((value) => ({value, label: t(`members.role.${value}`)}))}
				value={role}
				allowDeselect={false}
				onChange={(value) => setRole(oneOf(roles, value) ?? 'viewer')}
			/>
		</Confirm>
	);
};
