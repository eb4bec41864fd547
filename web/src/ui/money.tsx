import {useText} from '../text/text.tsx';

/** Money in tabular figures, so that columns align on the decimal. `bare` leaves the currency to the heading. */
export const Money = ({amount, currency, bare = false}: {amount: number; currency: string; bare?: boolean}) => {
	const {format} = useText();
	return <span className="figures">{bare ? format.amount(amount, currency) : format.money(amount, currency)}</span>;
};
