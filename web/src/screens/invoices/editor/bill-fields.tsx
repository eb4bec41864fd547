import {Checkbox} from '@mantine/core';
import {useMemo} from 'react';
import type {Customer, TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {Adjustments} from './adjustments.tsx';
import type {BillForm} from './bill-form.ts';
import {CustomerPicker} from './customer-picker.tsx';
import classes from './editor.module.css';
import {LineTable} from './line-table.tsx';
import {liveTotals} from './live-totals.ts';
import {TotalsBox} from './totals-box.tsx';

type Props = {
	readonly form: BillForm;
	readonly onChange: (change: Partial<BillForm>) => void;
};

/** For whom. */
export const PayerField = ({form, onChange, customer}: Props & {readonly customer: Customer | undefined}) => {
	const {t} = useText();
	return (
		<div className={classes.span12}>
			<CustomerPicker
				isChosen={form.customerId !== null}
				label={t('editor.customer')}
				customer={customer}
				onPick={(picked) => onChange({customerId: picked.id, currency: picked.currency ?? form.currency})}
			/>
		</div>
	);
};

/** For what, what comes off or on top, and how much that makes. */
export const BilledFields = ({form, onChange, rates}: Props & {readonly rates: readonly TaxRate[]}) => {
	const {locale} = useText();
	const live = useMemo(() => liveTotals(form, rates, locale), [form, rates, locale]);
	return (
		<>
			<LineTable form={form} rates={rates} live={live} onLines={(lines) => onChange({lines})} />
			<Adjustments form={form} rates={rates} onChange={(adjustments) => onChange({adjustments})} />
			<TotalsBox form={form} live={live} />
		</>
	);
};

/** Whether prices include tax. */
export const InclusiveField = ({form, onChange}: Props) => {
	const {t} = useText();
	return (
		<div className={classes.span12}>
			<Checkbox
				label={t('editor.inclusive')}
				checked={form.taxInclusive}
				onChange={(event) => onChange({taxInclusive: event.currentTarget.checked})}
			/>
		</div>
	);
};
