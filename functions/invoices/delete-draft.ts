import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import {matches} from '../route.ts';
import type {Command} from './command.ts';
import {readInvoice} from './store.ts';

/** Drafts have no number, so that nothing is missing once one is gone. */
export const deleteDraft = (command: Command, id: string) =>
	transact<object, 'not_found' | 'invoice_not_draft' | 'version_mismatch'>(command.world, async () => {
		const read = await readInvoice(command.world.db, command.account.id, id);
		if (read === undefined) return refuse('not_found');
		if (read.document.status !== 'draft') return refuse('invoice_not_draft');
		const {path, version} = read.stored;
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const entry = deed(command, {action: 'invoice.deleted', objects: [{type: 'invoice', id}]});
		return ok({writes: [{op: 'delete', path, version}, entry], answer: {}});
	});
