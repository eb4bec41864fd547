/** What every act of this domain is given, and what it answers. */
import type {Template, TemplateDocument} from '../../schemas/template.ts';
import {deed} from '../activity.ts';
import type {Command, Remember} from '../route.ts';
import type {Write} from '../world.ts';

export type {Command};

/** `willBill`: what becomes of periods already due, on activation and resumption only. */
export type TemplateAnswer = {readonly template: TemplateDocument; readonly willBill?: Template['willBill']};
export type RememberTemplate = Remember<TemplateAnswer>;

/** The audit entry of a template's change: it is about the template and its customer. */
export const templateDeed = (
	command: Pick<Command, 'account' | 'now' | 'request'>,
	action: string,
	{id, customerId}: Pick<TemplateDocument, 'id' | 'customerId'>,
	changes?: readonly string[],
): Write =>
	deed(command, {
		action,
		objects: [
			{type: 'template', id},
			{type: 'customer', id: customerId},
		],
		changes,
	});
