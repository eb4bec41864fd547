import type {CustomerDocument, CustomerInput, CustomerPersonal} from '../../schemas/customer.ts';
import type {PendingStep} from '../../schemas/steps.ts';
import {findSeries, isListening} from '../accounts/index.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {actShardOf, outboxOf} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {publishNext} from '../publish.ts';
import type {Command, Remember} from '../route.ts';
import type {Db} from '../world.ts';
import {personalOf, plainOf} from './core/present.ts';
import {createCustomerWrite, customerPath, sealCustomer} from './store.ts';

export type CustomerChanged = {readonly customer: CustomerDocument; readonly personal: CustomerPersonal | null};

/** Keys first, so that nothing personal is ever written in the clear. Refuses a series that is none for invoices. */
export const createCustomer = async (
	command: Command,
	input: CustomerInput,
	remember: Remember<CustomerChanged>,
): Promise<Result<CustomerChanged, 'invalid_request'>> => {
	const {world, account, now} = command;
	const id = command.request.newId('cus');
	const unknown = await unknownSeries(world.db, account.id, input.seriesId);
	if (unknown) return unknown;
	await world.vault.createCustomerKeys(account.id, id);
	const sealed = await sealCustomer(world, account.id, id, input);
	const outbox = outboxOf(id, await newsOf(command, 'customer.created'));
	const customer: CustomerDocument = {
		schema: 1,
		id,
		accountId: account.id,
		...sealed,
		...plainOf(input),
		stripe: {on: null, customerId: null, paymentMethodId: null, setupSessionId: null},
		card: null,
		consent: null,
		creditBalances: {},
		archivedAt: null,
		archived: false,
		commitId: '',
		version: 1,
		createdAt: now,
		updatedAt: now,
		...outbox,
		actShard: actShardOf(account.account, id),
	};
	const answer = {customer, personal: personalOf(input)};
	const done = await transact<CustomerChanged, never>(world, async () => {
		const writes = [
			createCustomerWrite(customer),
			deed(command, {action: 'customer.created', objects: [{type: 'customer', id}]}),
		];
		return ok({writes: [...writes, ...(await remember(answer))], answer});
	});
	if (done.ok) await tellNews(command, customer);
	return done;
};

/** The step that tells webhook endpoints, where there are any. */
export const newsOf = async ({world, account, now}: Command, kind: string): Promise<readonly PendingStep[]> =>
	(await isListening(world.db, account.id)) ? [{step: 'customer.notify', at: now, kind}] : [];

export const tellNews = ({world, now}: Command, {accountId, id, pending}: CustomerDocument): Promise<void> =>
	publishNext(world.bus, [{path: customerPath(accountId, id), pending}], now);

export const unknownSeries = async (db: Db, accountId: string, seriesId: string | null | undefined) => {
	if (!seriesId) return undefined;
	const found = await findSeries(db, accountId, seriesId);
	if (found?.document.for === 'invoice') return undefined;
	return refuse('invalid_request', undefined, [
		{path: 'seriesId', code: 'unknown_series', message: 'names no invoice series of this account'},
	]);
};
