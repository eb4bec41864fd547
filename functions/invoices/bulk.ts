import type {z} from 'zod';
import type {IdPrefix} from '../../schemas/basics.ts';
import type {BulkRequest} from '../../schemas/invoice-requests.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Reply} from '../route.ts';
import type {Command} from './command.ts';
import {finalizeInvoice} from './finalize-invoice.ts';
import {remindInvoice, sendInvoice} from './send-invoice.ts';
import {voidInvoice} from './void-invoice.ts';

type Outcome = {readonly id: string; readonly ok: boolean; readonly code: string | null};

/** One after the other, each in a commit of its own: what one refuses does not stop the next. */
export const bulk = async (
	command: Command & {readonly body: z.output<typeof BulkRequest>},
): Promise<Result<Reply, never>> => {
	const data: Outcome[] = [];
	for (const [nth, id] of [...new Set(command.body.ids)].entries()) {
		const done = await actions[command.body.action](apart(command, nth), id);
		data.push({id, ok: done.ok, code: done.ok ? null : done.refusal.code});
	}
	return ok({body: {data}});
};

const nothing = async () => [];
const actions = {
	finalize: (command: Command, id: string) => finalizeInvoice(command, {id, issueDate: null, send: null}, nothing),
	send: (command: Command, id: string) => sendInvoice(command, id, {}, nothing),
	remind: (command: Command, id: string) => remindInvoice(command, id, nothing),
	void: (command: Command, id: string) => voidInvoice(command, {id, reason: null}, nothing),
};

/** Ids made for the nth object of a request differ from those of the others. */
const apart = (command: Command, nth: number): Command => ({
	...command,
	request: {...command.request, newId: (prefix: IdPrefix, of = 0) => command.request.newId(prefix, nth * 10 + of)},
});
