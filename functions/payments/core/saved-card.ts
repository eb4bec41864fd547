import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {Card} from '../../world.ts';

/** The text the payer agreed to on the provider's page; a new wording gets a new name (docs/payments.md). */
export const consentText = 'card-on-file/2026-11';

export type SavedCard = {
	readonly on: string;
	readonly customerId: string;
	readonly paymentMethodId: string;
	readonly card: Card;
	readonly sessionId: string;
	readonly now: string;
};

/** The customer with this card and no other: what is charged automatically from now on. */
export const withCard = (
	customer: CustomerDocument,
	{on, customerId, paymentMethodId, card, sessionId, now}: SavedCard,
): CustomerDocument => ({
	...customer,
	stripe: {on, customerId, paymentMethodId, setupSessionId: null},
	card: {...card, status: isExpired(card, now) ? 'expired' : 'valid'},
	consent: {at: now, textVersion: consentText, sessionId},
	updatedAt: now,
});

export const withoutCard = (customer: CustomerDocument, now: string): CustomerDocument => ({
	...customer,
	stripe: {...customer.stripe, paymentMethodId: null},
	card: null,
	updatedAt: now,
});

/** A card is good until the end of its month. */
export const isExpired = ({expMonth, expYear}: Pick<Card, 'expMonth' | 'expYear'>, now: string): boolean =>
	now.slice(0, 7) > `${String(expYear).padStart(4, '0')}-${String(expMonth).padStart(2, '0')}`;
