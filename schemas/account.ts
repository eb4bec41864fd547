import {z} from 'zod';
import {
	Address,
	Country,
	Email,
	Instant,
	id,
	Locale,
	line,
	Mode,
	PaymentTerms,
	PlainDate,
	Role,
	TimeZone,
	text,
} from './basics.ts';
import {Currency, PercentOfWhole, PositiveAmount} from './money.ts';
import {Bank, TaxId} from './parties.ts';

export const TaxBasis = z.enum(['invoice', 'payment']);
export const FinalAction = z.enum(['leave', 'writeOff', 'pauseTemplate']);

/** Days after the due date; negative ones come before it. */
export const Reminder = z.strictObject({offsetDays: z.int().min(-60).max(365)});
export type Reminder = z.infer<typeof Reminder>;
export const LateFee = z.union([
	z.strictObject({percent: PercentOfWhole, afterDays: z.int().min(0).max(365)}),
	z.strictObject({amount: PositiveAmount, afterDays: z.int().min(0).max(365)}),
]);
export const Defaults = z.strictObject({
	paymentTerms: PaymentTerms.nullish(),
	terms: text(4000).nullish(),
	notes: text(4000).nullish(),
});
/**
 * The account's own switch, and the caps beyond which a run parks instead of billing. While `paused`, runs pass the
 * account over and automatic charges, reminders and late fees wait; people still issue and charge by hand.
 */
export const BillingSettings = z.strictObject({
	paused: z.boolean().default(false),
	/** Of one template, for periods that fell due on the same day; late periods count on their own days. */
	invoicesPerTemplateAndDay: z.int().min(1).max(24).default(3),
	/** A total of more than so many times the usual one (the median of the template's last six) is parked. */
	jumpFactor: z.int().min(2).max(1000).default(10),
	/** What one run may issue at most, per currency in minor units; a currency without an entry has no cap. */
	runAmountCaps: z
		.array(z.strictObject({currency: Currency, amount: PositiveAmount}))
		.max(20)
		.refine((caps) => new Set(caps.map(({currency}) => currency)).size === caps.length, 'each currency once')
		.default([]),
});
export type BillingSettings = z.infer<typeof BillingSettings>;
/** What holds where nobody said otherwise. */
export const standardBilling: BillingSettings = BillingSettings.parse({});

/** `sha256` names the stored image; the hosted pages and documents show it. */
export const Logo = z.strictObject({
	sha256: z.string().length(64),
	type: z.enum(['image/png', 'image/jpeg']),
	width: z.int().min(1),
	height: z.int().min(1),
});

export const AccountInput = z.strictObject({
	name: line(200).min(1),
	country: Country,
	currency: Currency.optional(),
	timeZone: TimeZone.optional(),
	locale: Locale.optional(),
	mode: Mode.default('live'),
});
export type AccountInput = z.infer<typeof AccountInput>;

const settings = {
	name: line(200).min(1),
	legalName: line(200).nullable().default(null),
	address: Address.nullable().default(null),
	taxIds: z.array(TaxId).max(10).default([]),
	bank: Bank.nullable().default(null),
	replyTo: Email.nullable().default(null),
	locale: Locale,
	timeZone: TimeZone,
	currency: Currency,
	taxBasis: TaxBasis.default('invoice'),
	/** Nothing is issued with a date before this day. */
	booksClosedOn: PlainDate.nullable().default(null),
	defaults: Defaults.default({}),
	reminders: z.array(Reminder).max(10).default([]),
	/** Days after the first try, ascending. */
	retryDays: z
		.array(z.int().min(1).max(60))
		.max(10)
		.refine((days) => days.every((day, nth) => nth === 0 || day > (days[nth - 1] ?? 0)), 'ascending, each day once')
		.default([1, 3, 5, 7]),
	lateFee: LateFee.nullable().default(null),
	finalAction: FinalAction.default('leave'),
	billing: BillingSettings.prefault({}),
};

/** What a merge patch of an account must make valid. The logo is put as bytes and can only be taken away here. */
export const AccountSettings = z.strictObject(settings);
export type AccountSettings = z.infer<typeof AccountSettings>;
/** `logo: null` takes the logo away. */
export const AccountPatchable = AccountSettings.extend({logo: z.null().optional()});

/** `accounts/{a}`. */
export const AccountDocument = z.strictObject({
	schema: z.literal(1),
	id: id('acc'),
	mode: Mode,
	country: Country,
	...settings,
	/** Absent on accounts older than it: the defaults apply. */
	billing: BillingSettings.optional(),
	logo: Logo.nullable(),
	/** The newest of `accounts/{a}/sellers/{n}`. */
	sellerVersion: z.int().min(1),
	/** uid → role of every active member: one read of this document answers who may do what. */
	roles: z.record(z.string(), Role),
	/** The connected account at the payment provider, if any. */
	stripeAccount: z.string().nullable(),
	suspendedAt: Instant.nullable(),
	/** A test account's own clock; null: the platform's. */
	clockAt: Instant.nullable(),
	commitId: z.string().optional(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type Account = z.infer<typeof AccountDocument>;

/** The answer of the API. `role` is the caller's own. */
export const AccountAnswer = z.strictObject({
	id: id('acc'),
	mode: Mode,
	country: Country,
	...settings,
	logo: Logo.nullable(),
	role: Role,
	suspended: z.boolean(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type AccountAnswer = z.infer<typeof AccountAnswer>;
