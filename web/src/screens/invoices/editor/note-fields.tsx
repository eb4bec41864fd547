import {Textarea} from '@mantine/core';
import {useText} from '../../../text/text.tsx';
import type {BillForm} from './bill-form.ts';

type Notes = Pick<BillForm, 'notes' | 'terms'>;
type Props = {
	readonly form: Notes;
	readonly onChange: (change: Partial<Notes>) => void;
	readonly className?: string | undefined;
	/** What may stand in the terms besides text. */
	readonly hint?: string | undefined;
};

/** What a document says besides its lines. */
export const NoteFields = ({form, onChange, className, hint}: Props) => {
	const {t} = useText();
	return (
		<>
			<Textarea
				className={className ?? ''}
				label={t('editor.notes')}
				autosize
				minRows={2}
				maxLength={4000}
				value={form.notes}
				onChange={(event) => onChange({notes: event.currentTarget.value})}
			/>
			<Textarea
				className={className ?? ''}
				label={t('editor.terms')}
				description={hint}
				autosize
				minRows={2}
				maxLength={4000}
				value={form.terms}
				onChange={(event) => onChange({terms: event.currentTarget.value})}
			/>
		</>
	);
};
