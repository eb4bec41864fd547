/** Turning a draft into an issued invoice: the one place where both the run and a person's click end up. */
import type {Reminder} from '../../../schemas/account.ts';
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {exponentOf} from '../../kernel/money.ts';
import {withSteps} from '../../kernel/outbox.ts';
import {decimal, timesOver} from '../../kernel/rational.ts';
import {firstLook} from './collect-times.ts';
import {withIssueTexts} from './placeholders.ts';
import {issuePostings} from './postings.ts';

export type Issue = {
	readonly number: string;
	readonly issueDate: PlainDate;
	readonly dueDate: PlainDate;
	readonly now: Instant;
	/** Whether the invoice goes out by mail, and when at the earliest (it waits for a charge that comes first). */
	readonly mailAt: Instant | null;
	/** Whether the customer's credit is used first, as a step of its own; absent: not. */
	readonly useCredit?: boolean;
	/** When the saved card is to be charged; null when not automatically. */
	readonly chargeAt: Instant | null;
	/** Of the series it is numbered from: who sells, as printed. */
	readonly sellerVersion: number;
	readonly notify: boolean;
	/** The account's: what decides about the first look of collecting. */
	readonly reminders: readonly Reminder[];
};

/**
 * The invoice as issued: numbered, dated, posted, with everything that must happen next in its outbox. A total of zero is
 * settled at once and never charged (rule 10). The caller has refused negative totals and taken the number in the same commit.
 */
export const issued = (draft: InvoiceDocument, issue: Issue): InvoiceDocument => {
	const {total} = draft.totals;
	const settled = total === 0;
	const chargeAt = settled ? null : issue.chargeAt;
	const steps: readonly PendingStep[] = [
		...(issue.useCredit && !settled ? [{step: 'invoice.credit', at: issue.now} as const] : []),
		...(chargeAt === null ? [] : [{step: 'invoice.charge', at: chargeAt} as const]),
		...(issue.mailAt === null ? [] : [{step: 'invoice.mail', at: issue.mailAt, kind: 'invoice'} as const]),
		...(issue.notify ? [{step: 'invoice.notify', at: issue.now, kind: 'invoice.issued'} as const] : []),
		...(settled ? [] : [{step: 'invoice.collect', at: firstLookAt(draft, issue)} as const]),
	];
	return withSteps(
		{
			...withIssueTexts(draft, {...issue, locale: draft.locale}),
			status: settled ? 'paid' : 'open',
			draft: null,
			number: issue.number,
			issueDate: issue.issueDate,
			dueDate: issue.dueDate,
			sellerVersion: issue.sellerVersion,
			taxTotalAccount: taxInAccountCurrency(draft),
			total,
			amountDue: total,
			postings: [...issuePostings(issue.issueDate, draft.totals)],
			charge: chargeAt === null ? null : scheduledCharge(chargeAt),
			delivery: {state: issue.mailAt === null ? 'none' : 'queued', sentAt: null, count: 0},
			notify: issue.notify,
			issuedAt: issue.now,
			paidAt: settled ? issue.now : null,
			updatedAt: issue.now,
		},
		...steps,
	);
};

const firstLookAt = ({hour, zone}: InvoiceDocument, {dueDate, reminders, now}: Issue): Instant =>
	firstLook({hour, zone, dueDate}, reminders, now);

export const scheduledCharge = (at: Instant, cycle = 1): ChargeSlot => ({
	cycle,
	state: 'scheduled',
	attempt: 0,
	intentId: null,
	chargeId: null,
	paymentMethodId: null,
	amount: null,
	sentAt: null,
	firstTriedAt: null,
	nextAttemptAt: at,
	lastDeclineCode: null,
});

/** The tax in the account's currency at the rate frozen with the document (rule 11); null without a rate. */
const taxInAccountCurrency = ({exchangeRate, totals, currency, accountCurrency}: InvoiceDocument): number | null => {
	if (exchangeRate === null) return null;
	const {digits, places} = decimal(exchangeRate);
	const shift = exponentOf(accountCurrency) - exponentOf(currency);
	return shift >= 0
		? timesOver(totals.taxTotal, BigInt(digits) * 10n ** BigInt(shift), 10n ** BigInt(places))
		: timesOver(totals.taxTotal, digits, 10n ** BigInt(places - shift));
};
