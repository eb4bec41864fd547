import {Invoice} from '../../schemas/invoice.ts';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {Template, TemplateInput, type TemplateStatus} from '../../schemas/template.ts';
import {
	MakeRecurringRequest,
	PastRequest,
	PreviewQuery,
	TemplatePreview,
	TemplateQuery,
} from '../../schemas/template-requests.ts';
import {invoiceBodies, invoiceExample} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {answeringTemplate, templateBodies, templateBody} from './answer.ts';
import {
	activateTemplate,
	endTemplate,
	patchTemplate,
	pauseTemplate,
	resumeTemplate,
	skipNext,
	TemplatePatch,
} from './change-template.ts';
import {previewOf} from './core/preview.ts';
import {createTemplate, makeRecurring} from './create-template.ts';
import {deleteTemplate} from './delete-template.ts';
import {makeRecurringExample, previewExample, templateExample, templateInputExample} from './examples.ts';
import {listInvoicesOf, listTemplates} from './list-templates.ts';
import {raiseRoutes} from './raise-routes.ts';
import {readTemplate} from './store.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'templates:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'templates:write'} as const;

const all = '/accounts/{account}/templates';
const one = '/accounts/{account}/templates/{template}';
const answersTemplate = {status: 200, schema: Template} as const;
const composing = ['customer_archived', 'discount_not_spreadable'] as const;
const example = {answer: templateExample};
/** Which of them a call can meet depends on its act; all are about the template's state. */
const states = [
	'template_not_active',
	'template_not_draft',
	'template_not_paused',
	'template_ended',
	'not_parked',
	'period_already_billed',
	'customer_archived',
	'discount_not_spreadable',
] as const;
const draftExample = {...templateExample, status: 'draft', nextDate: null, nextAt: null, upcoming: []};

type Named = {readonly world: World; readonly params: {readonly account: string; readonly template: string}};

/** State before shape: what the template's status refuses, whatever the body says. */
const unless =
	<Code extends 'template_not_draft' | 'template_not_paused'>(status: TemplateStatus, code: Code) =>
	async ({world, params}: Named) => {
		const read = await readTemplate(world.db, params.account, params.template);
		if (read === undefined) return {code: 'not_found'} as const;
		return read.document.status === status ? null : {code};
	};

const unlessEnded = async ({world, params}: Named) => {
	const read = await readTemplate(world.db, params.account, params.template);
	if (read === undefined) return {code: 'not_found'} as const;
	return read.document.status === 'ended' ? ({code: 'template_ended'} as const) : null;
};

