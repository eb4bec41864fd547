import {TextInput} from '@mantine/core';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';

type Asked = {readonly promisedOn: string | null; readonly remindersPausedUntil: string | null};

/** The day the customer promised to pay on, and a day before which nobody is to be reminded. Both may be taken back. */
export const PromiseDialog = ({invoice, onClose}: {invoice: Tagged<Invoice>; onClose: () => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const [promised, setPromised] = useState(invoice.promisedOn ?? '');
	const [paused, setPaused] = useState(invoice.remindersPausedUntil ?? '');
	const change = useAction<Asked, Invoice>(
		(asked) => invoices.change(account, invoice.id, asked, invoice.etag),
		() => {
			notices.done(t('act.saved'));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('promise.ask', {number: invoice.number ?? ''})}
			act={t('act.save')}
			busy={change.isPending}
			error={change.error}
			notDone={t('settings.failed')}
			onConfirm={() =>
				change.mutate({
					promisedOn: promised === '' ? null : promised,
					remindersPausedUntil: paused === '' ? null : paused,
				})
			}
			onClose={onClose}
		>
			<TextInput
				type="date"
				label={t('promise.on')}
				description={t('promise.onHint')}
				inputWrapperOrder={['label', 'input', 'description']}
				value={promised}
				onChange={(event) => setPromised(event.currentTarget.value)}
			/>
			<TextInput
				type="date"
				label={t('promise.until')}
				description={t('promise.untilHint')}
				inputWrapperOrder={['label', 'input', 'description']}
				value={paused}
				onChange={(event) => setPaused(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
