import {Button, Group, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {readDays, reminderWords, retryWords} from './reminder-days.ts';
import classes from './settings.module.css';
import {useAccountChange} from './use-account-change.ts';

const [earliestReminder, latestReminder, latestRetry, mostDays] = [-60, 365, 60, 10];

/** When the platform asks again, as a sentence one edits. */
export const ReminderSettings = () => {
	const text = useText();
	const {t} = text;
	const account = useAccount();
	const may = useMay('admin');
	const [reminders, setReminders] = useState(account.reminders.map(({offsetDays}) => offsetDays).join(', '));
	const [retries, setRetries] = useState(account.retryDays.join(', '));
	const save = useAccountChange();
	const days = readDays(reminders, {min: earliestReminder, max: latestReminder, most: mostDays});
	const tries = readDays(retries, {min: 1, max: latestRetry, most: mostDays});
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				if (days && tries) save.mutate({reminders: days.map((offsetDays) => ({offsetDays})), retryDays: tries});
			}}
		>
			<Section card title={t('reminders.title')}>
				<TextInput
					label={t('reminders.days')}
					description={t('reminders.daysHint')}
					value={reminders}
					disabled={!may}
					error={days ? null : t('reminders.unreadable')}
					onChange={(event) => setReminders(event.currentTarget.value)}
				/>
				<p className={classes.sentence} aria-live="polite">
					{days ? reminderWords(days, text) : ' '}
				</p>
				<TextInput
					label={t('reminders.retries')}
					description={t('reminders.retriesHint')}
					value={retries}
					disabled={!may}
					error={tries ? null : t('reminders.unreadable')}
					onChange={(event) => setRetries(event.currentTarget.value)}
				/>
				<p className={classes.sentence} aria-live="polite">
					{tries ? retryWords(tries, text) : ' '}
				</p>
				<p className="quiet">{t('reminders.wait')}</p>
				<ProblemNote error={save.error} notDone={t('settings.failed')} />
				<Group justify="flex-end" mt="md">
					<Button type="submit" loading={save.isPending} disabled={!may || !days || !tries}>
						{t('act.save')}
					</Button>
				</Group>
			</Section>
		</form>
	);
};
