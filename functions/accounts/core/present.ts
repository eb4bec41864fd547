/** What the API answers of accounts, series and members. */
import {type Account, type AccountAnswer, standardBilling} from '../../../schemas/account.ts';
import type {PlainDate, Role} from '../../../schemas/basics.ts';
import type {Member, MemberDocument} from '../../../schemas/member.ts';
import type {Series, SeriesDocument} from '../../../schemas/series.ts';
import {counterFor, sampleOf} from './series.ts';

/** `role`: the caller's own. */
export const presentAccount = (account: Account, role: Role): AccountAnswer => ({
	id: account.id,
	mode: account.mode,
	name: account.name,
	legalName: account.legalName,
	country: account.country,
	currency: account.currency,
	timeZone: account.timeZone,
	locale: account.locale,
	address: account.address,
	taxIds: account.taxIds,
	bank: account.bank,
	logo: account.logo,
	replyTo: account.replyTo,
	taxBasis: account.taxBasis,
	booksClosedOn: account.booksClosedOn,
	defaults: {
		paymentTerms: account.defaults.paymentTerms ?? null,
		terms: account.defaults.terms ?? null,
		notes: account.defaults.notes ?? null,
	},
	reminders: account.reminders,
	retryDays: account.retryDays,
	lateFee: account.lateFee,
	finalAction: account.finalAction,
	billing: account.billing ?? standardBilling,
	role,
	suspended: account.suspendedAt !== null,
	version: account.version,
	createdAt: account.createdAt,
	updatedAt: account.updatedAt,
});

/** `today` in the account's zone: the sample shows the number a document would take now. */
export const presentSeries = (series: SeriesDocument, today: PlainDate): Series => ({
	id: series.id,
	for: series.for,
	pattern: series.pattern,
	next: counterFor(series, today).next,
	reset: series.reset,
	sample: sampleOf(series, today),
	isDefault: series.isDefault,
	version: series.version,
	createdAt: series.createdAt,
	updatedAt: series.updatedAt,
});

/** `email` is null where nobody knows it (a sign-in without a mail address). */
export const presentMember = ({id, uid, role, status}: MemberDocument, email: string | null): Member => ({
	id,
	uid,
	email,
	role,
	status,
});
