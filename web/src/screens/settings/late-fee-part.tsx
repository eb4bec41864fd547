import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {feeAfterOf, feeOf} from './policy-form.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {Sentence} from './sentence.tsx';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';

/** What paying late costs a business; consumers never. */
export const LateFeePart = ({form, onChange}: PartProps) => {
	const {t, locale} = useText();
	const {currency} = useAccount();
	const {fee} = form;
	const isWrong = fee !== 'none' && feeOf(form, currency, locale) === undefined;
	const isDayWrong = fee !== 'none' && feeAfterOf(form) === undefined;
	const faultText = (): string | undefined => {
		if (isWrong) return t(fee === 'percent' ? 'fee.percentFault' : 'fee.amountFault');
		return isDayWrong ? t('fee.daysFault') : undefined;
	};
	const fields = {
		value: (
			<NumberWord
				label={t(fee === 'percent' ? 'fee.percentLabel' : 'fee.amountLabel', {currency})}
				atLeast={5}
				decimal
				value={form.feeValue}
				invalid={isWrong}
				onChange={(feeValue) => onChange({feeValue})}
			/>
		),
		kind: (
			<ChoiceWord
				label={t('fee.kind')}
				value={fee}
				choices={[
					['none', t('fee.none')],
					['percent', t('fee.percent')],
					['amount', t('fee.amount', {currency})],
				]}
				onChange={(kind) => onChange({fee: kind, feeValue: ''})}
			/>
		),
		days: (
			<NumberWord
				label={t('fee.days')}
				value={form.feeAfter}
				invalid={isDayWrong}
				onChange={(feeAfter) => onChange({feeAfter})}
			/>
		),
	};
	return (
		<div className={classes.part}>
			<h3>{t('fee.part')}</h3>
			<Sentence
				text={t(fee === 'none' ? 'fee.lineNone' : 'fee.line')}
				fault={faultText()}
				unfinished={isWrong && form.feeValue === ''}
				of={fields}
			/>
			<p className={classes.hint}>{t('fee.businessOnly')}</p>
		</div>
	);
};
