import type {Invoice} from '../../api/invoice-shapes.ts';

type Stated = Pick<Invoice, 'status' | 'overdue' | 'partiallyPaid'>;

/** The one word for where an invoice stands: what is late or half paid says more than "open". */
export const stateOf = ({status, overdue, partiallyPaid}: Stated): string => {
	if (status !== 'open') return status;
	if (overdue) return 'overdue';
	return partiallyPaid ? 'partiallyPaid' : 'open';
};

/** What can be done to an invoice as it is; the API has the last word. */
export const actionsFor = (
	invoice: Stated & Pick<Invoice, 'amountDue' | 'amountPaid' | 'amountCredited' | 'payment'>,
) => {
	const {status} = invoice;
	const isIssued = status !== 'draft';
	const moving = invoice.payment.state === 'processing' || invoice.payment.state === 'unknown';
	const owes = status === 'open' && invoice.amountDue > 0;
	return {
		edit: status === 'draft',
		finalize: status === 'draft',
		send: status === 'draft' || status === 'open' || status === 'paid',
		remind: owes,
		pay: owes || (status === 'uncollectible' && !moving),
		charge: owes && !moving,
		correct: status === 'open' && invoice.amountPaid === 0 && invoice.amountCredited === 0,
		credit: status === 'open' || status === 'paid',
		void: status === 'open' && invoice.amountPaid === 0 && invoice.amountCredited === 0,
		writeOff: owes,
		remove: status === 'draft',
		download: isIssued,
	};
};
