import type {ParkedDocument} from '../../schemas/run.ts';
import {ok, refuse} from '../kernel/result.ts';
import {asParked, type Command, parkedPath, type RememberTemplate, unparkTemplate} from '../recurring/index.ts';

/**
 * Puts what was parked back to work: its template is due again at once, and every period it missed is billed. What a cap
 * held back is billed this once, because a person has looked at it. Refuses what is parked no more (409 `not_parked`) and
 * what an archived customer would be billed (409 `customer_archived`).
 */
export const retryParked = async (
	command: Command,
	parkedId: string,
	remember: (parked: ParkedDocument) => RememberTemplate,
) => {
	const stored = await command.world.db.get(parkedPath(command.account.id, parkedId));
	if (stored === undefined) return refuse('not_found');
	const parked = asParked(stored).document;
	if (parked.settledAt !== null) return refuse('not_parked');
	const anyVersion = {...command, request: {...command.request, ifMatch: null}};
	const approved = isCap(parked.reason) ? parked.period : null;
	const done = await unparkTemplate(anyVersion, {id: parked.templateId, approved}, remember(parked));
	if (done.ok) return ok({parked});
	const {code} = done.refusal;
	// Whatever else it may say comes to this: the template is parked no more.
	return refuse(code === 'not_found' || code === 'customer_archived' ? code : 'not_parked');
};

/** Parked for its amount or its number, which is shown beside it: whoever retries has seen it. */
const isCap = (reason: ParkedDocument['reason']): boolean =>
	reason === 'amount_jump' || reason === 'run_amount_cap' || reason === 'template_day_cap';
