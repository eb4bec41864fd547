import {Select, TextInput} from '@mantine/core';
import type {Ends, PlainDate} from '../../../api/shapes.ts';
import {useText} from '../../../text/text.tsx';
import classes from './template-editor.module.css';

const endings = ['never', 'on', 'after'] as const;
const mostInvoices = 10_000;

/** Never, on a day, or after so many invoices. */
export const EndsFields = ({
	ends,
	anchor,
	onChange,
}: {
	ends: Ends;
	anchor: PlainDate;
	onChange: (ends: Ends) => void;
}) => {
	const {t} = useText();
	return (
		<div className={classes.ends}>
			<Select
				flex={1}
				label={t('recurring.ends')}
				data={endings.map((value) => ({value, label: t(`recurring.ends.${value}`)}))}
				value={ends.type}
				allowDeselect={false}
				onChange={(value) => {
					if (value === 'on') onChange({type: 'on', date: anchor});
					else onChange(value === 'after' ? {type: 'after', count: 12} : {type: 'never'});
				}}
			/>
			{ends.type === 'on' ? (
				<TextInput
					type="date"
					aria-label={t('recurring.ends.on')}
					min={anchor}
					value={ends.date}
					onChange={(event) => event.currentTarget.value && onChange({type: 'on', date: event.currentTarget.value})}
				/>
			) : null}
			{ends.type === 'after' ? (
				<TextInput
					type="number"
					w={90}
					aria-label={t('recurring.ends.count')}
					min={1}
					max={mostInvoices}
					value={ends.count}
					onChange={(event) =>
						onChange({
							type: 'after',
							count: Math.min(mostInvoices, Math.max(1, Math.trunc(event.currentTarget.valueAsNumber || 1))),
						})
					}
				/>
			) : null}
		</div>
	);
};
