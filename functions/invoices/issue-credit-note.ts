import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit} from '../../schemas/lines.ts';
import {readSeries, seriesWrite, type TakeRefusal, take} from '../accounts/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Write} from '../world.ts';
import {type Command, momentOf} from './command.ts';
import {type CreditNoteFacts, creditNoteOf} from './core/credit-note.ts';
import {createCreditNoteWrite} from './store.ts';

export type CreditNoteIssue = Pick<CreditNoteFacts, 'cause' | 'reason' | 'refundId' | 'balanceAmount'>;
export type IssuedCreditNote = {readonly note: CreditNoteDocument; readonly writes: readonly Write[]};
export type CreditNoteRefusal = TakeRefusal;

/**
 * A credit note over an invoice with its number, as writes for the commit of its cause: its own series, dated today or
 * the series' last date if that is later. `nth` tells several of one request apart.
 */
export const issueCreditNote = async (
	command: Command,
	invoice: InvoiceDocument,
	credit: Credit,
	facts: CreditNoteIssue,
): Promise<Result<IssuedCreditNote, CreditNoteRefusal>> => {
	const {world, account, request} = command;
	const moment = momentOf(command);
	const series = await readSeries(world.db, account.id, 'creditNote', null);
	invariant(series, 'every account has a series for credit notes');
	const taken = take(series.document, {issueDate: moment.today, today: moment.today});
	if (!taken.ok) return taken;
	const [number] = taken.value.numbers;
	if (number === undefined) return refuse('invalid_request');
	const note = creditNoteOf(
		invoice,
		credit,
		{
			...facts,
			id: request.newId('crn'),
			number,
			seriesId: series.document.id,
			sellerVersion: series.document.sellerVersion,
			issueDate: moment.today,
		},
		moment,
	);
	return ok({note, writes: [createCreditNoteWrite(note), seriesWrite(series, taken.value.counters)]});
};
