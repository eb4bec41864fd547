import {Popover} from '@mantine/core';
import type {ReactNode} from 'react';
import {type Explanation, explain} from '../../../../../functions/invoices/core/explain.ts';
import type {Operand, Step} from '../../../../../functions/invoices/core/explain-steps.ts';
import type {Totals} from '../../../../../schemas/lines.ts';
import {digitsOf} from '../../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../../text/numbers.ts';
import {type Text, useText} from '../../../text/text.tsx';
import type {BillForm} from './bill-form.ts';
import type {Live} from './live-totals.ts';
import classes from './totals-box.module.css';

type Props = {
	readonly of: string;
	readonly live: Live;
	readonly totals: Totals;
	readonly form: BillForm;
	readonly children: ReactNode;
};

/** A figure that shows its own arithmetic when asked, down to the rounded cent. */
export const Explain = ({of, live, totals, form, children}: Props) => {
	const text = useText();
	const {t, code, format} = text;
	return (
		<Popover width={380} position="left-start" withArrow trapFocus={false}>
			<Popover.Target>
				<button type="button" className={classes.figure} title={t('explain.ask')}>
					{children}
				</button>
			</Popover.Target>
			<Popover.Dropdown>
				<h3>{t('explain.title')}</h3>
				<ol className={classes.steps}>
					{stepsOf(explain(live.document, totals), of).map((step, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their order
						<li key={index}>
							<span className={classes.result}>
								<span>{code('explain', step.label)}</span>
								<span className="figures">{format.amount(step.result, form.currency)}</span>
							</span>
							<span className={classes.how}>{arithmetic(step, form, text)}</span>
							{step.rounding === 'none' ? null : (
								<span className={classes.how}> · {code('rounding', step.rounding)}</span>
							)}
						</li>
					))}
				</ol>
			</Popover.Dropdown>
		</Popover>
	);
};

const stepsOf = (explanation: Explanation, of: string): readonly Step[] => {
	if (of.startsWith('tax ')) return explanation.taxes.find(({taxRateId}) => `tax ${taxRateId}` === of)?.steps ?? [];
	if (of === 'subtotal')
		return [
			...explanation.lines.flatMap(({steps}) => steps.slice(0, steps.findIndex(({label}) => label === 'net') + 1)),
			...explanation.subtotal,
		];
	if (of === 'discountTotal') return explanation.discountTotal;
	if (of === 'chargeTotal') return [...explanation.charges.flatMap(({steps}) => steps), ...explanation.chargeTotal];
	if (of === 'rounding') return explanation.rounding;
	return [...explanation.taxTotal, ...explanation.total];
};

/** `2.5 × 40.00`, `119.00 × 19 %`, `100.00 + 19.00`. */
const arithmetic = ({arithmetic: kind, operands}: Step, form: BillForm, text: Text): string => {
	const shown = operands.map((one) => operand(one, form, text));
	if (kind === 'product' || kind === 'percent') return shown.join(' × ');
	if (kind === 'share') return text.t('explain.share', {whole: shown.join(' + ')});
	if (kind === 'multiple') return text.t('explain.multiple', {amount: shown[0] ?? '', step: shown[1] ?? ''});
	if (kind === 'given') return text.t('explain.given');
	return sum(operands, form, text);
};

/** What adds nothing is left out, unless nothing is all there is. */
const sum = (operands: readonly Operand[], form: BillForm, text: Text): string => {
	const telling = operands.filter(({value}) => Number(value) !== 0);
	return (telling.length === 0 ? operands.slice(0, 1) : telling)
		.map((one, index) => `${one.sign === -1 ? '− ' : index === 0 ? '' : '+ '}${operand(one, form, text)}`)
		.join(' ');
};

const operand = ({name, kind, value}: Operand, {currency}: BillForm, {code, format, locale}: Text): string => {
	if (kind === 'quantity') return format.number(value);
	if (kind === 'percent') return format.percent(value);
	if (kind === 'unitAmount') return writeDecimal(fromMinor(value, digitsOf(currency)), locale);
	const amount = format.amount(Number(value), currency);
	return name === 'line' || name === 'amount' || name === 'base' ? amount : `${amount} (${code('explain', name)})`;
};
