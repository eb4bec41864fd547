import {TextInput} from '@mantine/core';
import type {Customer, TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {LongText} from '../../../ui/long-text.tsx';
import {BilledFields, InclusiveField, PayerField} from './bill-fields.tsx';
import classes from './editor.module.css';
import type {InvoiceForm} from './invoice-form.ts';
import {NoteFields} from './note-fields.tsx';
import {TermsFields} from './terms-fields.tsx';

type Props = {
	readonly form: InvoiceForm;
	readonly onChange: (form: InvoiceForm) => void;
	readonly rates: readonly TaxRate[];
	readonly customer: Customer | undefined;
};

/** The fields in the order in which one thinks of them: for whom, what, how much, when; the rest can stay folded. */
export const InvoiceFields = ({form, onChange, rates, customer}: Props) => {
	const {t} = useText();
	const set = (change: Partial<InvoiceForm>): void => onChange({...form, ...change});
	return (
		<>
			<div className={classes.grid}>
				<PayerField form={form} onChange={set} customer={customer} />
				<TextInput
					className={classes.span4}
					type="date"
					label={t('editor.issueDate')}
					description={t('editor.issueDateHint')}
					value={form.issueDate}
					onChange={(event) => set({issueDate: event.currentTarget.value})}
				/>
				<TermsFields className={classes.span4} form={form} onChange={set} />
				<TextInput
					className={classes.span4}
					type="date"
					label={t('editor.dueDate')}
					description={t('editor.dueDateHint')}
					min={form.issueDate}
					value={form.dueDate}
					onChange={(event) => set({dueDate: event.currentTarget.value})}
				/>
			</div>
			<BilledFields form={form} onChange={set} rates={rates} />
			<details className={classes.more}>
				<summary>{t('editor.more')}</summary>
				<div className={classes.grid}>
					<InclusiveField form={form} onChange={set} />
					<TextInput
						className={classes.span6}
						label={t('editor.order')}
						maxLength={100}
						value={form.purchaseOrder}
						onChange={(event) => set({purchaseOrder: event.currentTarget.value})}
					/>
					<TextInput
						className={classes.span6}
						type="date"
						label={t('editor.supplyDate')}
						value={form.supplyDate}
						onChange={(event) => set({supplyDate: event.currentTarget.value})}
					/>
					<NoteFields className={classes.span12} form={form} onChange={set} />
					<LongText
						className={classes.span12}
						label={t('invoice.internalNotes')}
						description={t('invoice.internalNotesHint')}
						value={form.internalNotes}
						onChange={(internalNotes) => set({internalNotes})}
					/>
				</div>
			</details>
		</>
	);
};
