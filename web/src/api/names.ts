import {useQuery} from '@tanstack/react-query';
import {useMemo} from 'react';
import {customers} from './calls.ts';
import type {Customer} from './shapes.ts';

const pageLength = 100;
const mostPages = 20;

/**
 * All customers, for names beside invoices and for pickers. Invoices say only whose they are: names are sealed apart.
 * At most 2,000 are read ahead; others are read one by one where they are shown.
 */
export const useCustomers = (account: string) =>
	useQuery({queryKey: [account, 'customers', 'all'], queryFn: () => readAll(account), staleTime: 60_000});

const readAll = async (account: string): Promise<readonly Customer[]> => {
	const all: Customer[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < mostPages; page += 1) {
		const {data, nextCursor}: {data: readonly Customer[]; nextCursor: string | null} = await customers.list(account, {
			limit: pageLength,
			cursor,
		});
		all.push(...data);
		cursor = nextCursor;
		if (cursor === null) break;
	}
	return all;
};

/** One customer, from what was read ahead where possible. */
export const useCustomer = (account: string, id: string | null | undefined) => {
	const all = useCustomers(account);
	const ahead = useMemo(() => all.data?.find((customer) => customer.id === id), [all.data, id]);
	const alone = useQuery({
		queryKey: [account, 'customers', id],
		queryFn: () => customers.get(account, id ?? ''),
		enabled: Boolean(id) && all.isFetched && ahead === undefined,
	});
	return ahead ?? alone.data;
};

/** Names by id, for lists. */
export const useCustomerNames = (account: string): ReadonlyMap<string, string> => {
	const {data} = useCustomers(account);
	return useMemo(() => new Map(data?.map(({id, name}) => [id, name])), [data]);
};
