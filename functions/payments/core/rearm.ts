/** Charges that wait for a card. */
import type {Instant} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {isChargeInFlight} from '../../invoices/core/lifecycle.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';

/** Failed on another card, or for want of one. What failed on this very card goes by its calendar. */
export const isWaitingForCard = (invoice: InvoiceDocument, paymentMethodId: string): boolean => {
	const isOther = invoice.charge?.paymentMethodId !== paymentMethodId;
	return invoice.status === 'open' && hasFailed(invoice) && isOther && !isChargeInFlight(invoice);
};

/** Nothing will try it again by itself, unless there is a new card. */
export const isGivenUp = (invoice: InvoiceDocument): boolean =>
	hasFailed(invoice) && invoice.charge?.nextAttemptAt === null;

const hasFailed = ({autoCharge, charge}: InvoiceDocument): boolean =>
	autoCharge && (charge?.state === 'failed' || charge?.state === 'action_required');

/** The next attempt of the same intent, at once instead of at its time; the calendar of retries begins anew with the card. */
export const rearmed = (invoice: InvoiceDocument, now: Instant): InvoiceDocument =>
	withSteps(
		{
			...withoutSteps(invoice, 'invoice.charge'),
			charge: invoice.charge && {...invoice.charge, state: 'scheduled', nextAttemptAt: now, firstTriedAt: null},
			updatedAt: now,
		},
		{step: 'invoice.charge', at: now, kind: 'new_card'},
	);
