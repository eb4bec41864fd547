import {useState} from 'react';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {FinalPart} from './final-part.tsx';
import {LateFeePart} from './late-fee-part.tsx';
import {type PolicyForm, policyForm, policyInput} from './policy-form.ts';
import {PolicyPreview} from './policy-preview.tsx';
import {ReminderPart} from './reminder-part.tsx';
import {RetryPart} from './retry-part.tsx';
import {SettingsForm} from './settings-form.tsx';

export type PartProps = {readonly form: PolicyForm; readonly onChange: (change: Partial<PolicyForm>) => void};

/** How the platform asks for what is not paid, as sentences one edits; beside them what a payer would get. */
export const ReminderSettings = () => {
	const {t, locale} = useText();
	const account = useAccount();
	const [form, setForm] = useState(() => policyForm(account, account.currency, locale));
	const policy = policyInput(form, account.currency, locale);
	const onChange = (change: Partial<PolicyForm>): void => setForm({...form, ...change});
	return (
		<>
			<SettingsForm title={t('reminders.title')} change={policy}>
				<RetryPart form={form} onChange={onChange} />
				<ReminderPart form={form} onChange={onChange} />
				<LateFeePart form={form} onChange={onChange} />
				<FinalPart form={form} onChange={onChange} />
			</SettingsForm>
			<PolicyPreview policy={policy} />
		</>
	);
};
