/** State before shape (409 before 422): what an invoice's state refuses whatever the request says. */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {ok, type Refusal, type Result, refuse} from '../kernel/result.ts';
import type {World} from '../world.ts';
import {canVoid, isChargeInFlight} from './core/lifecycle.ts';
import {readInvoice} from './store.ts';

type Named = {readonly world: World; readonly params: {readonly account: string; readonly invoice: string}};
export type Decide<Code extends string> = (invoice: InvoiceDocument) => Result<unknown, Code>;

/** For `stateRefusal` of a route whose path names an invoice. */
export const refusedByState =
	<Code extends string>(decide: Decide<Code>) =>
	async ({world, params}: Named): Promise<Refusal<Code | 'not_found'> | null> => {
		const read = await readInvoice(world.db, params.account, params.invoice);
		if (read === undefined) return {code: 'not_found'};
		const decided = decide(read.document);
		return decided.ok ? null : decided.refusal;
	};

export const exists = (): Result<null, never> => ok(null);

export const isDraft: Decide<'invoice_not_draft'> = ({status}) =>
	status === 'draft' ? ok(null) : refuse('invoice_not_draft');

export const isOpen: Decide<'invoice_not_open'> = ({status}) =>
	status === 'open' ? ok(null) : refuse('invoice_not_open');

/** Open, and no charge under way: what may be written off or settled by credit. */
export const isSettleable: Decide<'invoice_not_open' | 'charge_in_flight'> = (invoice) => {
	const open = isOpen(invoice);
	if (!open.ok) return open;
	return isChargeInFlight(invoice) ? refuse('charge_in_flight') : ok(null);
};

/** Issued and not void, and no charge under way. */
export const isCreditable: Decide<'invoice_not_open' | 'charge_in_flight'> = (invoice) => {
	if (invoice.status === 'draft' || invoice.status === 'void') return refuse('invoice_not_open');
	return isChargeInFlight(invoice) ? refuse('charge_in_flight') : ok(null);
};

/** Anything but void: a draft is issued by being sent. */
export const isSendable: Decide<'invoice_not_open'> = ({status}) =>
	status === 'void' ? refuse('invoice_not_open') : ok(null);

export const isVoidable: Decide<
	'invoice_not_open' | 'invoice_has_payments' | 'invoice_has_credit_notes' | 'charge_in_flight'
> = canVoid;
