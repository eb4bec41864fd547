/** A stored template as the API answers it. */
import type {Instant} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {Template, TemplateDocument} from '../../../schemas/template.ts';
import {addMillis, instantOf} from '../../kernel/calendar.ts';
import {inputOf} from './compose.ts';
import {chargeDate} from './document.ts';
import {nextAfter, nextOccurrence} from './progress.ts';

/** The customer's card, as far as it is known where the template is shown. */
export type CardStatus = NonNullable<CustomerDocument['card']>['status'] | 'none';

/** `nextDate` lies after `now`: what is due already shows in `upcoming` until it is billed. */
export const present = (template: TemplateDocument, card: CardStatus, now: Instant): Template => {
	const due = template.status === 'active' ? nextOccurrence(template) : undefined;
	const next = due && nextAfter(template, now);
	return {
		...inputOf(template, now),
		id: template.id,
		currency: template.currency,
		status: template.status,
		nextDate: next?.date ?? null,
		nextAt: next?.dueAt ?? null,
		periodsBilled: template.periodsBilled,
		periodsSkipped: template.periodsSkipped,
		upcoming: due ? [...upcomingOf(template, due, card), ...raisesAhead(template, now)] : [],
		version: template.version,
		createdAt: template.createdAt,
		updatedAt: template.updatedAt,
	};
};

type Next = {readonly date: string; readonly dueAt: string};

/** What the next period brings: bill, mail, charge; a card that is missing shows in the reason. */
const upcomingOf = (template: TemplateDocument, next: Next, card: CardStatus): Template['upcoming'] => {
	const {billing, autoCharge} = template;
	return [
		{what: billing === 'draft' ? 'draft' : 'issue', at: next.dueAt, why: 'schedule'},
		...(billing === 'issue_and_send' ? [{what: 'mail', at: next.dueAt, why: 'invoice'}] : []),
		...(autoCharge && billing !== 'draft' ? [{what: 'charge', at: chargeAt(template, next), why: charged[card]}] : []),
	];
};

/** Prices raised in bulk that are still to come. */
const raisesAhead = ({plans}: TemplateDocument, now: Instant): Template['upcoming'] =>
	plans.flatMap(({from, raisedBy}) =>
		raisedBy && from !== null && from > now ? [{what: 'prices', at: addMillis(from, 1), why: 'raise_prices'}] : [],
	);

const charged = {
	valid: 'automatic_payment',
	expired: 'card_expired',
	invalid: 'card_invalid',
	none: 'no_card',
} as const;

const chargeAt = (template: TemplateDocument, {date, dueAt}: Next): string => {
	const on = chargeDate(template, date);
	return on === date ? dueAt : instantOf(on, template.schedule.hour, template.zone);
};
