import {z} from 'zod';
import {Address, Email, Instant, id, Locale, line, Metadata, PaymentTerms, Sealed, text} from './basics.ts';
import {Currency} from './money.ts';
import {Contact} from './parties.ts';
import {Outbox} from './steps.ts';

const personal = {
	name: line(200).min(1),
	email: Email.nullish(),
	contacts: z.array(Contact).max(20).default([]),
	billingAddress: Address.nullish(),
	deliveryAddress: Address.nullish(),
	taxId: line(40).nullish(),
	buyerReference: line(200).nullish(),
	endpoint: z.strictObject({scheme: line(10), id: line(120)}).nullish(),
	notes: text(4000).nullish(),
};

const plain = {
	isBusiness: z.boolean().default(true),
	currency: Currency.nullish(),
	locale: Locale.nullish(),
	paymentTerms: PaymentTerms.nullish(),
	seriesId: id('ser').nullish(),
	autoApplyCredit: z.boolean().default(false),
	pauseReminders: z.boolean().default(false),
	metadata: Metadata.default({}),
};

export const CustomerInput = z.strictObject({...personal, ...plain});
export type CustomerInput = z.infer<typeof CustomerInput>;

export const CustomerCard = z.strictObject({
	brand: z.string(),
	last4: z.string(),
	expMonth: z.int(),
	expYear: z.int(),
	/** `invalid`: the issuer said never again; a new card is asked for. */
	status: z.enum(['valid', 'expired', 'invalid']),
});

export const Customer = z.strictObject({
	id: id('cus'),
	...personal,
	...plain,
	card: CustomerCard.nullable(),
	creditBalances: z.array(z.strictObject({currency: Currency, amount: z.int()})),
	archivedAt: Instant.nullable(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type Customer = z.infer<typeof Customer>;

/** What only the contact key opens. */
export const CustomerPersonal = z.strictObject(personal);
export type CustomerPersonal = z.infer<typeof CustomerPersonal>;

/** `accounts/{a}/customers/{c}`. */
export const CustomerDocument = z.strictObject({
	schema: z.literal(1),
	id: id('cus'),
	accountId: id('acc'),
	/** CustomerPersonal under the contact key. */
	personal: Sealed,
	/** Party (schemas/parties.ts) under the legal key, copied as it is to templates and documents. */
	party: Sealed,
	/** HMAC tokens: word prefixes of the name, the exact mail. Deleted on erase. */
	tokens: z.array(z.string()).max(40),
	...plain,
	stripe: z.strictObject({
		on: z.string().nullable(),
		customerId: z.string().nullable(),
		paymentMethodId: z.string().nullable(),
		setupSessionId: z.string().nullable(),
	}),
	card: CustomerCard.nullable(),
	/** Who agreed to be charged, when and to which text. */
	consent: z.strictObject({at: Instant, textVersion: z.string(), sessionId: z.string()}).nullable(),
	creditBalances: z.record(z.string(), z.int().min(0)),
	archivedAt: Instant.nullable(),
	/** Repeats archivedAt for queries. */
	archived: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
	...Outbox.shape,
});
export type CustomerDocument = z.infer<typeof CustomerDocument>;
