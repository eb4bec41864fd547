import {useAccount} from '../../app/account.tsx';
import {Slots} from '../../text/slots.tsx';
import {useText} from '../../text/text.tsx';
import {feeAfterOf, feeOf} from './policy-form.ts';
import type {PartProps} from './reminders.tsx';
import classes from './sentence.module.css';
import {ChoiceWord, NumberWord} from './sentence-fields.tsx';

/** What paying late costs a business; consumers never. */
export const LateFeePart = ({form, onChange}: PartProps) => {
	const {t, locale} = useText();
	const {currency} = useAccount();
	const {fee} = form;
	const isWrong = fee !== 'none' && feeOf(form, currency, locale) === undefined;
	const isDayWrong = fee !== 'none' && feeAfterOf(form) === undefined;
	const kind = (
		<ChoiceWord
			label={t('fee.kind')}
			value={fee}
			choices={[
				['none', t('fee.none')],
				['percent', t('fee.percent')],
				['amount', t('fee.amount')],
			]}
			onChange={(value) => onChange({fee: value, feeValue: ''})}
		/>
	);
	const value = (
		<NumberWord
			label={t(fee === 'percent' ? 'fee.percentLabel' : 'fee.amountLabel', {currency})}
			atLeast={5}
			decimal
			value={form.feeValue}
			invalid={isWrong}
			onChange={(feeValue) => onChange({feeValue})}
		/>
	);
	const days = (
		<NumberWord
			label={t('fee.days')}
			value={form.feeAfter}
			invalid={isDayWrong}
			onChange={(feeAfter) => onChange({feeAfter})}
		/>
	);
	return (
		<div className={classes.part}>
			<h3>{t('fee.part')}</h3>
			<p className={classes.sentence}>
				<Slots text={t(`fee.line.${fee}`, {currency})} of={{kind, value, days}} />
			</p>
			{isWrong || isDayWrong ? (
				<p className={classes.fault} role="alert">
					{t(isWrong ? 'fee.unreadable' : 'reminders.unreadable')}
				</p>
			) : null}
			<p className={classes.hint}>{t('fee.businessOnly')}</p>
		</div>
	);
};
