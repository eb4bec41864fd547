import {Skeleton} from '@mantine/core';
import {parked as calls} from '../../../api/calls.ts';
import type {Parked} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {Slots} from '../../../text/slots.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {CustomerName} from '../../../ui/customer-name.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import {PeriodList} from '../period-list.tsx';
import {holdWords, isCap} from './hold-words.ts';
import {retried, totalOf} from './retried.ts';
import {useHeld} from './use-held.ts';

const mostListed = 6;

/** Says what will be billed before it is: what a cap held back is billed because somebody has looked at it. */
export const RetryDialog = ({parked, onClose}: {parked: Parked; onClose: () => void}) => {
	const text = useText();
	const {t, n, format} = text;
	const {id: account, mode} = useAccount();
	const notices = useNotices();
	const {template, waiting} = useHeld(parked.templateId);
	const retry = useAction<string, Parked>(
		(id, key) => calls.act<Parked>(account, id, 'retry', {}, key),
		() => {
			notices.done(t(mode === 'test' ? 'hold.retriedTest' : 'hold.retried'));
			onClose();
		},
	);
	const currency = template?.currency ?? '';
	const billed = retried(parked, waiting ?? []);
	const later = (waiting?.length ?? 0) - billed.length;
	const total = totalOf(billed);
	return (
		<Confirm
			title={t(waiting?.length === 0 ? 'hold.askAgain' : 'hold.ask', {name: template?.name ?? t('recurring.title')})}
			act={billed.length === 0 ? t('hold.retry') : t('hold.bill', {amount: format.money(total, currency)})}
			busy={retry.isPending}
			error={retry.error}
			notDone={t('hold.failed')}
			// Nobody approves what is not shown yet.
			disabled={waiting === undefined}
			onConfirm={() => retry.mutate(parked.id)}
			onClose={onClose}
		>
			<p>{holdWords(parked, text)}</p>
			{waiting === undefined ? (
				<Skeleton height={110} />
			) : billed.length === 0 ? (
				<p className="quiet">{t('hold.willTry')}</p>
			) : (
				<div>
					<p>
						<Slots
							text={n('hold.willBill', billed.length, {amount: format.money(total, currency)})}
							of={{customer: <CustomerName id={template?.customerId ?? ''} />}}
						/>
					</p>
					<PeriodList periods={billed.slice(0, mostListed)} currency={currency} />
					{billed.length > mostListed ? <p className="quiet">{n('hold.more', billed.length - mostListed)}</p> : null}
				</div>
			)}
			<p className="quiet">
				{t(isCap(parked) ? 'hold.onceText' : 'hold.againText')} {later > 0 ? n('hold.later', later) : ''}
			</p>
		</Confirm>
	);
};
