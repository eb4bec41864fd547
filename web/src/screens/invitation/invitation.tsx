import {Button, Stack} from '@mantine/core';
import {useParams} from '@tanstack/react-router';
import {invitations} from '../../api/calls.ts';
import type {Joined} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {useAction} from '../../ui/use-action.ts';
import classes from '../onboarding/onboarding.module.css';

/** Where the link of an invitation leads: one press, and the person is a member. */
export const Invitation = () => {
	const {t} = useText();
	const {token} = useParams({from: '/invitations/$token'});
	const join = useAction<string, Joined>((secret, key) => invitations.accept(secret, key));
	return (
		<main className={classes.page}>
			<title>{`${t('invited.title')} · Invoice Meister`}</title>
			<div className={classes.card}>
				<img src="/icon.svg" alt="" width={36} height={36} />
				<h1>{t(join.data ? 'invited.joined' : 'invited.title')}</h1>
				<p className="quiet">{t(join.data ? 'invited.joinedText' : 'invited.text')}</p>
				<Stack gap="md" mt="lg">
					<ProblemNote error={join.error} notDone={t('invited.failed')} />
					{join.data ? (
						<LinkButton to="/$account" params={{account: join.data.accountId}} size="md">
							{t('invited.open')}
						</LinkButton>
					) : (
						<Button size="md" loading={join.isPending} onClick={() => join.mutate(token)}>
							{t('invited.join')}
						</Button>
					)}
				</Stack>
			</div>
		</main>
	);
};
