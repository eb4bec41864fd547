import {Button, Group, Select, TextInput} from '@mantine/core';
import type {TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {PlusIcon} from '../../../ui/icons.tsx';
import {lines, RemoveLine} from '../../../ui/remove-line.tsx';
import classes from './adjustments.module.css';
import {type AdjustmentForm, type BillForm, nextKey} from './bill-form.ts';
import {useFault} from './faults.tsx';
import {TaxMenu} from './tax-menu.tsx';

type Props = {
	readonly form: BillForm;
	readonly rates: readonly TaxRate[];
	readonly onChange: (adjustments: readonly AdjustmentForm[]) => void;
};

/** Discounts off and charges on the whole document. */
export const Adjustments = ({form, rates, onChange}: Props) => {
	const {t} = useText();
	const {adjustments} = form;
	const add = (sort: AdjustmentForm['sort']): void =>
		onChange([
			...adjustments,
			{
				key: nextKey(),
				sort,
				description: '',
				value: '',
				unit: sort === 'discount' ? 'percent' : 'amount',
				taxRateIds: sort === 'charge' ? (form.lines[0]?.taxRateIds ?? []) : null,
			},
		]);
	return (
		<div className={classes.adjustments} {...lines}>
			{adjustments.map((one) => (
				<AdjustmentRow
					key={one.key}
					form={one}
					currency={form.currency}
					rates={rates}
					onChange={(next) => onChange(adjustments.map((each) => (each.key === one.key ? next : each)))}
					onRemove={() => onChange(adjustments.filter(({key}) => key !== one.key))}
				/>
			))}
			<Group gap={4}>
				<Button
					variant="subtle"
					color="gray"
					size="compact-sm"
					leftSection={<PlusIcon size={15} />}
					onClick={() => add('discount')}
				>
					{t('editor.discount')}
				</Button>
				<Button
					variant="subtle"
					color="gray"
					size="compact-sm"
					leftSection={<PlusIcon size={15} />}
					onClick={() => add('charge')}
				>
					{t('editor.charge')}
				</Button>
			</Group>
		</div>
	);
};

type RowProps = {
	readonly form: AdjustmentForm;
	readonly currency: string;
	readonly rates: readonly TaxRate[];
	readonly onChange: (form: AdjustmentForm) => void;
	readonly onRemove: () => void;
};

const AdjustmentRow = ({form, currency, rates, onChange, onRemove}: RowProps) => {
	const {t} = useText();
	const fault = useFault();
	const name = t(form.sort === 'discount' ? 'editor.discount' : 'editor.charge');
	const set = (change: Partial<AdjustmentForm>): void => onChange({...form, ...change});
	return (
		<fieldset className={classes.row} aria-label={name}>
			<TextInput
				aria-label={`${name}: ${t('invoice.description')}`}
				placeholder={form.sort === 'discount' ? t('editor.discountHint') : t('editor.chargeHint')}
				maxLength={300}
				value={form.description}
				error={fault(`${form.key}.description`)}
				onChange={(event) => set({description: event.currentTarget.value})}
			/>
			<TextInput
				className={classes.value}
				aria-label={name}
				inputMode="decimal"
				value={form.value}
				error={fault(`${form.key}.value`)}
				onChange={(event) => set({value: event.currentTarget.value})}
			/>
			<Select
				aria-label={t('editor.unitOf', {name})}
				data={[
					{value: 'percent', label: '%'},
					{value: 'amount', label: currency},
				]}
				value={form.unit}
				allowDeselect={false}
				onChange={(unit) => set({unit: unit === 'amount' ? 'amount' : 'percent'})}
			/>
			{form.sort === 'charge' ? (
				<TaxMenu
					label={t('editor.tax')}
					rates={rates}
					chosen={form.taxRateIds ?? []}
					onChange={(taxRateIds) => set({taxRateIds})}
				/>
			) : (
				<span />
			)}
			<RemoveLine label={t('editor.removeAdjustment', {name})} size={34} onRemove={onRemove} />
		</fieldset>
	);
};
