import {type InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import {IssuedPatch} from '../../schemas/invoice-requests.ts';
import {patched, patchOf} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {annotateInvoice, changeDraft} from './change-invoice.ts';
import type {Command, RememberInvoice} from './command.ts';
import {readInvoice} from './store.ts';

type Patch = {readonly [field: string]: unknown};

/** Fields of a draft, or of the notes to oneself on an issued invoice. */
export const InvoicePatch = patchOf(InvoiceInput.extend(IssuedPatch.shape));

/** A draft takes any field; an issued invoice only notes to oneself, everything else is refused by its state (rule 13). */
export const patchInvoice = async (command: Command, id: string, patch: Patch, remember: RememberInvoice) => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	if (read.document.status === 'draft') {
		return changeDraft(command, id, (before) => patched(InvoiceInput, before, patch), remember);
	}
	if (!isAnnotation(patch)) return refuse('invoice_not_draft');
	const annotation = annotated(read.document, patch);
	return annotation.ok ? annotateInvoice(command, id, annotation.value, remember) : annotation;
};

/** Whether its state lets an invoice take this patch at all, well formed or not. */
export const takesPatch = ({status}: Pick<InvoiceDocument, 'status'>, patch: unknown): boolean =>
	status === 'draft' || (typeof patch === 'object' && patch !== null && isAnnotation(patch));

const isAnnotation = (patch: object): boolean =>
	Object.keys(patch).every((field) => Object.hasOwn(IssuedPatch.shape, field));

/** The fields named, merged; null takes one away. */
const annotated = (before: Patch, patch: Patch): Result<IssuedPatch, 'invalid_request'> => {
	const merged = patched(IssuedPatch, before, patch);
	if (!merged.ok) return merged;
	const {metadata = {}, internalNotes = null, remindersPausedUntil = null, promisedOn = null} = merged.value;
	return ok({metadata, internalNotes, remindersPausedUntil, promisedOn});
};
