import {Button} from '@mantine/core';
import {useState} from 'react';
import {templates} from '../../api/billing.ts';
import type {Template} from '../../api/invoice-shapes.ts';
import type {Customer} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useToday} from '../../app/today.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {EditIcon, PauseIcon, PlayIcon, SkipIcon, StopIcon} from '../../ui/icons.tsx';
import {LinkButton} from '../../ui/links.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import detail from '../invoices/detail/invoice-detail.module.css';
import {ActivateDialog} from './activate-dialog.tsx';

type Simple = 'pause' | 'skip' | 'end';
type Props = {readonly template: Template; readonly customer: Customer | undefined};

/** Start, stop, skip: what its state allows. */
export const TemplateActions = ({template, customer}: Props) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const notices = useNotices();
	const mayBill = useMay('bookkeeper');
	const [asked, setAsked] = useState<Simple | 'activate' | 'resume' | null>(null);
	const {status, nextDate} = template;
	const name = template.name ?? customer?.name ?? '';
	const act = useAction<Simple, Template>(
		(action, key) => templates.act<Template>(account, template.id, action, {}, key),
		(_, action) => {
			notices.done(t(`recurring.done.${action}`));
			setAsked(null);
		},
	);
	if (!mayBill) return null;
	const close = (): void => {
		setAsked(null);
		act.reset();
	};
	return (
		<div className={detail.actions}>
			{status === 'draft' ? (
				<Button leftSection={<PlayIcon size={15} />} onClick={() => setAsked('activate')}>
					{t('recurring.activate')}
				</Button>
			) : null}
			{status === 'paused' ? (
				<Button leftSection={<PlayIcon size={15} />} onClick={() => setAsked('resume')}>
					{t('recurring.resume')}
				</Button>
			) : null}
			{status === 'ended' ? null : (
				<LinkButton
					to="/$account/recurring/edit/{-$template}"
					params={{account, template: template.id}}
					variant="default"
					leftSection={<EditIcon size={16} />}
				>
					{t('act.edit')}
				</LinkButton>
			)}
			{status === 'active' ? (
				<>
					<Button variant="default" leftSection={<SkipIcon size={15} />} onClick={() => setAsked('skip')}>
						{t('recurring.skip')}
					</Button>
					<Button variant="default" leftSection={<PauseIcon size={15} />} onClick={() => setAsked('pause')}>
						{t('recurring.pause')}
					</Button>
				</>
			) : null}
			{status === 'active' || status === 'paused' || status === 'parked' ? (
				<Button variant="default" leftSection={<StopIcon size={15} />} onClick={() => setAsked('end')}>
					{t('recurring.end')}
				</Button>
			) : null}
			{(asked === 'activate' || asked === 'resume') && today !== undefined ? (
				<ActivateDialog template={template} action={asked} today={today} customer={customer} onClose={close} />
			) : null}
			{asked === 'pause' || asked === 'skip' || asked === 'end' ? (
				<Confirm
					title={t(`recurring.${asked}Ask`, {name})}
					act={t(`recurring.${asked}`)}
					tone={asked === 'end' ? 'danger' : 'plain'}
					busy={act.isPending}
					error={act.error}
					notDone={t('recurring.notChanged')}
					onConfirm={() => act.mutate(asked)}
					onClose={close}
				>
					<p>{t(`recurring.${asked}Text`, {date: nextDate === null ? '–' : format.longDate(nextDate)})}</p>
				</Confirm>
			) : null}
		</div>
	);
};
