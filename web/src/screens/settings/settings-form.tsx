import {Button, Group} from '@mantine/core';
import type {ReactNode} from 'react';
import {useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import classes from './settings.module.css';
import {useAccountChange} from './use-account-change.ts';

type Props = {
	readonly title: string;
	/** What the API takes; undefined while something typed cannot be read. */
	readonly change: object | undefined;
	readonly children: ReactNode;
};

/** Settings that are saved together. Who may not change them reads them, and is told who may. */
export const SettingsForm = ({title, change, children}: Props) => {
	const {t} = useText();
	const may = useMay('admin');
	const save = useAccountChange();
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				if (change) save.mutate(change);
			}}
		>
			<Section card title={title}>
				{may ? null : <p className={classes.lead}>{t('settings.adminOnly')}</p>}
				<fieldset disabled={!may} className={classes.fields}>
					{children}
				</fieldset>
				<ProblemNote error={save.error} notDone={t('settings.failed')} />
				{may ? (
					<Group justify="flex-end" mt="md">
						<Button type="submit" loading={save.isPending} disabled={change === undefined}>
							{t('act.save')}
						</Button>
					</Group>
				) : null}
			</Section>
		</form>
	);
};
