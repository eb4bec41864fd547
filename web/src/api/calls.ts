/** The calls the screens make, by noun. `at` is an account's path; every POST takes the key of the user's action. */
import {call, callBlob, callTagged, type Query} from './http.ts';
import type {
	Account,
	Activity,
	BillingHealth,
	Clock,
	Customer,
	Item,
	Joined,
	List,
	Member,
	Parked,
	Run,
	Series,
	TaxRate,
} from './shapes.ts';

const root = '/api/v1/accounts';
export const at = (account: string, ...rest: readonly string[]): string => [root, account, ...rest].join('/');

export const listOf =
	<T>(noun: string) =>
	(account: string, query: Query, signal?: AbortSignal): Promise<List<T>> =>
		call<List<T>>({path: at(account, noun), query, signal});

export const accounts = {
	mine: () => call<List<Account>>({path: root, query: {limit: 100}}),
	get: (account: string) => callTagged<Account>({path: at(account)}),
	create: (body: object, idempotencyKey: string) => call<Account>({method: 'POST', path: root, body, idempotencyKey}),
	change: (account: string, body: object, ifMatch: string | null) =>
		callTagged<Account>({method: 'PATCH', path: at(account), body, ifMatch}),
	putLogo: (account: string, image: Blob) => call<Account>({method: 'PUT', path: at(account, 'logo'), body: image}),
};

/** List, read, create, change and delete of one kind of object under an account. */
export const crud = <T extends object>(noun: string) => ({
	list: listOf<T>(noun),
	get: (account: string, id: string) => callTagged<T>({path: at(account, noun, id)}),
	create: (account: string, body: object, idempotencyKey: string) =>
		callTagged<T>({method: 'POST', path: at(account, noun), body, idempotencyKey}),
	change: (account: string, id: string, body: object, ifMatch: string | null) =>
		callTagged<T>({method: 'PATCH', path: at(account, noun, id), body, ifMatch}),
	remove: (account: string, id: string, ifMatch?: string | null) =>
		call<null>({method: 'DELETE', path: at(account, noun, id), ifMatch}),
	/** An action on one object, such as `finalize`. */
	act: <A = T>(account: string, id: string, action: string, body: object, idempotencyKey: string) =>
		call<A>({method: 'POST', path: at(account, noun, id, action), body, idempotencyKey}),
});

export const customers = crud<Customer>('customers');
export const items = crud<Item>('items');
export const taxRates = crud<TaxRate>('tax-rates');
export const series = crud<Series>('series');
export const members = crud<Member>('members');
/** The secret in the link is the address; the answer says which account opened. */
export const invitations = {
	accept: (token: string, idempotencyKey: string) =>
		call<Joined>({method: 'POST', path: `/api/v1/invitations/${token}/accept`, body: {}, idempotencyKey}),
};
export const runs = {
	list: listOf<Run>('runs'),
	get: (account: string, id: string) => call<Run>({path: at(account, 'runs', id)}),
};
export const parked = {...crud<Parked>('parked')};
/** About 260 reads of the store: for people who look, not for every page. */
export const readBillingHealth = (account: string) => call<BillingHealth>({path: at(account, 'billing-health')});
/** Of a test account only. `advance` answers when everything due until then has happened, or after a while: then `until` is set. */
export const clocks = {
	read: (account: string) => call<Clock>({path: at(account, 'clock')}),
	advance: (account: string, to: string, idempotencyKey: string) =>
		call<Clock>({method: 'POST', path: at(account, 'clock', 'advance'), body: {to}, idempotencyKey}),
};
export const activity = {list: listOf<Activity>('activity')};

export const pdfOf = (
	account: string,
	noun: 'invoices' | 'credit-notes',
	id: string,
	signal?: AbortSignal,
): Promise<Blob> => callBlob({path: at(account, noun, id, 'pdf'), signal});
