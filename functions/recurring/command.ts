/** What every act of this domain is given, and what it answers. */
import type {Instant} from '../../schemas/basics.ts';
import type {Template, TemplateDocument} from '../../schemas/template.ts';
import {activityWrite} from '../activity.ts';
import type {AccountContext, Remember, Request} from '../route.ts';
import type {World, Write} from '../world.ts';

/** A member's request, as the API hands it to the acts. */
export type Command = {
	readonly world: World;
	readonly account: AccountContext;
	readonly now: Instant;
	readonly request: Pick<Request, 'actor' | 'newId' | 'ifMatch'>;
};

/** `willBill`: what becomes of periods already due, on activation and resumption only. */
export type TemplateAnswer = {readonly template: TemplateDocument; readonly willBill?: Template['willBill']};
export type RememberTemplate = Remember<TemplateAnswer>;

/** The audit entry of this request, for the commit of its effect. */
export const deed = (
	{account, now, request}: Pick<Command, 'account' | 'now' | 'request'>,
	action: string,
	{id, customerId}: Pick<TemplateDocument, 'id' | 'customerId'>,
	changes: readonly string[] = [],
): Write =>
	activityWrite(account.id, request.newId('act'), now, {
		actor: request.actor,
		action,
		objects: [
			{type: 'template', id},
			{type: 'customer', id: customerId},
		],
		changes,
	});
