import {useQuery} from '@tanstack/react-query';
import {invoices} from '../../api/billing.ts';
import {walk} from '../../api/walk.ts';
import {useAccount} from '../../app/account.tsx';

/** What a customer has not settled yet, the earliest due first. */
export const useOpenInvoices = (customer: string | null) => {
	const {id: account} = useAccount();
	return useQuery({
		queryKey: [account, 'invoices', 'open', customer],
		queryFn: () =>
			walk((cursor) =>
				invoices.list(account, {status: 'open', customerId: customer, sort: 'dueDate', limit: 100, cursor}),
			),
		enabled: customer !== null,
	});
};
