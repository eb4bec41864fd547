import {ActionIcon, Menu, TextInput} from '@mantine/core';
import {type KeyboardEvent, useState} from 'react';
import type {Item, TaxRate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import {DownIcon, GripIcon, MoreIcon, PercentIcon, TrashIcon, UpIcon} from '../../../ui/icons.tsx';
import {type LineForm, withItem} from './bill-form.ts';
import {DescriptionField} from './description-field.tsx';
import {useFault} from './faults.tsx';
import classes from './line-table.module.css';
import type {Live} from './live-totals.ts';
import {TaxMenu} from './tax-menu.tsx';

type Props = {
	readonly line: LineForm;
	readonly index: number;
	readonly count: number;
	readonly currency: string;
	readonly rates: readonly TaxRate[];
	readonly items: readonly Item[];
	readonly live: Live;
	readonly onChange: (line: LineForm) => void;
	readonly onMove: (step: -1 | 1) => void;
	readonly onRemove: () => void;
	readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
	readonly onDrag: (phase: 'start' | 'over' | 'end') => void;
};

/** One line: what, how many, for how much. */
export const LineRow = ({
	line,
	index,
	count,
	currency,
	rates,
	items,
	live,
	onChange,
	onMove,
	onRemove,
	onKeyDown,
	onDrag,
}: Props) => {
	const {t, format, locale} = useText();
	const fault = useFault();
	const [discounted, setDiscounted] = useState(line.discount !== '');
	const [held, setHeld] = useState(false);
	const set = (change: Partial<LineForm>): void => onChange({...line, ...change});
	const outcome = live.totals?.lines.find(({id}) => id === line.key);
	const named = (label: string): string => t('editor.ofLine', {label, n: index + 1});
	const amount = outcome === undefined ? '–' : format.amount(outcome.net, currency);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: dragging has buttons and keys beside it
		<div
			className={classes.row}
			data-row={line.key}
			draggable={held}
			onDragStart={() => onDrag('start')}
			onDragOver={(event) => {
				event.preventDefault();
				onDrag('over');
			}}
			onDragEnd={() => {
				setHeld(false);
				onDrag('end');
			}}
		>
			<span
				className={classes.grip}
				aria-hidden="true"
				onPointerDown={() => setHeld(true)}
				onPointerUp={() => setHeld(false)}
			>
				<GripIcon size={16} />
			</span>
			<div className={classes.description}>
				<DescriptionField
					label={named(t('invoice.description'))}
					value={line.description}
					items={items}
					error={fault(`${line.key}.description`)}
					onKeyDown={onKeyDown}
					onChange={(description) => set({description})}
					onItem={(item) => onChange(withItem(line, item, locale))}
				/>
				{discounted ? (
					<TextInput
						size="xs"
						className={classes.discount}
						label={t('editor.lineDiscount')}
						aria-label={named(t('editor.lineDiscount'))}
						inputMode="decimal"
						rightSection="%"
						data-field="discount"
						value={line.discount}
						error={fault(`${line.key}.discount`)}
						onKeyDown={onKeyDown}
						onChange={(event) => set({discount: event.currentTarget.value})}
					/>
				) : null}
			</div>
			<div className={classes.quantity}>
				<TextInput
					aria-label={named(t('invoice.quantity'))}
					inputMode="decimal"
					data-field="quantity"
					value={line.quantity}
					error={fault(`${line.key}.quantity`)}
					onKeyDown={onKeyDown}
					onFocus={(event) => event.currentTarget.select()}
					onChange={(event) => set({quantity: event.currentTarget.value})}
				/>
				<TextInput
					variant="unstyled"
					className={classes.unit ?? ''}
					size="xs"
					aria-label={named(t('editor.unit'))}
					placeholder={t('editor.unit')}
					maxLength={20}
					data-field="unit"
					value={line.unit}
					onKeyDown={onKeyDown}
					onChange={(event) => set({unit: event.currentTarget.value})}
				/>
			</div>
			<TextInput
				className={classes.price}
				aria-label={named(t('invoice.price'))}
				inputMode="decimal"
				placeholder={format.amount(0, currency)}
				data-field="price"
				value={line.price}
				error={fault(`${line.key}.price`)}
				onKeyDown={onKeyDown}
				onFocus={(event) => event.currentTarget.select()}
				onChange={(event) => set({price: event.currentTarget.value})}
			/>
			<div className={classes.tax}>
				<TaxMenu
					label={named(t('editor.tax'))}
					rates={rates}
					chosen={line.taxRateIds}
					onChange={(taxRateIds) => set({taxRateIds})}
				/>
			</div>
			<output className={`${classes.amount} figures`} aria-label={named(t('invoice.amount'))}>
				{amount}
			</output>
			<Menu position="bottom-end" width={210}>
				<Menu.Target>
					<ActionIcon
						className={classes.menu ?? ''}
						variant="subtle"
						color="gray"
						size={34}
						aria-label={named(t('act.more'))}
					>
						<MoreIcon size={17} />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Item leftSection={<PercentIcon size={16} />} disabled={discounted} onClick={() => setDiscounted(true)}>
						{t('editor.lineDiscount')}
					</Menu.Item>
					<Menu.Item
						leftSection={<UpIcon size={16} />}
						rightSection="Alt ↑"
						disabled={index === 0}
						onClick={() => onMove(-1)}
					>
						{t('editor.up')}
					</Menu.Item>
					<Menu.Item
						leftSection={<DownIcon size={16} />}
						rightSection="Alt ↓"
						disabled={index === count - 1}
						onClick={() => onMove(1)}
					>
						{t('editor.down')}
					</Menu.Item>
					<Menu.Item color="red" leftSection={<TrashIcon size={16} />} onClick={onRemove}>
						{t('editor.removeLine')}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
		</div>
	);
};
