import {Select} from '@mantine/core';
import {useText} from '../../../text/text.tsx';
import type {BillForm} from './bill-form.ts';

const days = ['0', '7', '10', '14', '30', '45', '60'] as const;

type Terms = Pick<BillForm, 'termsDays' | 'termsFrom'>;
type Props = {
	readonly form: Terms;
	readonly onChange: (change: Partial<Terms>) => void;
	readonly className?: string | undefined;
};

/** How long the customer has to pay; left alone, what was agreed with the customer, else the account's usual. */
export const TermsFields = ({form, onChange, className}: Props) => {
	const {t, n} = useText();
	const value = form.termsDays === '' ? 'usual' : `${form.termsDays}|${form.termsFrom}`;
	const known = [
		{value: 'usual', label: t('terms.usual')},
		...days.map((day) => ({
			value: `${day}|issue`,
			label: day === '0' ? t('terms.atOnce') : n('terms.days', Number(day)),
		})),
		{value: '0|endOfMonth', label: t('terms.endOfMonth')},
		{value: '30|endOfMonth', label: n('terms.daysEndOfMonth', 30)},
	];
	const own = known.some((one) => one.value === value)
		? []
		: [{value, label: n(form.termsFrom === 'issue' ? 'terms.days' : 'terms.daysEndOfMonth', Number(form.termsDays))}];
	return (
		<Select
			className={className ?? ''}
			label={t('editor.paymentTerms')}
			description={t('editor.paymentTermsHint')}
			data={[...known, ...own]}
			value={value}
			allowDeselect={false}
			onChange={(chosen) => {
				const [termsDays = '', from] = (chosen ?? 'usual').split('|');
				onChange(
					chosen === 'usual' ? {termsDays: ''} : {termsDays, termsFrom: from === 'endOfMonth' ? 'endOfMonth' : 'issue'},
				);
			}}
		/>
	);
};
