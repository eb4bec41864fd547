import type {SearchHit} from '../../schemas/search.ts';
import {asCustomer, openPersonal, searchCustomers} from '../customers/index.ts';
import {asInvoice, invoicesOf} from '../invoices/index.ts';
import type {AccountContext} from '../route.ts';
import type {World} from '../world.ts';

/** Of each kind. */
const most = 10;
/** Sorts after everything that begins the same. */
const last = '\uf8ff';

/** What begins like `q`: customers by the words of their names, invoices by their numbers; at most ten of each. */
export const searchAccount = async (
	world: Pick<World, 'db' | 'vault'>,
	account: Pick<AccountContext, 'id'>,
	q: string,
): Promise<readonly SearchHit[]> =>
	(await Promise.all([customers(world, account, q), invoices(world, account, q)])).flat();

const customers = async (
	world: Pick<World, 'db' | 'vault'>,
	account: Pick<AccountContext, 'id'>,
	q: string,
): Promise<readonly SearchHit[]> => {
	const page = await searchCustomers(world, account, {q, archived: false, sort: '-createdAt', limit: most});
	const found = page.ok ? page.value.data.map((stored) => asCustomer(stored).document) : [];
	return Promise.all(
		found.map(async (customer) => {
			const personal = await openPersonal(world, customer);
			return {
				type: 'customer' as const,
				id: customer.id,
				title: personal?.name ?? 'Erased',
				subtitle: personal?.email ?? null,
			};
		}),
	);
};

const invoices = async (
	{db}: Pick<World, 'db'>,
	{id}: Pick<AccountContext, 'id'>,
	q: string,
): Promise<readonly SearchHit[]> => {
	const number = q.trim();
	if (number === '') return [];
	const rows = await db.query({
		collection: invoicesOf(id),
		where: [
			{field: 'number', op: '>=', value: number},
			{field: 'number', op: '<', value: `${number}${last}`},
		],
		orderBy: [{field: 'number', direction: 'desc'}],
		limit: most,
	});
	return rows.map((stored) => {
		const {document} = asInvoice(stored);
		return {type: 'invoice' as const, id: document.id, title: document.number ?? '', subtitle: document.status};
	});
};
