import {Checkbox, TextInput} from '@mantine/core';
import {useMemo} from 'react';
import type {Customer, TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {Adjustments} from '../../invoices/editor/adjustments.tsx';
import {CustomerPicker} from '../../invoices/editor/customer-picker.tsx';
import classes from '../../invoices/editor/editor.module.css';
import {LineTable} from '../../invoices/editor/line-table.tsx';
import {liveTotals} from '../../invoices/editor/live-totals.ts';
import {NoteFields} from '../../invoices/editor/note-fields.tsx';
import {TermsFields} from '../../invoices/editor/terms-fields.tsx';
import {TotalsBox} from '../../invoices/editor/totals-box.tsx';
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
	const {t, locale} = useText();
	const live = useMemo(() => liveTotals(form, rates, locale), [form, rates, locale]);
	return (
		<>
			<div className={classes.grid}>
				<div className={classes.span12}>
					<CustomerPicker
						isChosen={form.customerId !== null}
						label={t('editor.customer')}
						customer={customer}
						onPick={(picked) => onChange({customerId: picked.id, currency: picked.currency ?? form.currency})}
					/>
				</div>
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
			<LineTable form={form} rates={rates} live={live} onLines={(lines) => onChange({lines})} />
			<Adjustments form={form} rates={rates} onChange={(adjustments) => onChange({adjustments})} />
			<TotalsBox form={form} live={live} />
			<RhythmFields form={form} customer={customer} onChange={onChange} />
			<details className={classes.more}>
				<summary>{t('recurring.more')}</summary>
				<div className={classes.grid}>
					<div className={classes.span12}>
						<Checkbox
							label={t('editor.inclusive')}
							checked={form.taxInclusive}
							onChange={(event) => onChange({taxInclusive: event.currentTarget.checked})}
						/>
					</div>
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
