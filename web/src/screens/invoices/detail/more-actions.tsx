import {Menu} from '@mantine/core';
import {useNavigate} from '@tanstack/react-router';
import {invoices} from '../../../api/billing.ts';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {problemOf} from '../../../api/problem.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CardIcon, CopyIcon, RecurringIcon, TrashIcon} from '../../../ui/icons.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {problemText} from '../../../ui/problem-text.ts';
import {useAction} from '../../../ui/use-action.ts';
import type {InvoiceDialogName} from '../dialogs/invoice-dialog.tsx';
import type {actionsFor} from '../invoice-state.ts';

type Props = {
	readonly invoice: Tagged<Invoice>;
	readonly customer: Customer | undefined;
	readonly can: ReturnType<typeof actionsFor>;
	readonly onAsk: (dialog: InvoiceDialogName) => void;
};

/** What is done less often. */
export const MoreActions = ({invoice, customer, can, onAsk}: Props) => {
	const text = useText();
	const {t} = text;
	const {id: account} = useAccount();
	const notices = useNotices();
	const navigate = useNavigate();
	const act = useAction<'remind' | 'apply-credit' | 'duplicate', Invoice>(
		(action, key) => invoices.act<Invoice>(account, invoice.id, action, {}, key),
		(result, action) => {
			if (action === 'remind') notices.done(t('invoice.done.reminded', {number: invoice.number ?? ''}));
			if (action === 'apply-credit') notices.done(t('invoice.done.applied'));
			if (action === 'duplicate') {
				notices.done(t('invoice.done.duplicated'));
				navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: result.id}});
			}
		},
	);
	const run = (action: 'remind' | 'apply-credit' | 'duplicate') => () =>
		act.mutate(action, {
			onError: (error) => {
				const {happened, next} = problemText(problemOf(error), text);
				notices.failed(`${happened} ${next}`);
			},
		});
	const credit =
		customer?.creditBalances.some(({currency, amount}) => currency === invoice.currency && amount > 0) === true;
	return (
		<>
			{can.finalize ? <Menu.Item onClick={() => onAsk('issue')}>{t('invoice.act.issue')}</Menu.Item> : null}
			{can.remind ? <Menu.Item onClick={run('remind')}>{t('invoice.act.remind')}</Menu.Item> : null}
			{can.charge && customer?.card ? (
				<Menu.Item leftSection={<CardIcon size={16} />} onClick={() => onAsk('charge')}>
					{t('invoice.act.charge')}
				</Menu.Item>
			) : null}
			{can.remind && credit ? (
				<Menu.Item onClick={run('apply-credit')}>{t('invoice.act.applyCredit')}</Menu.Item>
			) : null}
			{can.credit ? <Menu.Item onClick={() => onAsk('credit')}>{t('invoice.act.credit')}</Menu.Item> : null}
			<Menu.Item leftSection={<CopyIcon size={16} />} onClick={run('duplicate')}>
				{t('invoice.act.duplicate')}
			</Menu.Item>
			<Menu.Item leftSection={<RecurringIcon size={16} />} onClick={() => onAsk('recurring')}>
				{t('invoice.act.recurring')}
			</Menu.Item>
			{can.void || can.writeOff || can.remove ? <Menu.Divider /> : null}
			{can.writeOff ? <Menu.Item onClick={() => onAsk('writeOff')}>{t('invoice.act.writeOff')}</Menu.Item> : null}
			{can.void ? (
				<Menu.Item color="red" onClick={() => onAsk('void')}>
					{t('invoice.act.void')}
				</Menu.Item>
			) : null}
			{can.remove ? (
				<Menu.Item color="red" leftSection={<TrashIcon size={16} />} onClick={() => onAsk('remove')}>
					{t('invoice.act.delete')}
				</Menu.Item>
			) : null}
		</>
	);
};
