import {type Account, AccountPatchable} from '../../schemas/account.ts';
import {CustomerDocument} from '../../schemas/customer.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {patched} from '../developers/index.ts';
import {isTimeZone} from '../kernel/calendar.ts';
import {readAs} from '../kernel/documents.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches, type Remember} from '../route.ts';
import {type Reach, reachAllTemplates} from '../template-copies.ts';
import type {Db, Write} from '../world.ts';
import {standardTerms} from './core/new-account.ts';
import {unknownZone} from './create-account.ts';
import {allSeries, createSellerWrite, type Read, readAccount, updateAccountWrite, updateSeriesWrite} from './store.ts';

export type AccountChanged = {readonly account: Account};
type Refusal = 'invalid_request' | 'version_mismatch' | 'currency_fixed';

/**
 * Merges a patch into the settings. What is printed makes a new seller snapshot and, with the books' closing and what
 * billing may do, reaches all series in the same commit, so that a run in flight conflicts. The currency is fixed once anything was billed in it.
 */
export const updateAccount = async (
	command: Command,
	patch: unknown,
	remember: Remember<AccountChanged> = async () => [],
): Promise<Result<AccountChanged, Refusal>> => {
	const {world} = command;
	const done = await transact(world, async () => {
		const read = await readAccount(world.db, command.account.id);
		invariant(read, 'the account of a member is there');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const next = await decide(world.db, read, patch, command.now);
		if (!next.ok) return next;
		const writes = await writesOf(command, read, next.value);
		return ok({writes: [...writes, ...(await remember({account: next.value}))], answer: {account: next.value}});
	});
	if (!done.ok) return done;
	await reachTemplates(command, done.value.account);
	if (!same(collectingOf(command.account.account), collectingOf(done.value.account)))
		await world.bus.publish('account.policy', [{account: command.account.id}]);
	return done;
};

/** What invoices are collected by: `functions/invoices/replan-looks.ts` looks at the open ones anew. */
const collectingOf = ({reminders, lateFee, finalAction}: Account) => [reminders, lateFee, finalAction];

const decide = async (
	db: Db,
	{document: account}: Read<Account>,
	patch: unknown,
	now: string,
): Promise<Result<Account, 'invalid_request' | 'currency_fixed'>> => {
	const settings = patched(AccountPatchable, {...account, logo: undefined}, withOneFee(patch));
	if (!settings.ok) return settings;
	const {logo: _, ...fields} = settings.value;
	if (!isTimeZone(fields.timeZone)) return unknownZone;
	if (fields.currency !== account.currency && (await hasBilled(db, account.id)))
		return refuse('currency_fixed', 'The currency is fixed once documents exist.');
	const removesLogo = typeof patch === 'object' && patch !== null && 'logo' in patch;
	return ok({
		...account,
		...fields,
		logo: removesLogo ? null : account.logo,
		version: account.version + 1,
		updatedAt: now,
	});
};

/** A late fee is a percent or an amount: whoever sets one takes the other away, without having to say so. */
const withOneFee = (patch: unknown): unknown => {
	if (!isRecord(patch) || !isRecord(patch.lateFee)) return patch;
	const {lateFee} = patch;
	if ('percent' in lateFee === 'amount' in lateFee) return patch;
	return {...patch, lateFee: {...lateFee, ['percent' in lateFee ? 'amount' : 'percent']: null}};
};

const isRecord = (value: unknown): value is {readonly [name: string]: unknown} =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const hasBilled = async (db: Db, accountId: string): Promise<boolean> => {
	const found = await Promise.all(
		['invoices', 'templates', 'creditNotes', 'payments'].map((name) =>
			db.query({collection: `accounts/${accountId}/${name}`, limit: 1}),
		),
	);
	return found.some((rows) => rows.length > 0);
};

/** All writes of a change of settings; the account comes first. `next.version` is the one to be stored. */
export const writesOf = async (command: Command, read: Read<Account>, next: Account): Promise<readonly Write[]> => {
	const before = read.document;
	const isPrintedAnew = printed(before) !== printed(next);
	const account = isPrintedAnew ? {...next, sellerVersion: before.sellerVersion + 1} : next;
	const changes = Object.keys(next).filter((name) => differs(before, next, name));
	const reachesRuns = isPrintedAnew || copiedToSeries.some((name) => changes.includes(name));
	const series = reachesRuns ? await allSeries(command.world.db, next.id) : [];
	const {sellerVersion, booksClosedOn, billing, reminders} = account;
	return [
		updateAccountWrite(read, account),
		...(isPrintedAnew ? [createSellerWrite(account)] : []),
		...series.map((one) => updateSeriesWrite(one, {...one.document, sellerVersion, booksClosedOn, billing, reminders})),
		deed(command, {action: 'account.updated', objects: [{type: 'account', id: next.id}], changes}),
	];
};

/** Settings that the series repeat, because a run reads those and nothing else of the account. */
const copiedToSeries = ['booksClosedOn', 'billing', 'reminders'] satisfies readonly (keyof Account)[];

/** The snapshot without its version: changes exactly when something printed does. */
const printed = (account: Account): string => JSON.stringify(createSellerWrite({...account, sellerVersion: 0}));

const differs = (before: Account, next: Account, name: string): boolean =>
	!['version', 'updatedAt', 'sellerVersion'].includes(name) &&
	!same(Reflect.get(before, name), Reflect.get(next, name));

/** What templates copy of the account where neither they nor their customer say otherwise: terms, language, retry days. */
const reachTemplates = async ({world, account: {account: before}}: Command, next: Account): Promise<void> => {
	const copied = ({defaults, locale, retryDays}: Account) => [defaults.paymentTerms, locale, retryDays];
	if (same(copied(before), copied(next))) return;
	const reach: Reach = async (template) => {
		const stored = await world.db.get(`accounts/${next.id}/customers/${template.customerId}`);
		const customer = stored && readAs(CustomerDocument, stored);
		const terms = template.paymentTerms ?? customer?.paymentTerms ?? next.defaults.paymentTerms ?? standardTerms;
		const locale = customer?.locale ?? next.locale;
		const {effectiveTerms, locale: formerLocale, retryDays} = template;
		const isSame = same([effectiveTerms, formerLocale, retryDays], [terms, locale, next.retryDays]);
		return isSame ? template : {...template, effectiveTerms: terms, locale, retryDays: next.retryDays};
	};
	await reachAllTemplates(world, next.id, reach);
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
