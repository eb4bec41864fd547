/** Templates as the API answers them. */

import {CustomerDocument} from '../../schemas/customer.ts';
import type {Template, TemplateDocument} from '../../schemas/template.ts';
import {customerPath} from '../customers/index.ts';
import {readAs} from '../kernel/documents.ts';
import type {Result} from '../kernel/result.ts';
import type {RefusalCode} from '../refusals.ts';
import {answering, type Reply, type Request} from '../route.ts';
import type {Command, RememberTemplate, TemplateAnswer} from './command.ts';
import {type CardStatus, present} from './core/present.ts';

/** The customers are read for their cards alone: a card that is missing shows in `upcoming`. */
export const templateBodies = async (
	{world, now}: Pick<Command, 'world' | 'now'>,
	templates: readonly TemplateDocument[],
): Promise<readonly Template[]> => {
	const charging = templates.filter(({status, autoCharge}) => status === 'active' && autoCharge);
	const paths = [...new Set(charging.map(({accountId, customerId}) => customerPath(accountId, customerId)))];
	const found = paths.length === 0 ? [] : await world.db.getMany(paths);
	const cards = new Map(
		found.map((stored, index): [string, CardStatus] => [
			paths[index] ?? '',
			(stored && readAs(CustomerDocument, stored).card?.status) ?? 'none',
		]),
	);
	return templates.map((template) =>
		present(template, cards.get(customerPath(template.accountId, template.customerId)) ?? 'none', now),
	);
};

export const templateBody = async (
	command: Pick<Command, 'world' | 'now'>,
	{template, willBill}: TemplateAnswer,
): Promise<Template> => {
	const [body] = await templateBodies(command, [template]);
	return {...(body ?? present(template, 'none', command.now)), ...(willBill ? {willBill} : {})};
};

/** Runs an act on one template and answers with the whole of it. Acts put the template first among their writes. */
export const answeringTemplate = <Done extends TemplateAnswer, Code extends RefusalCode>(
	command: Command & {readonly request: Request},
	act: (remember: RememberTemplate) => Promise<Result<Done, Code>>,
): Promise<Result<Reply, Code>> =>
	answering(
		command.request,
		async (answer: TemplateAnswer | Done) => ({
			body: await templateBody(command, answer),
			location: `/api/v1/accounts/${answer.template.accountId}/templates/${answer.template.id}`,
		}),
		act,
	);
