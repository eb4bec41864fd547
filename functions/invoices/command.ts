/** What every act of this domain is given, and what it answers. */

import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {activityWrite} from '../activity.ts';
import {today} from '../kernel/calendar.ts';
import type {Command, Remember} from '../route.ts';
import type {Write} from '../world.ts';
import type {AccountFacts} from './core/compose.ts';
import type {Moment} from './core/lifecycle.ts';

export type {Command};
export type InvoiceAnswer = {readonly invoice: InvoiceDocument};
export type RememberInvoice = Remember<InvoiceAnswer>;

export const momentOf = ({account, now}: Pick<Command, 'account' | 'now'>): Moment => ({
	now,
	today: today(now, account.account.timeZone),
});

export const factsOf = ({account: {account}}: Pick<Command, 'account'>): AccountFacts => account;

type Deed = {
	readonly action: string;
	readonly objects: readonly {readonly type: string; readonly id: string}[];
	readonly changes?: readonly string[];
	/** Tells several entries of one request apart. */
	readonly nth?: number;
};

/** The audit entry of this request, for the commit of its effect. */
export const deed = (
	{account, now, request}: Pick<Command, 'account' | 'now' | 'request'>,
	{action, objects, changes, nth}: Deed,
): Write =>
	activityWrite(account.id, request.newId('act', nth), now, {
		actor: request.actor,
		action,
		objects: [...objects],
		changes,
	});
