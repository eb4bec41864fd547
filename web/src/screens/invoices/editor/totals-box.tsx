import {lazy, Suspense} from 'react';
import {useText} from '../../../text/text.tsx';
import type {BillForm} from './bill-form.ts';
import type {Live} from './live-totals.ts';
import classes from './totals-box.module.css';

const Explain = lazy(() => import('./explain.tsx').then(({Explain}) => ({default: Explain})));

/** What it adds up to, on each key; every figure can explain itself. */
export const TotalsBox = ({form, live}: {form: BillForm; live: Live}) => {
	const {t, format} = useText();
	const {totals, refusal} = live;
	const {currency} = form;
	if (totals === null)
		return (
			<p className={classes.refusal} role="alert">
				{t('editor.noTotals', {why: refusal ?? ''})}
			</p>
		);
	const rows = [
		{key: 'subtotal', label: t('invoice.subtotal'), amount: totals.subtotal, shown: true},
		{
			key: 'discountTotal',
			label: t('invoice.discount'),
			amount: 0 - totals.discountTotal,
			shown: totals.discountTotal !== 0,
		},
		{key: 'chargeTotal', label: t('invoice.charge'), amount: totals.chargeTotal, shown: totals.chargeTotal !== 0},
		...totals.taxes.map(({taxRateId, name, percent, taxable, tax}) => ({
			key: `tax ${taxRateId}`,
			label: t('invoice.tax', {name, percent: format.percent(percent), taxable: format.amount(taxable, currency)}),
			amount: tax,
			shown: true,
		})),
		{key: 'rounding', label: t('invoice.rounding'), amount: totals.rounding, shown: totals.rounding !== 0},
		{key: 'total', label: t('invoice.total'), amount: totals.total, shown: true},
	];
	return (
		<dl className={classes.totals}>
			{rows
				.filter(({shown}) => shown)
				.map(({key, label, amount}) => (
					<div key={key} data-row={key}>
						<dt>{label}</dt>
						<dd className="figures" aria-live={key === 'total' ? 'polite' : 'off'}>
							<Suspense fallback={key === 'total' ? format.money(amount, currency) : format.amount(amount, currency)}>
								<Explain of={key} live={live} totals={totals} form={form}>
									{key === 'total' ? format.money(amount, currency) : format.amount(amount, currency)}
								</Explain>
							</Suspense>
						</dd>
					</div>
				))}
		</dl>
	);
};
