/** What does not go by itself, gathered so that one customer's ten declined invoices are one line. Pure. */
import type {Invoice} from '../../api/invoice-shapes.ts';

type Troubled = Pick<Invoice, 'id' | 'number' | 'customerId' | 'payment' | 'delivery'>;
export type Declined = {readonly customerId: string; readonly invoices: readonly Troubled[]};

/** Customers whose card was declined or asks for a confirmation, each with the invoices it is about. */
export const declined = (open: readonly Troubled[]): readonly Declined[] => {
	const failed = open.filter(({payment}) => payment.state === 'failed' || payment.state === 'action_required');
	const byCustomer = Map.groupBy(failed, ({customerId}) => customerId);
	return [...byCustomer].map(([customerId, invoices]) => ({customerId, invoices}));
};

/** Invoices whose mail did not arrive. */
export const undelivered = (open: readonly Troubled[]): readonly Troubled[] =>
	open.filter(({delivery}) => delivery.state === 'failed' || delivery.state === 'bounced');
