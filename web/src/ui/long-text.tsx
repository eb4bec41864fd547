import {Textarea} from '@mantine/core';

type Props = {
	readonly label: string;
	readonly description?: string | undefined;
	readonly value: string;
	readonly onChange: (text: string) => void;
	/** In characters, as the API takes them. */
	readonly maxLength?: number;
	readonly className?: string | undefined;
};

/** Text of several lines: two to begin with, more as one types. */
export const LongText = ({label, description, value, onChange, maxLength = 4000, className}: Props) => (
	<Textarea
		className={className ?? ''}
		label={label}
		description={description}
		autosize
		minRows={2}
		maxLength={maxLength}
		value={value}
		onChange={(event) => onChange(event.currentTarget.value)}
	/>
);
