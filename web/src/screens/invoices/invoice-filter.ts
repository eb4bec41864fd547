import type {Query} from '../../api/http.ts';
import type {InvoiceTab} from '../../app/search-params.ts';

type Asked = {
	readonly tab?: InvoiceTab | undefined;
	readonly q?: string | undefined;
	readonly customer?: string | undefined;
};

/** What a tab asks the API for. A search by number takes the place of the tab's range, which cannot be combined with it. */
export const filterOf = ({tab, q, customer}: Asked): Query => {
	const customerId = customer;
	if (q !== undefined) return {q, customerId, status: tab === 'paid' ? 'paid' : undefined};
	if (tab === 'drafts') return {status: 'draft', customerId};
	if (tab === 'open') return {status: 'open', sort: 'dueDate', customerId};
	if (tab === 'overdue') return {overdue: true, sort: 'dueDate', customerId};
	if (tab === 'paid') return {status: 'paid', sort: '-issueDate', customerId};
	return {customerId};
};
