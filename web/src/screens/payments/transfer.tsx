import {Button, Select, TextInput} from '@mantine/core';
import {useNavigate, useSearch} from '@tanstack/react-router';
import {useState} from 'react';
import {payments} from '../../api/billing.ts';
import {useCustomer} from '../../api/names.ts';
import type {Payment} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useToday} from '../../app/today.ts';
import {useText} from '../../text/text.tsx';
import grid from '../../ui/form-grid.module.css';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {readAmount} from '../../ui/read-amount.ts';
import {Sheet} from '../../ui/sheet.tsx';
import {useAction} from '../../ui/use-action.ts';
import {useOpenInvoices} from '../customers/use-open-invoices.ts';
import {manualMethods} from '../invoices/dialogs/manual-methods.ts';
import {CustomerPicker} from '../invoices/editor/customer-picker.tsx';
import {allocated, spreadOver} from './allocate-typed.ts';
import {AllocationFields} from './allocation-fields.tsx';

type Asked = {
	readonly customerId: string;
	readonly amount: number;
	readonly currency: string;
	readonly method: string;
	readonly receivedOn: string;
	readonly reference: string | null;
	readonly allocations: readonly {readonly invoiceId: string; readonly amount: number}[];
};
const formId = 'transfer';

/** Money that arrived, over one or several invoices of a customer. */
export const Transfer = () => {
	const {t, code, format, locale} = useText();
	const account = useAccount();
	const today = useToday();
	const notices = useNotices();
	const navigate = useNavigate();
	const {customer: asked} = useSearch({from: '/$account/payments/new'});
	const [customerId, setCustomerId] = useState<string | null>(asked ?? null);
	const customer = useCustomer(account.id, customerId);
	const currency = customer?.currency ?? account.currency;
	const open = (useOpenInvoices(customerId).data?.rows ?? []).filter((invoice) => invoice.currency === currency);
	const [typed, setTyped] = useState('');
	const [method, setMethod] = useState('transfer');
	const [day, setDay] = useState('');
	const [reference, setReference] = useState('');
	const [own, setOwn] = useState<Readonly<Record<string, number>> | null>(null);
	const amount = readAmount(typed, currency, locale);
	const shares = own ?? spreadOver(open, amount ?? 0);
	const left = (amount ?? 0) - allocated(shares);
	const close = (): Promise<void> => navigate({to: '/$account/payments', params: {account: account.id}});
	const record = useAction<Asked, Payment>(
		(body, key) => payments.create(account.id, body, key),
		({id}) => {
			notices.done(t('transfer.done', {amount: format.money(amount ?? 0, currency)}));
			navigate({to: '/$account/payments/$payment', params: {account: account.id, payment: id}});
		},
	);
	const allocations = Object.entries(shares).flatMap(([invoiceId, share]) =>
		share > 0 ? [{invoiceId, amount: share}] : [],
	);
	const fits = customerId !== null && amount !== undefined && amount > 0 && left === 0 && allocations.length > 0;
	return (
		<Sheet
			size="form"
			begin="field"
			title={t('new.payment')}
			onClose={close}
			footer={
				<>
					<Button variant="default" onClick={close}>
						{t('act.cancel')}
					</Button>
					<Button type="submit" form={formId} loading={record.isPending} disabled={!fits}>
						{t('pay.act')}
					</Button>
				</>
			}
		>
			<form
				id={formId}
				onSubmit={(event) => {
					event.preventDefault();
					if (!fits) return;
					record.mutate({
						customerId,
						amount,
						currency,
						method,
						receivedOn: day === '' ? (today ?? '') : day,
						reference: reference === '' ? null : reference,
						allocations,
					});
				}}
			>
				<ProblemNote error={record.error} notDone={t('pay.failed')} />
				<div className={grid.grid}>
					<div className={grid.whole}>
						<CustomerPicker
							isChosen={customerId !== null}
							label={t('invoices.customer')}
							customer={customer}
							onPick={({id}) => {
								setCustomerId(id);
								setOwn(null);
							}}
						/>
					</div>
					<TextInput
						className={grid.half}
						label={t('pay.amount', {currency})}
						inputMode="decimal"
						value={typed}
						onChange={(event) => setTyped(event.currentTarget.value)}
					/>
					<Select
						className={grid.half}
						label={t('pay.method')}
						data={manualMethods.map((value) => ({value, label: code('method', value)}))}
						value={method}
						allowDeselect={false}
						onChange={(value) => value && setMethod(value)}
					/>
					<TextInput
						className={grid.half}
						type="date"
						label={t('pay.on')}
						max={today}
						value={day === '' ? (today ?? '') : day}
						onChange={(event) => setDay(event.currentTarget.value)}
					/>
					<TextInput
						className={grid.half}
						label={t('pay.reference')}
						maxLength={140}
						value={reference}
						onChange={(event) => setReference(event.currentTarget.value)}
					/>
				</div>
				{customerId === null ? null : (
					<AllocationFields open={open} shares={shares} currency={currency} left={left} onShares={setOwn} />
				)}
			</form>
		</Sheet>
	);
};
