import {useNavigate, useSearch} from '@tanstack/react-router';
import {createContext, useContext} from 'react';
import {useAccount} from '../../app/account.tsx';

/** The rows behind a sheet, so that arrow keys can walk them from within it. */
export const InvoiceListContext = createContext<{readonly ids: readonly string[]}>({ids: []});

/** Goes to the invoice above or below the current one; stays at the ends. */
export const useWalk = (current: string): ((step: -1 | 1) => void) => {
	const {ids} = useContext(InvoiceListContext);
	const {id: account} = useAccount();
	const search = useSearch({from: '/$account/invoices'});
	const navigate = useNavigate();
	return (step) => {
		const invoice = ids[ids.indexOf(current) + step];
		if (invoice !== undefined && ids.includes(current))
			navigate({to: '/$account/invoices/$invoice', params: {account, invoice}, search, replace: true});
	};
};
