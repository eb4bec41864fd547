import {ActionIcon, Button, Select} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {members} from '../../api/calls.ts';
import type {Member, Role} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {oneOf} from '../../app/search-params.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {CloseIcon} from '../../ui/icons.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import {useAction} from '../../ui/use-action.ts';
import {InviteDialog} from './invite-dialog.tsx';
import {roles} from './roles.ts';
import classes from './settings.module.css';

/** Who may do what here. */
export const MemberSettings = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const may = useMay('admin');
	const [inviting, setInviting] = useState(false);
	const [removed, setRemoved] = useState<Member | null>(null);
	const {data, error} = useQuery({queryKey: [account, 'members'], queryFn: () => members.list(account, {limit: 100})});
	const change = useAction<{id: string; role: Role}, Member>(({id, role}) => members.change(account, id, {role}, null));
	const remove = useAction<string, null>(
		(id) => members.remove(account, id),
		() => setRemoved(null),
	);
	return (
		<Section
			card
			title={t('settings.members')}
			action={
				may ? (
					<Button size="compact-sm" onClick={() => setInviting(true)}>
						{t('members.invite')}
					</Button>
				) : undefined
			}
		>
			<ProblemNote error={error ?? change.error} notDone={change.error ? t('settings.failed') : undefined} />
			<ul className={classes.list}>
				{data?.data.map((member) => (
					<li key={member.id}>
						<span>
							{member.email ?? member.uid}
							{member.status === 'invited' ? <StatusBadge status="invited" /> : null}
							<span className={classes.small}>{t(`members.may.${member.role}`)}</span>
						</span>
						<span className={classes.end}>
							<Select
								w={140}
								size="xs"
								aria-label={t('members.roleOf', {name: member.email ?? ''})}
								data={roles.map((value) => ({value, label: t(`members.role.${value}`)}))}
								value={member.role}
								disabled={!may}
								allowDeselect={false}
								onChange={(value) => {
									const role = oneOf(roles, value);
									if (role !== undefined && role !== member.role) change.mutate({id: member.id, role});
								}}
							/>
							{may ? (
								<ActionIcon
									variant="subtle"
									color="gray"
									aria-label={t('members.removeAsk', {name: member.email ?? ''})}
									onClick={() => setRemoved(member)}
								>
									<CloseIcon size={16} />
								</ActionIcon>
							) : null}
						</span>
					</li>
				))}
			</ul>
			{inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
			{removed === null ? null : (
				<Confirm
					title={t('members.removeAsk', {name: removed.email ?? ''})}
					act={t('act.remove')}
					tone="danger"
					busy={remove.isPending}
					error={remove.error}
					notDone={t('settings.failed')}
					onConfirm={() => remove.mutate(removed.id)}
					onClose={() => setRemoved(null)}
				>
					<p>{t('members.removeText')}</p>
				</Confirm>
			)}
		</Section>
	);
};
