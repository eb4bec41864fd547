import type {Delivery, DeliveryDocument} from '../../schemas/webhook.ts';
import {transact} from '../commit.ts';
import {derivedId} from '../kernel/ids.ts';
import {actShardOf, outboxOf, withoutSteps, withSteps} from '../kernel/outbox.ts';
import {ok, refuse} from '../kernel/result.ts';
import {publishNext} from '../publish.ts';
import type {Command, Remember} from '../route.ts';
import {deliveryPath, deliveryWrite, readDelivery, readEndpoint} from './webhook-store.ts';

export type DeliveryAnswer = {readonly delivery: DeliveryDocument};
type Named = {readonly endpointId: string; readonly deliveryId: string};

/** Sends an event once more, now, whatever became of it before; the same bytes under the same id. */
export const redeliver = async (
	command: Command,
	{endpointId, deliveryId}: Named,
	remember: Remember<DeliveryAnswer>,
) => {
	const {world, account, now} = command;
	const path = deliveryPath(account.id, deliveryId);
	const done = await transact<DeliveryAnswer, 'not_found'>(world, async () => {
		const read = await readDelivery(world.db, path);
		if (read === undefined || read.document.endpointId !== endpointId) return refuse('not_found');
		const again: DeliveryDocument = {...withoutSteps(read.document, 'delivery.send'), attempts: [], state: 'pending'};
		const delivery = withSteps(again, {step: 'delivery.send', at: now});
		return ok({writes: [deliveryWrite(delivery, read), ...(await remember({delivery}))], answer: {delivery}});
	});
	if (done.ok) await publishNext(world.bus, [{path, pending: done.value.delivery.pending}], now);
	return done;
};

/** An event that says nothing, to see whether the endpoint takes it. */
export const testEndpoint = async (command: Command, endpointId: string, remember: Remember<DeliveryAnswer>) => {
	const {world, account, now, request} = command;
	const eventId = request.newId('evt');
	const id = derivedId('evt', eventId, endpointId);
	const scope = {account: account.id, kind: 'account'} as const;
	const text = {
		id: eventId,
		type: 'webhook.test',
		createdAt: now,
		accountId: account.id,
		data: {object: {id: endpointId}},
	};
	const body = await world.vault.seal(scope, JSON.stringify(text));
	const done = await transact<DeliveryAnswer, 'not_found'>(world, async () => {
		if ((await readEndpoint(world.db, account.id, endpointId)) === undefined) return refuse('not_found');
		const outbox = outboxOf(id, [{step: 'delivery.send', at: now}]);
		const delivery: DeliveryDocument = {
			schema: 1,
			id,
			accountId: account.id,
			eventId,
			endpointId,
			type: text.type,
			state: 'pending',
			attempts: [],
			createdAt: now,
			body,
			...outbox,
			actShard: actShardOf(account.account, id),
		};
		return ok({writes: [deliveryWrite(delivery, undefined), ...(await remember({delivery}))], answer: {delivery}});
	});
	if (done.ok)
		await publishNext(world.bus, [{path: deliveryPath(account.id, id), pending: done.value.delivery.pending}], now);
	return done;
};

export const presentDelivery = ({
	id,
	endpointId,
	type,
	state,
	attempts,
	pending,
	createdAt,
}: DeliveryDocument): Delivery => ({
	id,
	endpointId,
	type,
	state,
	attempts,
	nextAttemptAt: pending.find(({step}) => step === 'delivery.send')?.at ?? null,
	createdAt,
});
