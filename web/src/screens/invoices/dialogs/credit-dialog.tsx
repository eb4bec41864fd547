import {Radio, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {CreditNote} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {readAmount} from '../../../ui/read-amount.ts';
import {useAction} from '../../../ui/use-action.ts';
import classes from './dialogs.module.css';
import type {DialogProps} from './invoice-dialog.tsx';

type Asked = {readonly reason: string; readonly lines?: readonly {readonly lineId: string; readonly amount: number}[]};

/** Takes back all or some of an issued invoice by a document of its own. */
export const CreditDialog = ({invoice, onClose}: DialogProps) => {
	const {t, format, locale} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const [extent, setExtent] = useState<'everything' | 'some'>('everything');
	const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
	const [reason, setReason] = useState('');
	const chosen = invoice.lines.flatMap(({id}) => {
		const amount = readAmount(amounts[id] ?? '', invoice.currency, locale);
		return amount === undefined || amount === 0 ? [] : [{lineId: id, amount}];
	});
	const act = useAction<Asked, CreditNote>(
		(asked, key) => invoices.act<CreditNote>(account, invoice.id, 'credit-notes', asked, key),
		(note) => {
			notices.done(t('invoice.done.credited', {number: note.number ?? ''}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('credit.ask', {number: invoice.number ?? ''})}
			act={t('credit.act')}
			busy={act.isPending}
			error={act.error}
			notDone={t('credit.failed')}
			disabled={reason.trim() === '' || (extent === 'some' && chosen.length === 0)}
			onConfirm={() => act.mutate({reason: reason.trim(), ...(extent === 'some' ? {lines: chosen} : {})})}
			onClose={onClose}
		>
			<p>{t('credit.text')}</p>
			<Radio.Group
				value={extent}
				onChange={(value) => setExtent(value === 'some' ? 'some' : 'everything')}
				aria-label={t('credit.ask', {number: invoice.number ?? ''})}
			>
				<Stack gap={8}>
					<Radio value="everything" label={t('credit.everything')} />
					<Radio value="some" label={t('credit.some')} />
				</Stack>
			</Radio.Group>
			{extent === 'some' ? (
				<div className={classes.lines}>
					{invoice.lines.map((line) => (
						<TextInput
							key={line.id}
							label={line.description}
							aria-label={t('credit.line', {line: line.description})}
							placeholder={format.amount(line.net - line.discountShare, invoice.currency)}
							inputMode="decimal"
							value={amounts[line.id] ?? ''}
							onChange={(event) => {
								const {value} = event.currentTarget;
								setAmounts((before) => ({...before, [line.id]: value}));
							}}
						/>
					))}
				</div>
			) : null}
			<TextInput
				label={t('credit.reason')}
				required
				withAsterisk={false}
				maxLength={300}
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
