import {Alert, Anchor, Button, PasswordInput, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {AuthRefusal, Outcome, Ways} from '../../auth/auth.ts';
import {useText} from '../../text/text.tsx';
import classes from './sign-in.module.css';

type Step = 'in' | 'up' | 'finish';
type FirebaseWays = Extract<Ways, {kind: 'firebase'}>;

/** Email and password, or a link by mail. What was typed stays when it fails. */
export const FirebaseForm = ({ways}: {ways: FirebaseWays}) => {
	const {t} = useText();
	const [step, setStep] = useState<Step>(ways.finishLink === null ? 'in' : 'finish');
	const [email, setEmail] = useState(ways.linkEmail ?? '');
	const [password, setPassword] = useState('');
	const [name, setName] = useState('');
	const [told, setTold] = useState('');
	const {busy, refusal, attempt} = useAttempt();
	const enter = (): Promise<boolean> => {
		if (step === 'finish' && ways.finishLink !== null) return attempt(ways.finishLink(email));
		return attempt(step === 'up' ? ways.signUp(email, password, name) : ways.signIn(email, password));
	};
	const mail = async (send: Promise<Outcome>, then: string): Promise<void> => {
		if (await attempt(send)) setTold(then);
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				enter();
			}}
		>
			<Stack gap="md">
				{step === 'finish' ? <p>{t('signIn.finishText')}</p> : null}
				{step === 'up' ? (
					<TextInput
						label={t('signIn.name')}
						name="name"
						autoComplete="name"
						size="md"
						value={name}
						onChange={(event) => setName(event.currentTarget.value)}
					/>
				) : null}
				<TextInput
					type="email"
					name="email"
					label={t('signIn.email')}
					autoComplete="username"
					required
					withAsterisk={false}
					size="md"
					value={email}
					onChange={(event) => setEmail(event.currentTarget.value)}
				/>
				{step === 'finish' ? null : (
					<PasswordInput
						name="password"
						label={t('signIn.password')}
						autoComplete={step === 'up' ? 'new-password' : 'current-password'}
						required
						withAsterisk={false}
						size="md"
						value={password}
						onChange={(event) => setPassword(event.currentTarget.value)}
					/>
				)}
				{refusal === null ? null : (
					<Alert color="red" role="alert">
						{t(`signIn.refused.${refusal}`)}
					</Alert>
				)}
				<p role="status" className="quiet">
					{told}
				</p>
				<Button type="submit" size="md" loading={busy}>
					{t(step === 'up' ? 'signIn.up' : step === 'finish' ? 'signIn.finish' : 'signIn.in')}
				</Button>
			</Stack>
			{step === 'finish' ? null : (
				<Stack gap={6} className={classes.foot}>
					<Anchor
						component="button"
						type="button"
						ta="left"
						size="sm"
						onClick={() => setStep(step === 'in' ? 'up' : 'in')}
					>
						{t(step === 'in' ? 'signIn.newHere' : 'signIn.haveOne')}
					</Anchor>
					<Anchor
						component="button"
						type="button"
						ta="left"
						size="sm"
						onClick={() => mail(ways.sendLink(email), t('signIn.linkSent', {email}))}
					>
						{t('signIn.link')}
					</Anchor>
					<Anchor
						component="button"
						type="button"
						ta="left"
						size="sm"
						onClick={() => mail(ways.resetPassword(email), t('signIn.resetSent', {email}))}
					>
						{t('signIn.reset')}
					</Anchor>
				</Stack>
			)}
		</form>
	);
};

const useAttempt = () => {
	const [busy, setBusy] = useState(false);
	const [refusal, setRefusal] = useState<AuthRefusal | null>(null);
	const attempt = async (step: Promise<Outcome>): Promise<boolean> => {
		setBusy(true);
		setRefusal(null);
		const outcome = await step;
		setBusy(false);
		if (!outcome.ok) setRefusal(outcome.code);
		return outcome.ok;
	};
	return {busy, refusal, attempt};
};
