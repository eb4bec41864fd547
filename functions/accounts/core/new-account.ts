/** What a new account begins with: ready to bill at once. */
import {type Account, type AccountInput, standardBilling} from '../../../schemas/account.ts';
import type {Instant, PaymentTerms} from '../../../schemas/basics.ts';
import type {SeriesDocument} from '../../../schemas/series.ts';
import type {CountryDefaults} from './countries.ts';

/** Rule 29: what applies where nobody set terms. */
export const standardTerms: PaymentTerms = {days: 14, from: 'issue'};

export type Beginning = {
	readonly id: string;
	readonly ownerUid: string;
	readonly now: Instant;
	readonly stripeAccount: string | null;
};

/** The country fills in what was not given. Days after a due date on which a failed charge is tried again: 1, 3, 5, 7. */
export const newAccount = (
	{name, country, currency, timeZone, locale, mode}: AccountInput,
	defaults: CountryDefaults,
	{id, ownerUid, now, stripeAccount}: Beginning,
): Account => ({
	schema: 1,
	id,
	mode,
	country,
	name,
	legalName: null,
	address: null,
	taxIds: [],
	bank: null,
	replyTo: null,
	locale: locale ?? defaults.locale,
	timeZone: timeZone ?? defaults.timeZone,
	currency: currency ?? defaults.currency,
	taxBasis: 'invoice',
	booksClosedOn: null,
	defaults: {paymentTerms: standardTerms, terms: null, notes: null},
	reminders: [],
	retryDays: [1, 3, 5, 7],
	lateFee: null,
	finalAction: 'leave',
	billing: standardBilling,
	logo: null,
	sellerVersion: 1,
	roles: {[ownerUid]: 'owner'},
	stripeAccount,
	suspendedAt: null,
	// A test account's own clock starts here and stands still until it is moved.
	clockAt: mode === 'test' ? now : null,
	version: 1,
	createdAt: now,
	updatedAt: now,
});

const firstSeries = [
	{for: 'invoice', prefix: 'INV-'},
	{for: 'creditNote', prefix: 'CN-'},
	{for: 'estimate', prefix: 'EST-'},
] as const;

/** One series per kind of document. `newId` gives the nth id. */
export const newSeries = (account: Account, newId: (nth: number) => string): readonly SeriesDocument[] =>
	firstSeries.map(({for: kind, prefix}, nth) =>
		seriesOfAccount(account, {
			id: newId(nth),
			for: kind,
			pattern: `${prefix}{YYYY}-{0000}`,
			reset: 'year',
			counters: {},
			isDefault: true,
			now: account.createdAt,
		}),
	);

export type SeriesFacts = Pick<SeriesDocument, 'id' | 'for' | 'pattern' | 'reset' | 'counters' | 'isDefault'> & {
	/** Whether webhook endpoints are there. */
	readonly notify?: boolean;
	readonly now: Instant;
};

/** A series with what it repeats of its account, so that whatever must stop a run conflicts with it. */
export const seriesOfAccount = (account: Account, {now, notify = false, ...facts}: SeriesFacts): SeriesDocument => ({
	schema: 1,
	...facts,
	accountId: account.id,
	sellerVersion: account.sellerVersion,
	booksClosedOn: account.booksClosedOn,
	suspended: account.suspendedAt !== null,
	billing: account.billing,
	reminders: account.reminders,
	notify,
	commitId: '',
	version: 1,
	createdAt: now,
	updatedAt: now,
});
