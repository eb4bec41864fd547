import {useNavigate} from '@tanstack/react-router';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Template} from '../../../api/invoice-shapes.ts';
import type {Schedule} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useAction} from '../../../ui/use-action.ts';
import {ScheduleFields} from '../../recurring/editor/schedule-fields.tsx';
import {firstSchedule} from '../../recurring/editor/template-form.ts';
import type {DialogProps} from './invoice-dialog.tsx';

/** The same lines again and again: picks the rhythm, the rest is the template's editor. */
export const RecurringDialog = ({invoice, onClose}: DialogProps) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const navigate = useNavigate();
	const [schedule, setSchedule] = useState<Schedule>(() =>
		firstSchedule(invoice.issueDate ?? today ?? invoice.createdAt.slice(0, 10)),
	);
	const act = useAction<{schedule: Schedule}, Template>(
		(asked, key) => invoices.act<Template>(account, invoice.id, 'make-recurring', asked, key),
		(template) => {
			onClose();
			navigate({to: '/$account/recurring/edit/{-$template}', params: {account, template: template.id}});
		},
	);
	return (
		<Confirm
			title={t('invoice.act.recurring')}
			act={t('recurring.make')}
			busy={act.isPending}
			error={act.error}
			notDone={t('recurring.failed')}
			onConfirm={() => act.mutate({schedule})}
			onClose={onClose}
		>
			<p>{t('recurring.makeText')}</p>
			<ScheduleFields schedule={schedule} onChange={setSchedule} />
		</Confirm>
	);
};
