import {useCustomer} from '../api/names.ts';
import {useAccount} from '../app/account.tsx';

/** Whose it is. */
export const CustomerName = ({id}: {id: string}) => {
	const customer = useCustomer(useAccount().id, id);
	return <>{customer?.name ?? '…'}</>;
};
