/** Invoices and credit notes as the API answers them. */
import type {CreditNoteDocument, Invoice, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Result} from '../kernel/result.ts';
import type {RefusalCode} from '../refusals.ts';
import {answering, type Remember, type Reply, type Request} from '../route.ts';
import {type Command, type InvoiceAnswer, momentOf} from './command.ts';
import {present} from './core/present.ts';
import {presentCreditNote} from './core/present-credit-note.ts';
import {hostedUrl} from './hosted-link.ts';
import {readCollecting} from './read-collecting.ts';

export const invoiceBody = async (command: Command, invoice: InvoiceDocument): Promise<Invoice> =>
	bodyOf(command, invoice, await readCollecting(command.world.db, command.account.account, [invoice]));

const bodyOf = async (command: Command, invoice: InvoiceDocument, collecting: Collecting): Promise<Invoice> => {
	const {world, account} = command;
	const url =
		invoice.status === 'draft'
			? null
			: await hostedUrl(world.vault, world.settings.publicUrl, {accountId: account.id, invoiceId: invoice.id});
	return present(invoice, {
		today: momentOf(command).today,
		hostedUrl: url,
		collecting: collecting.get(invoice.customerId),
	});
};

type Collecting = Awaited<ReturnType<typeof readCollecting>>;

/** Runs an act on one invoice and answers with the whole of it. Acts put the invoice they answer first among their writes. */
export const answeringInvoice = <Done extends InvoiceAnswer, Code extends RefusalCode>(
	command: Command & {readonly request: Request},
	act: (remember: Remember<InvoiceAnswer>) => Promise<Result<Done, Code>>,
	more: (invoice: InvoiceDocument) => Promise<Partial<Invoice>> = async () => ({}),
): Promise<Result<Reply, Code>> =>
	answering(
		command.request,
		async (answer: InvoiceAnswer | Done) => ({
			body: {...(await invoiceBody(command, answer.invoice)), ...(await more(answer.invoice))},
			location: locationOf(answer.invoice),
		}),
		act,
	);

export const answeringCreditNote = <
	Answer extends {readonly note: CreditNoteDocument},
	Done extends Answer,
	Code extends RefusalCode,
>(
	request: Request,
	act: (remember: Remember<Answer>) => Promise<Result<Done, Code>>,
): Promise<Result<Reply, Code>> =>
	answering<Answer, Done, Code>(
		request,
		({note}) => ({
			body: presentCreditNote(note),
			location: `/api/v1/accounts/${note.accountId}/credit-notes/${note.id}`,
		}),
		act,
	);

const locationOf = ({accountId, id}: InvoiceDocument): string => `/api/v1/accounts/${accountId}/invoices/${id}`;

/** Several, for a list. */
export const invoiceBodies = async (
	command: Command,
	invoices: readonly InvoiceDocument[],
): Promise<readonly Invoice[]> => {
	const collecting = await readCollecting(command.world.db, command.account.account, invoices);
	return Promise.all(invoices.map((invoice) => bodyOf(command, invoice, collecting)));
};
