import {useText} from '../../../text/text.tsx';
import {LongText} from '../../../ui/long-text.tsx';
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
			<LongText
				className={className}
				label={t('editor.notes')}
				value={form.notes}
				onChange={(notes) => onChange({notes})}
			/>
			<LongText
				className={className}
				label={t('editor.terms')}
				description={hint}
				value={form.terms}
				onChange={(terms) => onChange({terms})}
			/>
		</>
	);
};
