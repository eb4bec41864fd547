import type {InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import {deed} from '../activity.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Command, InvoiceAnswer, RememberInvoice} from './command.ts';
import {type ComposeRefusal, composeDraft} from './core/compose.ts';
import {told} from './core/lifecycle.ts';
import {type FactsRefusal, readDraftFacts} from './draft-facts.ts';
import {publishSteps} from './publish-steps.ts';
import {createInvoiceWrite} from './store.ts';

/** A new draft: no number, no dates but the ones given; it can be edited and deleted. */
export const createInvoice = async (command: Command, input: InvoiceInput, remember: RememberInvoice) => {
	const {world, account, now, request} = command;
	const done = await transact<InvoiceAnswer, FactsRefusal | ComposeRefusal>(world, async () => {
		const drafted = await draft(command, request.newId('inv'), input);
		if (!drafted.ok) return drafted;
		const invoice = told(drafted.value, 'invoice.created', now);
		const objects = [
			{type: 'invoice', id: invoice.id},
			{type: 'customer', id: invoice.customerId},
		];
		return ok({
			writes: [
				createInvoiceWrite(invoice),
				...(await rateUseWrites(world.db, account.id, rateIdsIn(invoice))),
				deed(command, {action: 'invoice.created', objects}),
				...(await remember({invoice})),
			],
			answer: {invoice},
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};

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
	if (!facts.ok) return facts;
	const composed = composeDraft(id, input, facts.value);
	return composed.ok ? ok({...composed.value, notify: facts.value.notify}) : composed;
};

/** What a draft has still to tell, kept when it is composed anew. */
export const stillToTell = ({notify, pending, nextActAt}: InvoiceDocument) => ({notify, pending, nextActAt});
