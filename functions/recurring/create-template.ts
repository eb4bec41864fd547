import type {InvoiceInput} from '../../schemas/invoice.ts';
import type {TemplateInput} from '../../schemas/template.ts';
import type {MakeRecurringRequest} from '../../schemas/template-requests.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {asInput} from '../invoices/core/as-input.ts';
import {readInvoice} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {maxTemplatesPerCustomer, templatesOfCustomer} from '../template-copies.ts';
import {type Command, type RememberTemplate, type TemplateAnswer, templateDeed} from './command.ts';
import {composeTemplate} from './core/compose.ts';
import {createTemplateWrite} from './store.ts';
import {type FactsRefusal, readTemplateFacts} from './template-facts.ts';

export type CreateRefusal = FactsRefusal | 'discount_not_spreadable' | 'too_many_templates';

/** A new draft: it bills nothing until it is activated. At most 200 templates per customer. */
export const createTemplate = (command: Command, input: TemplateInput, remember: RememberTemplate) =>
	transact<TemplateAnswer, CreateRefusal>(command.world, async () => {
		const {world, account, request} = command;
		const facts = await readTemplateFacts(command, input);
		if (!facts.ok) return facts;
		const siblings = await templatesOfCustomer(world.db, account.id, input.customerId);
		if (siblings.length >= maxTemplatesPerCustomer) return refuse('too_many_templates');
		const composed = composeTemplate(request.newId('tpl'), input, facts.value);
		if (!composed.ok) return composed;
		const answer = {template: composed.value};
		return ok({
			writes: [
				createTemplateWrite(composed.value),
				...(await rateUseWrites(
					world.db,
					account.id,
					composed.value.taxPlan.map((rate) => rate.id),
				)),
				templateDeed(command, 'template.created', composed.value),
				...(await remember(answer)),
			],
			answer,
		});
	});

/** A draft template that bills what an invoice billed; what is given besides the schedule counts instead of the invoice's. */
export const makeRecurring = async (
	command: Command,
	invoiceId: string,
	request: MakeRecurringRequest,
	remember: RememberTemplate,
) => {
	const read = await readInvoice(command.world.db, command.account.id, invoiceId);
	if (read === undefined) return refuse('not_found');
	return createTemplate(command, likeInvoice(asInput(read.document), request), remember);
};

const likeInvoice = (invoice: InvoiceInput, request: MakeRecurringRequest): TemplateInput => ({
	...request,
	customerId: invoice.customerId,
	currency: request.currency ?? invoice.currency,
	lines: invoice.lines.map((line) => ({...line, period: null})),
	discounts: invoice.discounts,
	charges: invoice.charges,
	cashRounding: request.cashRounding ?? invoice.cashRounding,
	taxInclusive: request.taxInclusive ?? invoice.taxInclusive,
	seriesId: request.seriesId ?? invoice.seriesId,
	purchaseOrder: request.purchaseOrder ?? invoice.purchaseOrder,
	notes: request.notes ?? invoice.notes,
	terms: request.terms ?? invoice.terms,
	metadata: request.metadata ?? invoice.metadata,
	paymentTerms: request.paymentTerms ?? invoice.paymentTerms,
});
