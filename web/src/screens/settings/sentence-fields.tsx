import classes from './sentence.module.css';
import {useFaultId} from './sentence.tsx';

type Field = {readonly label: string; readonly value: string; readonly onChange: (value: string) => void};

/**
 * A number within a sentence, as wide as what is typed but no less than `atLeast` digits; its label is read out only.
 * Nobody is told off before they have typed.
 */
export const NumberWord = ({
	label,
	value,
	onChange,
	invalid = false,
	atLeast = 4,
	decimal = false,
}: Field & {invalid?: boolean; atLeast?: number; decimal?: boolean}) => {
	const faultId = useFaultId();
	return (
		<input
			className={classes.field}
			style={{width: `calc(${Math.max(atLeast, value.length + 1)}ch + 16px)`}}
			aria-label={label}
			aria-invalid={invalid && value !== ''}
			aria-describedby={invalid ? faultId : undefined}
			inputMode={decimal ? 'decimal' : 'numeric'}
			autoComplete="off"
			maxLength={24}
			value={value}
			onChange={(event) => onChange(event.currentTarget.value)}
		/>
	);
};

/** A choice within a sentence. */
export const ChoiceWord = <T extends string>({
	label,
	value,
	choices,
	onChange,
}: Omit<Field, 'value' | 'onChange'> & {
	value: T;
	choices: readonly (readonly [value: T, words: string])[];
	onChange: (value: T) => void;
}) => (
	<select
		className={classes.field}
		aria-label={label}
		value={value}
		onChange={(event) => {
			const chosen = choices.find(([known]) => known === event.currentTarget.value);
			if (chosen) onChange(chosen[0]);
		}}
	>
		{choices.map(([known, words]) => (
			<option key={known} value={known}>
				{words}
			</option>
		))}
	</select>
);
