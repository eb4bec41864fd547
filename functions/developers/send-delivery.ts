/** The step `delivery.send`: one attempt at telling one endpoint of one event. */
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {type Acting, publishNext} from '../publish.ts';
import type {World} from '../world.ts';
import {type Attempt, attempted, endpointAfter, withSwitchOff} from './core/delivery.ts';
import {signedHeaders} from './signature.ts';
import {deliveryWrite, endpointWrite, readDelivery, readEndpoint} from './webhook-store.ts';

type DeliveryWorld = Pick<World, 'db' | 'bus' | 'vault' | 'http' | 'clock' | 'ids'>;

export const sendDelivery =
	(world: DeliveryWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const read = await readDelivery(world.db, path);
		if (read === undefined) return;
		const now = await nowOf(world, read.stored);
		if (dueStep(read.document, now, 'delivery.send') === undefined) return;
		const attempt = await tryOnce(world, path, now);
		if (attempt === undefined) return;
		const done = await recordAttempt(world, path, attempt);
		if (done.ok) await publishNext(world.bus, done.value.acting, now);
	};

/** Undefined when the delivery or its endpoint went away meanwhile. */
const tryOnce = async (
	{db, vault, http, clock}: DeliveryWorld,
	path: string,
	now: string,
): Promise<Attempt | undefined> => {
	const read = await readDelivery(db, path);
	if (read === undefined) return undefined;
	const {accountId, endpointId, eventId} = read.document;
	const endpoint = await readEndpoint(db, accountId, endpointId);
	if (endpoint === undefined || endpoint.document.status === 'disabled')
		return {at: now, status: null, reason: 'endpoint_disabled'};
	const scope = {account: accountId, kind: 'account'} as const;
	const [body, secret] = await Promise.all([
		vault.open(scope, read.document.body),
		vault.open(scope, endpoint.document.secret),
	]);
	if (typeof body !== 'string' || typeof secret !== 'string') return undefined;
	const sentAtSeconds = Math.floor(Date.parse(clock.wall()) / 1000);
	const answer = await http.post(
		endpoint.document.url,
		signedHeaders(secret, {id: eventId, sentAtSeconds, body}),
		body,
	);
	return {at: now, status: answer.status, reason: 'reason' in answer ? answer.reason : null};
};

type Recorded = {readonly acting: readonly Acting[]};

/** The delivery and its endpoint in one commit: what switches the endpoint off also says that its owners must be told. */
const recordAttempt = (world: DeliveryWorld, path: string, attempt: Attempt) =>
	transact<Recorded, never>(world, async () => {
		const read = await readDelivery(world.db, path);
		if (read === undefined || dueStep(read.document, attempt.at, 'delivery.send') === undefined)
			return ok({writes: [], answer: {acting: []}});
		const endpoint = await readEndpoint(world.db, read.document.accountId, read.document.endpointId);
		const changed = endpoint && endpointAfter(endpoint.document, attempt);
		const delivery = withSwitchOff(attempted(read.document, attempt), changed, attempt);
		return ok({
			writes: [deliveryWrite(delivery, read), ...(changed ? [endpointWrite(changed, endpoint)] : [])],
			answer: {acting: [{path, pending: delivery.pending}]},
		});
	});
