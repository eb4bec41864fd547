import type {Account, AccountInput} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import {activityWrite} from '../activity.ts';
import {newTaxRate} from '../catalog/core/new-tax-rate.ts';
import {createTaxRateWrite} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {isTimeZone} from '../kernel/calendar.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Caller, Remember, Request} from '../route.ts';
import type {World, Write} from '../world.ts';
import {defaultsOf, isCountry} from './core/countries.ts';
import {newAccount, newSeries} from './core/new-account.ts';
import {newMember} from './core/new-member.ts';
import {createAccountWrite, createMemberWrite, createSellerWrite, createSeriesWrite, skeletonWrite} from './store.ts';

export type CreateAccount = {
	readonly world: World;
	readonly caller: Caller;
	readonly input: AccountInput;
	readonly now: Instant;
	readonly request: Pick<Request, 'actor' | 'newId'>;
	readonly remember: Remember<AccountCreated>;
};
export type AccountCreated = {readonly account: Account};

/** An account that can bill at once: three number series, a tax rate, and the caller as its owner. Refuses an unknown country or time zone. */
export const createAccount = async (command: CreateAccount): Promise<Result<AccountCreated, 'invalid_request'>> => {
	const {world, input, request} = command;
	if (!isCountry(input.country)) return unknownCountry;
	if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) return unknownZone;
	const id = request.newId('acc');
	await world.vault.createAccountKey(id);
	const account = newAccount(input, defaultsOf(input.country), {
		id,
		ownerUid: command.caller.uid,
		now: command.now,
		stripeAccount: world.settings.connectLocally ? `acct_${id.slice(-16)}` : null,
	});
	const foundation = await foundationOf(command, account);
	return transact(world, async () =>
		ok({writes: [...foundation, ...(await command.remember({account}))], answer: {account}}),
	);
};

const unknownCountry = refuse('invalid_request', undefined, [
	{path: 'country', code: 'unknown_country', message: 'is not a country code of ISO 3166-1'},
]);

export const unknownZone = refuse('invalid_request', undefined, [
	{path: 'timeZone', code: 'unknown_time_zone', message: 'is not a time zone of the IANA database'},
]);

const foundationOf = async (
	{world, caller, request, now}: CreateAccount,
	account: Account,
): Promise<readonly Write[]> => {
	const series = newSeries(account, (nth) => request.newId('ser', nth));
	const {tax} = defaultsOf(account.country);
	const input = {...tax, category: Number(tax.percent) === 0 ? ('O' as const) : ('S' as const)};
	const rate = newTaxRate(input, {id: request.newId('tax'), accountId: account.id, isDefault: true, now});
	const [emailToken = null] = caller.email ? await world.vault.token(account.id, [caller.email]) : [];
	const owner = newMember({
		id: request.newId('mem'),
		accountId: account.id,
		uid: caller.uid,
		email: caller.email ? await world.vault.seal({account: account.id, kind: 'account'}, caller.email) : null,
		emailToken,
		role: 'owner',
		now,
	});
	return [
		createAccountWrite(account),
		createSellerWrite(account),
		...series.flatMap((one) => [createSeriesWrite(one), skeletonWrite(one)]),
		createMemberWrite(owner),
		createTaxRateWrite(rate),
		activityWrite(account.id, request.newId('act'), now, {
			actor: request.actor,
			action: 'account.created',
			objects: [{type: 'account', id: account.id}],
		}),
	];
};
