import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit} from '../../schemas/lines.ts';
import {readSeries, seriesWrite, type TakeRefusal, take} from '../accounts/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Write} from '../world.ts';
import {type Command, momentOf} from './command.ts';
import {type CreditNoteFacts, creditNoteOf} from './core/credit-note.ts';
import {createCreditNoteWrite} from './store.ts';

export type CreditNoteRefusal = TakeRefusal;
export type CreditNoteIssue = Pick<CreditNoteFacts, 'cause' | 'reason' | 'refundId' | 'balanceAmount'>;
export type IssuedCreditNote = {readonly note: CreditNoteDocument; readonly writes: readonly Write[]};
type Wanted = CreditNoteIssue & {readonly invoice: InvoiceDocument; readonly credit: Credit};
type IssuedCreditNotes = {readonly notes: readonly CreditNoteDocument[]; readonly writes: readonly Write[]};

/** A credit note over an invoice with its number, as writes for the commit of its cause: from a series of its own, dated today. */
export const issueCreditNote = async (
	command: Command,
	invoice: InvoiceDocument,
	credit: Credit,
	facts: CreditNoteIssue,
): Promise<Result<IssuedCreditNote, CreditNoteRefusal>> => {
	const issued = await issueCreditNotes(command, [{...facts, invoice, credit}]);
	if (!issued.ok) return issued;
	const [note] = issued.value.notes;
	invariant(note, 'one note was wanted');
	return ok({note, writes: issued.value.writes});
};

/** Several of one cause, with consecutive numbers; none wanted writes nothing. */
export const issueCreditNotes = async (
	command: Command,
	wanted: readonly Wanted[],
): Promise<Result<IssuedCreditNotes, CreditNoteRefusal>> => {
	if (wanted.length === 0) return ok({notes: [], writes: []});
	const {world, account, request} = command;
	const moment = momentOf(command);
	const series = await readSeries(world.db, account.id, 'creditNote', null);
	invariant(series, 'every account has a series for credit notes');
	const taken = take(series.document, {issueDate: moment.today, today: moment.today, count: wanted.length});
	if (!taken.ok) return taken;
	const {id: seriesId, sellerVersion} = series.document;
	const notes = wanted.map(({invoice, credit, ...facts}, nth) => {
		const number = taken.value.numbers[nth];
		invariant(number, 'as many numbers as notes were taken');
		const id = request.newId('crn', nth);
		return creditNoteOf(
			invoice,
			credit,
			{...facts, id, number, seriesId, sellerVersion, issueDate: moment.today},
			moment,
		);
	});
	return ok({notes, writes: [...notes.map(createCreditNoteWrite), seriesWrite(series, taken.value.counters)]});
};
