import {Button} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {type KeyboardEvent, useRef} from 'react';
import {items} from '../../../api/calls.ts';
import type {TaxRate} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {PlusIcon} from '../../../ui/icons.tsx';
import {addLineAfter, type BillForm, type LineForm, moveLine, removeLine} from './bill-form.ts';
import {useFault} from './faults.tsx';
import {LineRow} from './line-row.tsx';
import classes from './line-table.module.css';
import type {Live} from './live-totals.ts';

type Props = {
	readonly form: BillForm;
	readonly rates: readonly TaxRate[];
	readonly live: Live;
	readonly onLines: (lines: readonly LineForm[]) => void;
};

/** The lines. Enter adds one below, Alt with an arrow moves one; both also by buttons. */
export const LineTable = ({form, rates, live, onLines}: Props) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const fault = useFault();
	const place = useRef<HTMLElement>(null);
	const dragged = useRef<string | null>(null);
	const catalogue = useQuery({queryKey: [account, 'items'], queryFn: () => items.list(account, {limit: 100})});
	const {lines} = form;

	/** After the next paint: the row may not be there yet. */
	const focusRow = (key: string, field: string): void => {
		requestAnimationFrame(() =>
			place.current?.querySelector<HTMLElement>(`[data-row="${key}"] [data-field="${field}"]`)?.focus(),
		);
	};
	const addAfter = (key: string | null): void => {
		const next = addLineAfter(lines, key);
		onLines(next);
		const added = next[key === null ? next.length - 1 : next.findIndex((line) => line.key === key) + 1];
		if (added) focusRow(added.key, 'description');
	};
	const move = (key: string, step: -1 | 1, field: string): void => {
		onLines(moveLine(lines, key, lines.findIndex((line) => line.key === key) + step));
		focusRow(key, field);
	};
	const onKeyDown = (line: LineForm) => (event: KeyboardEvent<HTMLElement>) => {
		const field = event.target instanceof HTMLElement ? event.target.dataset.field : undefined;
		if (field === undefined || event.defaultPrevented) return;
		const step = {ArrowUp: -1, ArrowDown: 1}[event.key];
		if (event.altKey && (step === -1 || step === 1)) {
			event.preventDefault();
			move(line.key, step, field);
		}
		if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			addAfter(line.key);
		}
	};
	return (
		<section className={classes.table} ref={place} aria-label={t('invoice.lines')}>
			<div className={classes.head} aria-hidden="true">
				<span />
				<span>{t('invoice.description')}</span>
				<span className={classes.right}>{t('invoice.quantity')}</span>
				<span className={classes.right}>{t('invoice.price')}</span>
				<span>{t('editor.tax')}</span>
				<span className={classes.right}>{t('invoice.amount')}</span>
				<span />
			</div>
			{lines.map((line, index) => (
				<LineRow
					key={line.key}
					line={line}
					index={index}
					count={lines.length}
					currency={form.currency}
					rates={rates}
					items={catalogue.data?.data ?? []}
					live={live}
					onChange={(next) => onLines(lines.map((one) => (one.key === line.key ? next : one)))}
					onMove={(step) => move(line.key, step, 'description')}
					onRemove={() => onLines(removeLine(lines, line.key))}
					onKeyDown={onKeyDown(line)}
					onDrag={(phase) => {
						if (phase === 'start') dragged.current = line.key;
						if (phase === 'over' && dragged.current !== null && dragged.current !== line.key)
							onLines(moveLine(lines, dragged.current, index));
						if (phase === 'end') dragged.current = null;
					}}
				/>
			))}
			{fault('lines') ? (
				<p className={classes.fault} role="alert">
					{t('editor.linesMissing')}
				</p>
			) : null}
			<Button
				variant="subtle"
				size="compact-sm"
				leftSection={<PlusIcon size={15} />}
				onClick={() => addAfter(null)}
				mt={6}
			>
				{t('editor.addLine')}
			</Button>
		</section>
	);
};
