import {useQuery} from '@tanstack/react-query';
import {addMonths, startOfMonth} from '../../../../functions/kernel/calendar.ts';
import {invoices, payments, templates} from '../../api/billing.ts';
import {runs} from '../../api/calls.ts';
import type {PlainDate} from '../../api/shapes.ts';
import {walk} from '../../api/walk.ts';
import {useParked} from '../recurring/use-parked.ts';

const limit = 100;

/** Everything Home reads, each part on its own so that it fills in as it arrives. */
export const useHome = (account: string, today: PlainDate | undefined) => {
	const since = today === undefined ? '' : addMonths(startOfMonth(today), -11);
	const enabled = today !== undefined;
	return {
		open: useQuery({
			queryKey: [account, 'home', 'open'],
			queryFn: () => walk((cursor) => invoices.list(account, {status: 'open', limit, cursor})),
		}),
		issued: useQuery({
			queryKey: [account, 'home', 'issued', since],
			queryFn: () => walk((cursor) => invoices.list(account, {issuedFrom: since, limit, cursor})),
			enabled,
		}),
		payments: useQuery({
			queryKey: [account, 'home', 'payments', since],
			queryFn: () =>
				walk(
					(cursor) => payments.list(account, {limit, cursor}),
					(page) => page.some(({createdAt}) => createdAt < since),
				),
			enabled,
		}),
		templates: useQuery({
			queryKey: [account, 'home', 'templates'],
			queryFn: () => walk((cursor) => templates.list(account, {limit, cursor})),
		}),
		parked: useParked(account),
		run: useQuery({queryKey: [account, 'home', 'run'], queryFn: () => runs.list(account, {limit: 1})}),
		/** Whether there is anything at all: a draft is enough. */
		any: useQuery({queryKey: [account, 'home', 'any'], queryFn: () => invoices.list(account, {limit: 1})}),
	};
};
export type HomeData = ReturnType<typeof useHome>;