export const routes: readonly Route[] = [
	route({
		method: 'POST',
		path: all,
		name: 'createTemplate',
		summary: 'Create a template as a draft',
		access: writes,
		body: TemplateInput,
		answer: {status: 201, schema: Template},
		refusals: [...composing, 'too_many_templates'],
		example: {body: templateInputExample, answer: draftExample},
		run: (command) => answeringTemplate(command, (remember) => createTemplate(command, command.body, remember)),
	}),
	route({
		method: 'GET',
		path: all,
		name: 'listTemplates',
		summary: 'List templates, newest first',
		access: reads,
		query: TemplateQuery,
		answer: {status: 200, schema: listOf(Template)},
		refusals: [],
		example: {query: {status: 'active'}, answer: {data: [templateExample], nextCursor: null}},
		run: async (command) => {
			const page = await listTemplates(command, command.query);
			if (!page.ok) return page;
			return ok({body: {...page.value, data: await templateBodies(command, page.value.data)}});
		},
	}),
	...raiseRoutes,
	route({
		method: 'GET',
		path: one,
		name: 'getTemplate',
		summary: 'Get a template',
		access: reads,
		answer: answersTemplate,
		refusals: [],
		example,
		run: async (command) => {
			const read = await readTemplate(command.world.db, command.account.id, command.params.template);
			if (read === undefined) return refuse('not_found');
			return ok({body: await templateBody(command, {template: read.document})});
		},
	}),
	route({
		method: 'PATCH',
		path: one,
		name: 'updateTemplate',
		summary: 'Change a template from the next period on',
		access: writes,
		body: TemplatePatch,
		answer: answersTemplate,
		refusals: states,
		example: {body: {notes: 'Prices rise in January.'}, answer: templateExample},
		stateRefusal: unlessEnded,
		run: (command) =>
			answeringTemplate(command, (remember) => patchTemplate(command, command.params.template, command.body, remember)),
	}),
	route({
		method: 'DELETE',
		path: one,
		name: 'deleteTemplate',
		summary: 'Delete a draft template',
		access: writes,
		answer: {status: 204},
		refusals: ['template_not_draft'],
		example: {},
		run: (command) =>
			answering(
				command.request,
				() => ({}),
				(remember) => deleteTemplate(command, command.params.template, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/{template}/activate',
		name: 'activateTemplate',
		summary: 'Start a draft template',
		access: writes,
		body: PastRequest,
		answer: answersTemplate,
		refusals: states,
		example: {body: {past: 'latest'}, answer: {...templateExample, willBill: []}},
		stateRefusal: unless('draft', 'template_not_draft'),
		run: (command) =>
			answeringTemplate(command, (remember) =>
				activateTemplate(command, command.params.template, command.body.past, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/{template}/pause',
		name: 'pauseTemplate',
		summary: 'Pause an active template',
		access: writes,
		answer: answersTemplate,
		refusals: states,
		example: {answer: {...templateExample, status: 'paused', nextDate: null, nextAt: null, upcoming: []}},
		run: (command) =>
			answeringTemplate(command, (remember) => pauseTemplate(command, command.params.template, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/{template}/resume',
		name: 'resumeTemplate',
		summary: 'Resume a paused template',
		access: writes,
		body: PastRequest,
		answer: answersTemplate,
		refusals: states,
		example: {body: {past: 'skip'}, answer: {...templateExample, willBill: []}},
		stateRefusal: unless('paused', 'template_not_paused'),
		run: (command) =>
			answeringTemplate(command, (remember) =>
				resumeTemplate(command, command.params.template, command.body.past, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/{template}/end',
		name: 'endTemplate',
		summary: 'End a template for good',
		access: writes,
		answer: answersTemplate,
		refusals: states,
		example: {answer: {...templateExample, status: 'ended', nextDate: null, nextAt: null, upcoming: []}},
		run: (command) => answeringTemplate(command, (remember) => endTemplate(command, command.params.template, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/templates/{template}/skip',
		name: 'skipTemplate',
		summary: 'Skip the next period',
		access: writes,
		answer: answersTemplate,
		refusals: states,
		example: {answer: {...templateExample, periodsSkipped: 1}},
		run: (command) => answeringTemplate(command, (remember) => skipNext(command, command.params.template, remember)),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/templates/{template}/preview',
		name: 'previewTemplate',
		summary: 'The next dates and amounts, from the functions that bill',
		access: reads,
		query: PreviewQuery,
		answer: {status: 200, schema: TemplatePreview},
		refusals: ['discount_not_spreadable'],
		example: {query: {count: '12'}, answer: previewExample},
		run: async (command) => {
			const read = await readTemplate(command.world.db, command.account.id, command.params.template);
			if (read === undefined) return refuse('not_found');
			const preview = previewOf(read.document, command.query.count);
			return preview.ok ? ok({body: {data: preview.value}}) : refuse('invalid_request', preview.refusal.detail);
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/templates/{template}/invoices',
		name: 'listTemplateInvoices',
		summary: 'List the invoices a template made, newest first',
		access: reads,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Invoice)},
		refusals: [],
		example: {answer: {data: [invoiceExample], nextCursor: null}},
		run: async (command) => {
			const page = await listInvoicesOf(command, command.params.template, command.query);
			if (!page.ok) return page;
			return ok({body: {...page.value, data: await invoiceBodies(command, page.value.data)}});
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/make-recurring',
		name: 'makeRecurring',
		summary: 'Make a template from an invoice',
		access: writes,
		body: MakeRecurringRequest,
		answer: {status: 201, schema: Template},
		refusals: [...composing, 'too_many_templates'],
		example: {body: makeRecurringExample, answer: draftExample},
		run: (command) =>
			answeringTemplate(command, (remember) => makeRecurring(command, command.params.invoice, command.body, remember)),
	}),
];
