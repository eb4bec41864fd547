import {Button, Group} from '@mantine/core';
import {useState} from 'react';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {FinalPart} from './final-part.tsx';
import {LateFeePart} from './late-fee-part.tsx';
import {type PolicyForm, policyForm, policyInput} from './policy-form.ts';
import {PolicyPreview} from './policy-preview.tsx';
import {ReminderPart} from './reminder-part.tsx';
import {RetryPart} from './retry-part.tsx';
import {useAccountChange} from './use-account-change.ts';

export type PartProps = {readonly form: PolicyForm; readonly onChange: (change: Partial<PolicyForm>) => void};

/** How the platform asks for what is not paid, as sentences one edits; beside them what a payer would get. */
export const ReminderSettings = () => {
	const {t, locale} = useText();
	const account = useAccount();
	const may = useMay('admin');
	const [form, setForm] = useState(() => policyForm(account, account.currency, locale));
	const save = useAccountChange();
	const policy = policyInput(form, account.currency, locale);
	const onChange = (change: Partial<PolicyForm>): void => setForm({...form, ...change});
	return (
		<>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (policy) save.mutate(policy);
				}}
			>
				<Section card title={t('reminders.title')}>
					{may ? null : (
						<p className="quiet" style={{marginBottom: 12}}>
							{t('settings.adminOnly')}
						</p>
					)}
					<fieldset disabled={!may} style={{border: 0, margin: 0, padding: 0, minWidth: 0}}>
						<RetryPart form={form} onChange={onChange} />
						<ReminderPart form={form} onChange={onChange} />
						<LateFeePart form={form} onChange={onChange} />
						<FinalPart form={form} onChange={onChange} />
					</fieldset>
					<ProblemNote error={save.error} notDone={t('settings.failed')} />
					{may ? (
						<Group justify="flex-end" mt="sm">
							<Button type="submit" loading={save.isPending} disabled={policy === undefined}>
								{t('act.save')}
							</Button>
						</Group>
					) : null}
				</Section>
			</form>
			<PolicyPreview policy={policy} />
		</>
	);
};
