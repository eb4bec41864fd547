import {Textarea, TextInput} from '@mantine/core';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {formatsFor} from '../../../text/formats.ts';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {MailIcon} from '../../../ui/icons.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import classes from './dialogs.module.css';
import type {DialogProps} from './invoice-dialog.tsx';
import {mailFor} from './mail-text.ts';

type Asked = {
	readonly to: readonly string[];
	readonly cc: readonly string[];
	readonly subject: string | null;
	readonly message: string | null;
};
type Props = DialogProps & {readonly onDone?: (invoice: Invoice) => void};

/** The mail, before it goes. A draft is issued first, in the same step. */
export const SendDialog = ({invoice, customer, onClose, onDone}: Props) => {
	const {t} = useText();
	const {id: account, name: seller, locale: own} = useAccount();
	const notices = useNotices();
	const isDraft = invoice.status === 'draft';
	const number = invoice.number ?? '';
	const locale = customer?.locale ?? own;
	const format = formatsFor(locale);
	const standard = mailFor(locale, {
		seller,
		number,
		amount: format.money(isDraft ? invoice.total : invoice.amountDue || invoice.total, invoice.currency),
		due: invoice.dueDate === null ? '' : format.date(invoice.dueDate),
	});
	const [to, setTo] = useState(addressesOf(customer, false).join(', '));
	const [cc, setCc] = useState(addressesOf(customer, true).join(', '));
	const [subject, setSubject] = useState('');
	const [message, setMessage] = useState('');
	const act = useAction<Asked, Invoice>(
		(asked, key) => invoices.act<Invoice>(account, invoice.id, 'send', asked, key),
		(sent) => {
			notices.done(t('invoice.done.sent', {number: sent.number ?? number}));
			onClose();
			onDone?.(sent);
		},
	);
	const confirm = (): void =>
		act.mutate({
			to: split(to),
			cc: split(cc),
			subject: subject.trim() === '' ? null : subject,
			message: message.trim() === '' ? null : message,
		});
	return (
		<Confirm
			title={isDraft ? t('send.titleDraft') : t('send.title', {number})}
			act={t(isDraft ? 'send.actDraft' : 'send.act')}
			busy={act.isPending}
			error={act.error}
			notDone={t(isDraft ? 'send.failedDraft' : 'send.failed')}
			disabled={split(to).length === 0}
			onConfirm={confirm}
			onClose={onClose}
		>
			{customer && addressesOf(customer, false).length === 0 ? <p>{t('send.noAddress')}</p> : null}
			<TextInput
				label={t('send.to')}
				description={t('send.toHint')}
				inputMode="email"
				required
				withAsterisk={false}
				data-autofocus
				value={to}
				onChange={(event) => setTo(event.currentTarget.value)}
			/>
			<TextInput
				label={t('send.cc')}
				inputMode="email"
				value={cc}
				onChange={(event) => setCc(event.currentTarget.value)}
			/>
			<TextInput
				label={t('send.subject')}
				placeholder={standard.subject}
				maxLength={200}
				value={subject}
				onChange={(event) => setSubject(event.currentTarget.value)}
			/>
			<Textarea
				label={t('send.message')}
				description={t('send.default')}
				placeholder={standard.message}
				autosize
				minRows={5}
				maxLength={4000}
				value={message}
				onChange={(event) => setMessage(event.currentTarget.value)}
			/>
			<p className={classes.hint}>
				<MailIcon size={16} />
				{t('send.attached')}
			</p>
		</Confirm>
	);
};

const addressesOf = (customer: Customer | undefined, copies: boolean): readonly string[] => {
	if (customer === undefined) return [];
	const contacts = customer.contacts.filter(({cc}) => cc === copies).map(({email}) => email);
	return copies || !customer.email
		? contacts
		: [customer.email, ...contacts.filter((email) => email !== customer.email)];
};

const split = (addresses: string): readonly string[] =>
	addresses
		.split(/[\s,;]+/)
		.map((address) => address.trim())
		.filter((address) => address !== '');
