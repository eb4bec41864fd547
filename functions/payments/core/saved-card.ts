import type {Instant} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {Card} from '../../world.ts';

/** The text the payer agreed to on the provider's page; a new wording gets a new name (docs/payments.md). */
export const consentText = 'card-on-file/2026-11';

export type SavedCard = {
	readonly paymentMethodId: string;
	readonly card: Card;
	readonly sessionId: string;
	/** When the page was opened that saved it. */
	readonly agreedAt: Instant;
	readonly now: Instant;
};

/** The page opened last counts, in whatever order pages are told of; of those opened in one second the one we remember opening. */
export const isNewer = (
	{consent, stripe}: Pick<CustomerDocument, 'consent' | 'stripe'>,
	{sessionId, agreedAt}: Pick<SavedCard, 'sessionId' | 'agreedAt'>,
): boolean => {
	if (consent === null || agreedAt !== consent.at) return consent === null || agreedAt > consent.at;
	const {setupSessionId: opened} = stripe;
	if (sessionId === consent.sessionId || consent.sessionId === opened) return false;
	return sessionId === opened || sessionId > consent.sessionId;
};

/** The customer with this card and no other: what is charged automatically from now on. */
export const withCard = (
	customer: CustomerDocument,
	{paymentMethodId, card, sessionId, agreedAt, now}: SavedCard,
): CustomerDocument => ({
	...customer,
	stripe: {...customer.stripe, paymentMethodId},
	card: {...card, status: isExpired(card, now) ? 'expired' : 'valid'},
	consent: {at: agreedAt, textVersion: consentText, sessionId},
	updatedAt: now,
});

export const withoutCard = (customer: CustomerDocument, now: Instant): CustomerDocument => ({
	...customer,
	stripe: {...customer.stripe, paymentMethodId: null},
	card: null,
	updatedAt: now,
});

/** The issuer said never again: the card is shown as invalid and not charged any more. Another one meanwhile saved is left alone. */
export const withEndedCard = (
	customer: CustomerDocument,
	paymentMethodId: string | null,
	now: Instant,
): CustomerDocument =>
	customer.card !== null && customer.stripe.paymentMethodId === paymentMethodId
		? {...customer, card: {...customer.card, status: 'invalid'}, updatedAt: now}
		: customer;

/** A card is good until the end of its month. */
export const isExpired = ({expMonth, expYear}: Pick<Card, 'expMonth' | 'expYear'>, now: Instant): boolean =>
	now.slice(0, 7) > `${String(expYear).padStart(4, '0')}-${String(expMonth).padStart(2, '0')}`;
