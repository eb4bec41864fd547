/** Charges that wait for a card. */
import type {Instant} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {isChargeInFlight} from '../../invoices/core/lifecycle.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';

/** Failed on another card, or for want of one. What failed on this very card goes by its calendar. */
export const isWaitingForCard = (invoice: InvoiceDocument, paymentMethodId: string): boolean => {
	const {status, autoCharge, charge} = invoice;
	const hasFailed = charge?.state === 'failed' || charge?.state === 'action_required';
	const isOther = charge?.paymentMethodId !== paymentMethodId;
	return status === 'open' && autoCharge && hasFailed && isOther && !isChargeInFlight(invoice);
};

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
