import {TextInput} from '@mantine/core';
import type {Customer, TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {BilledFields, InclusiveField, PayerField} from '../../invoices/editor/bill-fields.tsx';
import classes from '../../invoices/editor/editor.module.css';
import {NoteFields} from '../../invoices/editor/note-fields.tsx';
import {TermsFields} from '../../invoices/editor/terms-fields.tsx';
import {RhythmFields} from './rhythm-fields.tsx';
import type {TemplateForm} from './template-form.ts';

type Props = {
	readonly form: TemplateForm;
	readonly rates: readonly TaxRate[];
	readonly customer: Customer | undefined;
	readonly onChange: (change: Partial<TemplateForm>) => void;
};

/** For whom, what, how much, when. */
export const TemplateFields = ({form, rates, customer, onChange}: Props) => {
	const {t} = useText();
	return (
		<>
			<div className={classes.grid}>
				<PayerField form={form} onChange={onChange} customer={customer} />
				<TextInput
					className={classes.span6}
					label={t('recurring.name')}
					description={t('recurring.nameHint')}
					maxLength={200}
					value={form.name}
					onChange={(event) => onChange({name: event.currentTarget.value})}
				/>
				<TermsFields className={classes.span6} form={form} onChange={onChange} />
			</div>
			<BilledFields form={form} onChange={onChange} rates={rates} />
			<RhythmFields form={form} customer={customer} onChange={onChange} />
			<details className={classes.more}>
				<summary>{t('recurring.more')}</summary>
				<div className={classes.grid}>
					<InclusiveField form={form} onChange={onChange} />
					<TextInput
						className={classes.span12}
						label={t('editor.order')}
						maxLength={100}
						value={form.purchaseOrder}
						onChange={(event) => onChange({purchaseOrder: event.currentTarget.value})}
					/>
					<NoteFields className={classes.span12} form={form} onChange={onChange} hint={t('recurring.placeholders')} />
				</div>
			</details>
		</>
	);
};
