import {useText} from '../text/text.tsx';

/** A day or an instant with its machine-readable form. Instants are shown in `zone`, the account's. */
export const DateText = ({
	value,
	zone,
	long = false,
}: {
	value: string | null | undefined;
	zone?: string;
	long?: boolean;
}) => {
	const {format} = useText();
	if (!value) return <span className="quiet">–</span>;
	const shown = value.length > 10 ? format.instant(value, zone) : long ? format.longDate(value) : format.date(value);
	return (
		<time dateTime={value} className="figures">
			{shown}
		</time>
	);
};
