import type {InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import type {IssuedPatch} from '../../schemas/invoice-requests.ts';
import {deed} from '../activity.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {matches} from '../route.ts';
import type {Command, InvoiceAnswer, RememberInvoice} from './command.ts';
import {lookAgain} from './core/collect-times.ts';
import {type ComposeRefusal, carried, composeDraft} from './core/compose.ts';
import {rateIdsIn, stillToTell} from './create-invoice.ts';
import {type FactsRefusal, readDraftFacts} from './draft-facts.ts';
import {type Read, readInvoice, updateInvoiceWrite} from './store.ts';

export type ChangeRefusal = FactsRefusal | ComposeRefusal | 'not_found' | 'version_mismatch' | 'invoice_not_draft';

/** What a patch makes of a draft's input; validated by the caller's schema. */
export type Merge = (before: InvoiceInput) => Result<InvoiceInput, 'invalid_request'>;

/** Edits a draft: the whole is composed anew, so that totals always follow from the input. */
export const changeDraft = (command: Command, id: string, merge: Merge, remember: RememberInvoice) =>
	changing(command, id, remember, async ({document}) => {
		if (document.status !== 'draft' || document.draft === null) return refuse('invoice_not_draft');
		const input = merge(document.draft);
		if (!input.ok) return input;
		return recompose(command, document, input.value);
	});

/** A draft composed from this input as of now; what its making fixed stays. */
export const recompose = async (
	command: Command,
	before: InvoiceDocument,
	input: InvoiceInput,
): Promise<Result<InvoiceDocument, FactsRefusal | ComposeRefusal>> => {
	const facts = await readDraftFacts(command, input);
	if (!facts.ok) return facts;
	const composed = composeDraft(before.id, input, facts.value);
	if (!composed.ok) return composed;
	// Once a person has edited it, it is no longer what the preview promised.
	return ok({...composed.value, ...carried(before), ...stillToTell(before), previewHash: null});
};

/** On an issued invoice only notes to oneself may change (rule 13). */
export const annotateInvoice = (command: Command, id: string, patch: IssuedPatch, remember: RememberInvoice) =>
	changing(command, id, remember, async ({document}) => {
		const next = {...document, ...patch, updatedAt: command.now};
		return ok(isPausedOtherwise(document, next) ? lookAgain(next, command.now) : next);
	});

/** Collecting may go on earlier than it was going to. */
const isPausedOtherwise = (before: InvoiceDocument, after: InvoiceDocument): boolean =>
	after.pending.some(({step}) => step === 'invoice.collect') &&
	(before.remindersPausedUntil !== after.remindersPausedUntil || before.promisedOn !== after.promisedOn);

const changing = (
	command: Command,
	id: string,
	remember: RememberInvoice,
	change: (read: Read<InvoiceDocument>) => Promise<Result<InvoiceDocument, ChangeRefusal>>,
) =>
	transact<InvoiceAnswer, ChangeRefusal>(command.world, async () => {
		const read = await readInvoice(command.world.db, command.account.id, id);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const changed = await change(read);
		if (!changed.ok) return changed;
		const invoice = {...changed.value, version: read.document.version + 1};
		const entry = deed(command, {action: 'invoice.updated', objects: [{type: 'invoice', id}]});
		const rates = await rateUseWrites(command.world.db, command.account.id, rateIdsIn(invoice));
		const writes = [updateInvoiceWrite(read, invoice), ...rates, entry, ...(await remember({invoice}))];
		return ok({writes, answer: {invoice}});
	});
