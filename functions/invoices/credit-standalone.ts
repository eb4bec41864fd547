import type {CreditNoteDocument, InvoiceInput} from '../../schemas/invoice.ts';
import type {StandaloneCreditNote} from '../../schemas/invoice-requests.ts';
import {readSeries, seriesWrite, type TakeRefusal, take} from '../accounts/index.ts';
import {deed} from '../activity.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {type Command, momentOf} from './command.ts';
import type {ComposeRefusal} from './core/compose.ts';
import {standaloneCreditNote} from './core/standalone-credit-note.ts';
import {draft, rateIdsIn} from './create-invoice.ts';
import type {FactsRefusal} from './draft-facts.ts';
import {publishSteps} from './publish-steps.ts';
import {createCreditNoteWrite} from './store.ts';

export type StandaloneRefusal = FactsRefusal | ComposeRefusal | TakeRefusal | 'total_negative';
export type NoteAnswer = {readonly note: CreditNoteDocument};

/** A credit note over nothing we issued: entered like an invoice, its total goes to the customer's credit balance. */
export const creditStandalone = async (
	command: Command,
	{reason, ...entered}: StandaloneCreditNote,
	remember: Remember<NoteAnswer>,
) => {
	const {world, account, now, request} = command;
	const input: InvoiceInput = {...entered, kind: 'invoice', deductInvoiceIds: [], seriesId: null};
	const done = await transact<NoteAnswer, StandaloneRefusal>(world, async () => {
		const drafted = await draft(command, request.newId('inv'), input);
		if (!drafted.ok) return drafted;
		if (drafted.value.total < 0) return refuse('total_negative');
		const series = await readSeries(world.db, account.id, 'creditNote', entered.seriesId ?? null);
		if (series === undefined) {
			return refuse('invalid_request', 'seriesId names no credit note series of this account.', [
				{path: 'seriesId', code: 'unknown_series', message: 'names no credit note series of this account'},
			]);
		}
		const {today} = momentOf(command);
		const taken = take(series.document, {issueDate: input.issueDate ?? today, today});
		if (!taken.ok) return taken;
		const [number] = taken.value.numbers;
		invariant(number !== undefined, 'one number was taken');
		const note = standaloneCreditNote(drafted.value, {
			id: request.newId('crn'),
			number,
			seriesId: series.document.id,
			sellerVersion: series.document.sellerVersion,
			issueDate: input.issueDate ?? today,
			reason,
			notify: series.document.notify,
			now,
		});
		const objects = [
			{type: 'creditNote', id: note.id},
			{type: 'customer', id: note.customerId},
		];
		return ok({
			writes: [
				createCreditNoteWrite(note),
				seriesWrite(series, taken.value.counters),
				...(await creditWrites(world.db, note, note.total, now)),
				...(await rateUseWrites(world.db, account.id, rateIdsIn(drafted.value))),
				deed(command, {action: 'creditNote.issued', objects}),
				...(await remember({note})),
			],
			answer: {note},
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.note], now);
	return done;
};
