import {Button, Menu} from '@mantine/core';
import {useHotkeys, useMediaQuery} from '@mantine/hooks';
import {useNavigate} from '@tanstack/react-router';
import {useEffect, useMemo, useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useCustomer} from '../../../api/names.ts';
import type {TaxRate} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {InvoiceDialog, type InvoiceDialogName} from '../dialogs/invoice-dialog.tsx';
import {IssueDialog} from '../dialogs/issue-dialog.tsx';
import {SendDialog} from '../dialogs/send-dialog.tsx';
import {faultsOf} from './bill-input.ts';
import {EditorPanes} from './editor-panes.tsx';
import {FaultsContext} from './faults.tsx';
import {focusFirstFault} from './focus-first-fault.ts';
import {InvoiceFields} from './invoice-fields.tsx';
import {blankForm, formOf, type InvoiceForm, invoiceInput} from './invoice-form.ts';
import {Preview} from './preview.tsx';
import {SavedNote} from './saved-note.tsx';
import {leaveDraft, useDraft} from './use-draft.ts';
import {usualRate} from './usual-rate.ts';

type Props = {
	readonly initial: Tagged<Invoice> | null;
	readonly customerId: string | undefined;
	readonly rates: readonly TaxRate[];
	readonly onClose: () => void;
	readonly onCreated: (id: string) => void;
};

/** The document itself, edited in place; saves itself, and is issued only when one says so. */
export const InvoiceEditor = ({initial, customerId, rates, onClose, onCreated}: Props) => {
	const {t, locale} = useText();
	const account = useAccount();
	const navigate = useNavigate();
	const asked = useCustomer(account.id, customerId);
	const [form, setForm] = useState<InvoiceForm>(() =>
		initial === null ? blankForm(account, asked, usualRate(rates)) : formOf(initial, locale),
	);
	const customer = useCustomer(account.id, form.customerId);
	const [tried, setTried] = useState(false);
	const [dialog, setDialog] = useState<InvoiceDialogName | null>(null);
	const draft = useDraft<Invoice>(initial, {
		create: (body, key) => invoices.create(account.id, body, key),
		change: (id, body, etag) => invoices.change(account.id, id, body, etag),
		created: ({id}) => onCreated(id),
	});
	const faults = useMemo(() => faultsOf(form, locale), [form, locale]);
	const change = (next: InvoiceForm): void => {
		setForm(next);
		if (faultsOf(next, locale).length === 0) draft.save(invoiceInput(next, locale));
	};
	useEffect(() => {
		if (initial !== null) draft.settle(invoiceInput(formOf(initial, locale), locale));
	}, [initial, locale, draft.settle]);
	useEffect(() => {
		if (initial === null && asked !== undefined)
			setForm((before) =>
				before.customerId === null
					? {...before, customerId: asked.id, currency: asked.currency ?? before.currency}
					: before,
			);
	}, [initial, asked]);

	const close = async (): Promise<void> => {
		await draft.flush();
		onClose();
		await leaveDraft(account.id);
	};
	const ask = async (name: InvoiceDialogName): Promise<void> => {
		setTried(true);
		if (faults.length > 0) return focusFirstFault();
		draft.save(invoiceInput(form, locale));
		if ((await draft.flush()) !== null) setDialog(name);
	};
	const done = ({id}: Invoice): void => {
		navigate({to: '/$account/invoices/$invoice', params: {account: account.id, invoice: id}});
	};
	useHotkeys([['mod+Enter', () => ask('send')]], [], true);
	const narrow = useMediaQuery('(max-width: 48em)', false, {getInitialValueInEffect: false});
	const {saved} = draft;
	return (
		<Sheet
			size="wide"
			begin={initial === null ? 'field' : 'title'}
			title={initial === null ? t('editor.new') : t('editor.title')}
			beside={<SavedNote state={draft.state} complete={faults.length === 0} />}
			onClose={close}
			footer={
				<>
					{narrow ? null : (
						<Button variant="subtle" color="gray" mr="auto" onClick={() => ask('recurring')}>
							{t('invoice.act.recurring')}
						</Button>
					)}
					{narrow ? (
						<Menu position="top-start">
							<Menu.Target>
								<Button variant="default">{t('act.more')}</Button>
							</Menu.Target>
							<Menu.Dropdown>
								<Menu.Item onClick={close}>{t('editor.save')}</Menu.Item>
								<Menu.Item onClick={() => ask('issue')}>{t('invoice.act.issue')}</Menu.Item>
								<Menu.Item onClick={() => ask('recurring')}>{t('invoice.act.recurring')}</Menu.Item>
							</Menu.Dropdown>
						</Menu>
					) : (
						<>
							<Button variant="default" onClick={close}>
								{t('editor.save')}
							</Button>
							<Button variant="default" onClick={() => ask('issue')}>
								{t('invoice.act.issue')}
							</Button>
						</>
					)}
					<Button onClick={() => ask('send')}>{t('editor.issueAndSend')}</Button>
				</>
			}
		>
			<title>{`${t('editor.title')} · Invoice Meister`}</title>
			<FaultsContext value={tried ? faults : []}>
				<EditorPanes
					form={
						<>
							<ProblemNote error={draft.error} notDone={t('editor.notSaved')} />
							<InvoiceFields form={form} onChange={change} rates={rates} customer={customer} />
						</>
					}
					preview={
						<Preview
							id={saved?.id ?? null}
							version={saved?.version ?? 0}
							busy={draft.state === 'waiting' || draft.state === 'saving'}
						/>
					}
				/>
			</FaultsContext>
			{dialog === null || saved === null ? null : dialog === 'send' ? (
				<SendDialog invoice={saved} customer={customer} onClose={() => setDialog(null)} onDone={done} />
			) : dialog === 'issue' ? (
				<IssueDialog invoice={saved} customer={customer} onClose={() => setDialog(null)} onDone={done} />
			) : (
				<InvoiceDialog name={dialog} invoice={saved} customer={customer} onClose={() => setDialog(null)} />
			)}
		</Sheet>
	);
};
