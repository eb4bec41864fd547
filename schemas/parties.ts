import {z} from 'zod';
import {Address, Email, Locale, line} from './basics.ts';

export const TaxId = z.strictObject({type: line(20), value: line(40)});
export const Bank = z.strictObject({iban: line(34).nullish(), bic: line(11).nullish(), name: line(70).nullish()});

/** The seller as printed on documents: an immutable document `accounts/{a}/sellers/{version}`, named by number so that runs need not read it. */
export const Seller = z.strictObject({
	name: line(200),
	legalName: line(200).nullish(),
	address: Address.nullish(),
	taxIds: z.array(TaxId).max(10),
	bank: Bank.nullish(),
	replyTo: Email.nullish(),
	logo: z.strictObject({file: z.string().max(200), width: z.int(), height: z.int()}).nullish(),
	locale: Locale,
	country: z.string().length(2),
	timeZone: z.string().max(64),
	currency: z.string().length(3),
	/** Exemption texts and the like in the order of use. */
	terms: z.string().max(4000).nullish(),
	notes: z.string().max(4000).nullish(),
});
export type Seller = z.infer<typeof Seller>;

export const Contact = z.strictObject({
	name: line(200).nullish(),
	email: Email,
	role: line(60).nullish(),
	cc: z.boolean().default(false),
});

/** The buyer as printed and mailed to; kept sealed under the customer's legal key on documents and templates. */
export const Party = z.strictObject({
	name: line(200),
	email: Email.nullish(),
	contacts: z.array(Contact).max(20),
	billingAddress: Address.nullish(),
	deliveryAddress: Address.nullish(),
	taxId: line(40).nullish(),
	isBusiness: z.boolean(),
	buyerReference: line(200).nullish(),
	endpoint: z.strictObject({scheme: line(10), id: line(120)}).nullish(),
});
export type Party = z.infer<typeof Party>;
