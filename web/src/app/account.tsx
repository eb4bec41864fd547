import {useQuery} from '@tanstack/react-query';
import {createContext, type ReactNode, useContext} from 'react';
import {accounts} from '../api/calls.ts';
import type {Tagged} from '../api/http.ts';
import type {Account, Role} from '../api/shapes.ts';

const AccountContext = createContext<Tagged<Account> | null>(null);

export const AccountProvider = ({account, children}: {account: Tagged<Account>; children: ReactNode}) => (
	<AccountContext value={account}>{children}</AccountContext>
);

/** The account whose screens these are. */
export const useAccount = (): Tagged<Account> => {
	const account = useContext(AccountContext);
	if (account === null) throw new Error('an account surrounds every screen of the frame');
	return account;
};

export const useAccountQuery = (id: string) => useQuery({queryKey: [id, 'account'], queryFn: () => accounts.get(id)});

export const useMyAccounts = () => useQuery({queryKey: ['accounts'], queryFn: accounts.mine});

const ranks: Readonly<Record<Role, number>> = {viewer: 0, bookkeeper: 1, admin: 2, owner: 3};

/** Whether the person may do what this role may. Only spares them a refusal: the API decides. */
export const useMay = (role: Role): boolean => ranks[useAccount().role] >= ranks[role];
