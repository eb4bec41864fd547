import {Button, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Ways} from '../../auth/auth.ts';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import classes from './sign-in.module.css';

/** Any address, no password: the local platform believes everybody. */
export const LocalForm = ({ways}: {ways: Extract<Ways, {kind: 'local'}>}) => {
	const {t} = useText();
	const [email, setEmail] = useState('');
	const [name, setName] = useState('');
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState<unknown>(null);
	const enter = async (): Promise<void> => {
		setBusy(true);
		setError(null);
		try {
			await ways.signIn(email.trim(), name.trim());
		} catch (failure) {
			setError(failure);
			setBusy(false);
		}
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				enter();
			}}
		>
			<Stack gap="md">
				<TextInput
					type="email"
					name="email"
					label={t('signIn.email')}
					autoComplete="email"
					required
					withAsterisk={false}
					autoFocus
					size="md"
					value={email}
					onChange={(event) => setEmail(event.currentTarget.value)}
				/>
				<TextInput
					name="name"
					label={t('signIn.nameOptional')}
					autoComplete="name"
					size="md"
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
				<ProblemNote error={error} notDone={t('signIn.failed')} />
				<Button type="submit" size="md" loading={busy}>
					{t('signIn.in')}
				</Button>
			</Stack>
			<p className={`quiet ${classes.foot}`}>{t('signIn.local')}</p>
		</form>
	);
};
