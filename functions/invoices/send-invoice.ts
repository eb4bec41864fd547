import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {SendRequest} from '../../schemas/invoice-requests.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {chased, mailQueued} from './core/lifecycle.ts';
import {type FinalizeRefusal, finalizeInvoice} from './finalize-invoice.ts';
import {openParty} from './open-party.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type SendRefusal = FinalizeRefusal | 'invoice_not_open' | 'nothing_to_send';

/** Mails an invoice; a draft is issued first. To the customer's address unless others are given. */
export const sendInvoice = async (command: Command, id: string, request: SendRequest, remember: RememberInvoice) => {
	const {world, account} = command;
	const read = await readInvoice(world.db, account.id, id);
	if (read === undefined) return refuse('not_found');
	const letter = await letterOf(command, read.document, request);
	if (!letter.ok) return letter;
	return read.document.status === 'draft'
		? finalizeInvoice(command, {id, issueDate: null, send: {letter: letter.value}}, remember)
		: queueMail(command, {id, kind: 'invoice', letter: letter.value}, remember);
};

/** A friendly word about an open invoice, now; a scheduled one of the same day is passed over (core/collections.ts). */
export const remindInvoice = async (command: Command, id: string, remember: RememberInvoice) => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	if (read.document.status !== 'open') return refuse('invoice_not_open');
	const letter = await letterOf(command, read.document, {});
	return letter.ok ? queueMail(command, {id, kind: 'reminder', letter: null}, remember) : letter;
};

const queueMail = async (
	command: Command,
	{id, kind, letter}: {readonly id: string; readonly kind: 'invoice' | 'reminder'; readonly letter: string | null},
	remember: RememberInvoice,
) => {
	const {world, account, now} = command;
	const done = await transact<InvoiceAnswer, 'not_found' | 'invoice_not_open'>(world, async () => {
		const read = await readInvoice(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		if (!isMailable(read.document, kind)) return refuse('invoice_not_open');
		const before = {...read.document, letter};
		const queued = kind === 'reminder' ? chased(before, kind, momentOf(command)) : mailQueued(before, kind, now);
		const invoice = {...queued, version: read.document.version + 1};
		const entry = deed(command, {
			action: kind === 'invoice' ? 'invoice.queued' : 'invoice.reminded',
			objects: [{type: 'invoice', id}],
		});
		return ok({writes: [updateInvoiceWrite(read, invoice), entry, ...(await remember({invoice}))], answer: {invoice}});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};

const isMailable = ({status}: InvoiceDocument, kind: 'invoice' | 'reminder'): boolean =>
	status === 'open' || (kind === 'invoice' && (status === 'paid' || status === 'uncollectible'));

/** What a person wrote along and to whom, sealed; null when it is the ordinary mail. Refuses when nobody would get it. */
const letterOf = async (
	{world}: Command,
	invoice: InvoiceDocument,
	{to, cc, subject, message}: SendRequest,
): Promise<Result<string | null, 'nothing_to_send' | 'not_found'>> => {
	const party = await openParty(world.vault, invoice);
	if (!to && !party?.email) return refuse('nothing_to_send', 'The customer has no mail address and none was given.');
	if (!to && !cc && !subject && !message) return ok(null);
	const scope = {account: invoice.accountId, customer: invoice.customerId, kind: 'legal'} as const;
	return ok(
		await world.vault.seal(scope, {to: to ?? null, cc: cc ?? null, subject: subject ?? null, message: message ?? null}),
	);
};
