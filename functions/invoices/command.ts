/** What every act of this domain is given, and what it answers. */

import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {today} from '../kernel/calendar.ts';
import type {Command, Remember} from '../route.ts';
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
