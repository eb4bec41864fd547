import {Button} from '@mantine/core';
import {useNavigate} from '@tanstack/react-router';
import {useEffect, useMemo, useState} from 'react';
import {templates} from '../../../api/billing.ts';
import type {Tagged} from '../../../api/http.ts';
import type {Template} from '../../../api/invoice-shapes.ts';
import {useCustomer} from '../../../api/names.ts';
import type {PlainDate, TaxRate} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {faultsOf} from '../../invoices/editor/bill-input.ts';
import {EditorPanes} from '../../invoices/editor/editor-panes.tsx';
import {FaultsContext} from '../../invoices/editor/faults.tsx';
import {focusFirstFault} from '../../invoices/editor/focus-first-fault.ts';
import {SavedNote} from '../../invoices/editor/saved-note.tsx';
import {leaveDraft, useDraft} from '../../invoices/editor/use-draft.ts';
import {usualRate} from '../../invoices/editor/usual-rate.ts';
import {ActivateDialog} from '../activate-dialog.tsx';
import {PeriodPreview} from './period-preview.tsx';
import {TemplateFields} from './template-fields.tsx';
import {blankTemplate, type TemplateForm, templateFormOf, templateInput} from './template-form.ts';

type Props = {
	readonly initial: Tagged<Template> | null;
	readonly customerId: string | undefined;
	readonly rates: readonly TaxRate[];
	readonly today: PlainDate;
	readonly onClose: () => void;
	readonly onCreated: (id: string) => void;
};

/** What is billed and when. A draft saves itself; one that bills already changes only when one says so. */
export const TemplateSheet = ({initial, customerId, rates, today, onClose, onCreated}: Props) => {
	const {t, locale} = useText();
	const account = useAccount();
	const notices = useNotices();
	const navigate = useNavigate();
	const asked = useCustomer(account.id, customerId);
	const [form, setForm] = useState<TemplateForm>(() =>
		initial === null ? blankTemplate(account, asked, usualRate(rates), today) : templateFormOf(initial, locale),
	);
	const customer = useCustomer(account.id, form.customerId);
	const [tried, setTried] = useState(false);
	const [activating, setActivating] = useState(false);
	const isDraft = initial === null || initial.status === 'draft';
	const draft = useDraft<Template>(initial, {
		create: (body, key) => templates.create(account.id, body, key),
		change: (id, body, etag) => templates.change(account.id, id, body, etag),
		created: ({id}) => onCreated(id),
	});
	const faults = useMemo(() => faultsOf(form, locale), [form, locale]);
	const set = (change: Partial<TemplateForm>): void => {
		const next = {...form, ...change};
		setForm(next);
		if (isDraft && faultsOf(next, locale).length === 0) draft.save(templateInput(next, locale));
	};
	useEffect(() => {
		if (initial !== null) draft.settle(templateInput(templateFormOf(initial, locale), locale));
	}, [initial, locale, draft.settle]);
	useEffect(() => {
		if (initial !== null || asked === undefined) return;
		setForm((before) =>
			before.customerId === null
				? {...before, customerId: asked.id, currency: asked.currency ?? before.currency}
				: before,
		);
	}, [initial, asked]);

	const close = async (): Promise<void> => {
		if (isDraft) await draft.flush();
		onClose();
		await leaveDraft(account.id);
	};
	const store = async (): Promise<boolean> => {
		setTried(true);
		if (faults.length > 0) {
			focusFirstFault();
			return false;
		}
		draft.save(templateInput(form, locale));
		return (await draft.flush()) !== null;
	};
	const leave = async ({id}: Template): Promise<void> => {
		await navigate({to: '/$account/recurring/$template', params: {account: account.id, template: id}});
		await leaveDraft(account.id);
	};
	const change = async (): Promise<void> => {
		if (initial === null || !(await store())) return;
		notices.done(t('recurring.changed'));
		await leave(initial);
	};
	const {saved} = draft;
	return (
		<Sheet
			size="wide"
			begin={initial === null ? 'field' : 'title'}
			title={initial === null ? t('new.recurring') : t('recurring.title')}
			beside={isDraft ? <SavedNote state={draft.state} complete={faults.length === 0} /> : null}
			onClose={close}
			footer={
				<>
					<Button variant="default" onClick={isDraft ? close : onClose}>
						{t(isDraft ? 'editor.save' : 'act.cancel')}
					</Button>
					{isDraft ? (
						<Button onClick={async () => setActivating(await store())}>{t('recurring.activate')}</Button>
					) : (
						<Button loading={draft.state === 'saving'} onClick={change}>
							{t('recurring.saveChange')}
						</Button>
					)}
				</>
			}
		>
			<title>{`${t('recurring.title')} · Invoice Meister`}</title>
			<FaultsContext value={tried ? faults : []}>
				<EditorPanes
					previewName={t('recurring.previewTab')}
					form={
						<>
							<ProblemNote error={draft.error} notDone={t('recurring.notSaved')} />
							{isDraft ? null : <p className="quiet">{t('recurring.changeText')}</p>}
							<TemplateFields form={form} rates={rates} customer={customer} onChange={set} />
						</>
					}
					preview={<PeriodPreview id={saved?.id ?? null} version={saved?.version ?? 0} currency={form.currency} />}
				/>
			</FaultsContext>
			{activating && saved !== null ? (
				<ActivateDialog
					template={saved}
					action="activate"
					today={today}
					customer={customer}
					onClose={() => setActivating(false)}
					onDone={leave}
				/>
			) : null}
		</Sheet>
	);
};
