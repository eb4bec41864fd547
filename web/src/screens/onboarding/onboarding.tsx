import {Button, Stack, Switch, TextInput} from '@mantine/core';
import {useSearch} from '@tanstack/react-router';
import {useState} from 'react';
import {accounts} from '../../api/calls.ts';
import type {Account} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';
import {countryCodes, guessedCountry} from '../../ui/countries.ts';
import {CountrySelect} from '../../ui/country-select.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {useAction} from '../../ui/use-action.ts';
import {FilledIn} from './filled-in.tsx';
import classes from './onboarding.module.css';

type Asked = {readonly name: string; readonly country: string; readonly mode: 'live' | 'test'};

/** Name and country; the rest is filled in and shown. Then straight into an invoice. */
export const Onboarding = () => {
	const {t} = useText();
	const [name, setName] = useState('');
	const [country, setCountry] = useState(() => guessedCountry(navigator.languages) ?? countryCodes[0] ?? null);
	const {mode} = useSearch({from: '/welcome'});
	const [test, setTest] = useState(mode === 'test');
	const create = useAction<Asked, Account>((asked, key) => accounts.create(asked, key));
	return (
		<main className={classes.page}>
			<title>{`${t('welcome.title')} · Invoice Meister`}</title>
			<div className={classes.card}>
				<img src="/icon.svg" alt="" width={36} height={36} />
				{create.data ? (
					<FilledIn account={create.data} />
				) : (
					<form
						onSubmit={(event) => {
							event.preventDefault();
							if (country !== null) create.mutate({name: name.trim(), country, mode: test ? 'test' : 'live'});
						}}
					>
						<h1>{t('welcome.title')}</h1>
						<p className="quiet">{t('welcome.lead')}</p>
						<Stack gap="md" mt="lg">
							<TextInput
								label={t('welcome.name')}
								autoComplete="organization"
								required
								withAsterisk={false}
								maxLength={200}
								size="md"
								autoFocus
								value={name}
								onChange={(event) => setName(event.currentTarget.value)}
							/>
							<CountrySelect label={t('welcome.country')} value={country} onChange={setCountry} required />
							<Switch
								label={t('welcome.test')}
								checked={test}
								onChange={(event) => setTest(event.currentTarget.checked)}
							/>
							<ProblemNote error={create.error} notDone={t('welcome.failed')} />
							<Button type="submit" size="md" loading={create.isPending}>
								{t('welcome.create')}
							</Button>
						</Stack>
					</form>
				)}
			</div>
		</main>
	);
};
