/** A period whose total is negative: a standalone credit note, onto the customer's balance (rule 10). */
import type {CreditNoteDocument} from '../../../schemas/invoice.ts';
import type {PricedDocument} from '../../../schemas/lines.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {outboxBeside} from '../../invoices/core/outbox-beside.ts';
import {withIssueTexts} from '../../invoices/core/placeholders.ts';
import {creditPostings} from '../../invoices/core/postings.ts';
import {totals} from '../../invoices/core/totals.ts';
import {derivedId} from '../../kernel/ids.ts';
import {invariant} from '../../kernel/invariant.ts';
import {type Making, type Numbered, origin} from './document.ts';
import type {PricedPeriod} from './period.ts';

/** The same lines the other way round, so that the total is positive; all of it goes onto the balance. */
export const creditNoteOf = (
	template: TemplateDocument,
	period: PricedPeriod,
	{number, issueDate}: Numbered,
	{runId, now, sellerVersion, notify}: Making,
): CreditNoteDocument => {
	const content = reversed(period.content);
	const computed = totals(content);
	invariant(computed.ok, 'lines that add up do so the other way round');
	const {lines: _lines, charges: _charges, taxes, ...sums} = computed.value;
	const id = derivedId('crn', template.id, template.epoch, period.k);
	const texts = withIssueTexts({content, notes: null, terms: null}, {number, dueDate: null, locale: template.locale});
	return {
		schema: 1,
		id,
		accountId: template.accountId,
		customerId: template.customerId,
		invoiceId: null,
		invoiceNumber: null,
		invoiceIssueDate: null,
		number,
		seriesId: template.creditSeriesId,
		issueDate,
		currency: template.currency,
		cause: 'standalone',
		content: texts.content,
		totals: computed.value,
		credit: null,
		taxes,
		...sums,
		reason: null,
		refundId: null,
		balanceAmount: sums.total,
		party: template.party,
		sellerVersion,
		locale: template.locale,
		template: origin(template, period),
		runId,
		postings: [...creditPostings(issueDate, sums, sums.total)],
		files: [],
		delivery: {state: template.billing === 'issue_and_send' ? 'queued' : 'none', sentAt: null, count: 0},
		notify,
		commitId: '',
		version: 1,
		createdAt: now,
		updatedAt: now,
		...outboxBeside({actShard: template.dueShard}, id, [
			...(template.billing === 'issue_and_send' ? [{step: 'creditNote.mail', at: now} as const] : []),
			...(notify ? [{step: 'creditNote.notify', at: now, kind: 'invoice.credited'} as const] : []),
		]),
	};
};

/** Quantities change their sign and everything follows; a fixed charge, which has no sign, becomes a line. */
const reversed = (content: PricedDocument): PricedDocument => ({
	...content,
	lines: [
		...content.lines.map((line) => ({...line, quantity: opposite(line.quantity)})),
		...content.charges.filter(isFixed).map((charge) => ({
			id: charge.id,
			description: charge.description,
			quantity: '-1',
			unitAmount: charge.amount ?? 0,
			discounts: [],
			charges: [],
			taxRates: charge.taxRates,
		})),
	],
	charges: content.charges.filter((charge) => !isFixed(charge)),
});

const isFixed = ({amount}: {readonly amount?: number | null}): boolean => typeof amount === 'number';
const opposite = (quantity: string): string =>
	quantity.startsWith('-') ? quantity.slice(1) : quantity === '0' ? quantity : `-${quantity}`;
