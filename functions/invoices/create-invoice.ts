import type {InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {ok, type Result} from '../kernel/result.ts';
import {type Command, deed, type InvoiceAnswer, type RememberInvoice} from './command.ts';
import {type ComposeRefusal, composeDraft} from './core/compose.ts';
import {type FactsRefusal, readDraftFacts} from './draft-facts.ts';
import {createInvoiceWrite} from './store.ts';

/** A new draft: no number, no dates but the ones given; it can be edited and deleted. */
export const createInvoice = (command: Command, input: InvoiceInput, remember: RememberInvoice) =>
	transact<InvoiceAnswer, FactsRefusal | ComposeRefusal>(command.world, async () => {
		const drafted = await draft(command, command.request.newId('inv'), input);
		if (!drafted.ok) return drafted;
		const invoice = drafted.value;
		const objects = [
			{type: 'invoice', id: invoice.id},
			{type: 'customer', id: invoice.customerId},
		];
		return ok({
			writes: [
				createInvoiceWrite(invoice),
				...(await rateUseWrites(command.world.db, command.account.id, rateIdsIn(invoice))),
				deed(command, {action: 'invoice.created', objects}),
				...(await remember({invoice})),
			],
			answer: {invoice},
		});
	});

/** Of whatever carries tax in it. */
export const rateIdsIn = ({content}: InvoiceDocument): readonly string[] =>
	[...content.lines, ...content.charges].flatMap(({taxRates}) => taxRates.map((rate) => rate.id));

/** The totals of an invoice that is not kept: the same reads, the same arithmetic, nothing written. */
export const draft = async (
	command: Command,
	id: string,
	input: InvoiceInput,
): Promise<Result<InvoiceDocument, FactsRefusal | ComposeRefusal>> => {
	const facts = await readDraftFacts(command, input);
	return facts.ok ? composeDraft(id, input, facts.value) : facts;
};
