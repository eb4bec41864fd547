import type {RememberedAnswer} from '../../schemas/idempotency.ts';
import {addHours} from '../kernel/calendar.ts';
import {Outage} from '../kernel/outage.ts';
import type {Reply} from '../route.ts';
import type {Stored, World, Write} from '../world.ts';
import {fingerprint} from './fingerprint.ts';
import {asIdempotencyRecord, idempotencyPath, idempotencyWrite, openAnswer, sealAnswer} from './store.ts';

const lifetimeHours = 24;

/** A POST with an Idempotency-Key. `scope`: the account, or the person where the path has no account. */
export type KeyedRequest = {
	readonly requestId: string;
	readonly scope: string;
	readonly key: string;
	readonly account: string | null;
	readonly requestHash: string;
};

export type Earlier =
	| {readonly kind: 'none'}
	| {readonly kind: 'reused'}
	| {readonly kind: 'answered'; readonly answer: RememberedAnswer};

type Known = Pick<World, 'db' | 'vault' | 'clock'>;

/**
 * The life of one key during one request. Create safely: the record of the answer is created in the commit of the
 * effect, so one of several requests with the same key takes effect and the others find its answer.
 */
export const idempotency = (world: Known, request: KeyedRequest) => {
	const path = idempotencyPath(fingerprint(request.scope, request.key));
	let found: Stored | undefined;
	let plans = 0;

	/** A living record, if there is one. */
	const living = async () => {
		found = await world.db.get(path);
		const record = found && asIdempotencyRecord(found);
		return record && record.expiresAt > world.clock.wall() ? record : undefined;
	};
	const look = async (): Promise<Earlier> => {
		const record = await living();
		if (record === undefined) return {kind: 'none'};
		if (record.requestHash !== request.requestHash) return {kind: 'reused'};
		return {kind: 'answered', answer: await openAnswer(world, record)};
	};
	const remember = async (
		reply: Reply & {readonly status: number},
		account = request.account,
	): Promise<readonly Write[]> => {
		if (account === null || reply.status > 299) return [];
		// Planned again: somebody was faster, perhaps another request with our key. Its answer will be told.
		const other = plans++ > 0 ? await living() : undefined;
		if (other && other.requestId !== request.requestId) throw new Outage('a request with the same key was faster');
		const {status, location = null, etag} = reply;
		const body = reply.body === undefined ? null : JSON.stringify(reply.body);
		const record = {
			schema: 1,
			requestHash: request.requestHash,
			requestId: request.requestId,
			accountId: account,
			answer: await sealAnswer(world, account, {status, body, location, etag}),
			expiresAt: addHours(world.clock.wall(), lifetimeHours),
		} as const;
		return [idempotencyWrite(path, found, record)];
	};

	return {
		look,
		remember,
		isPlanned: () => plans > 0,
		effectKey: fingerprint('effect', request.scope, request.requestHash),
	};
};
export type Idempotency = ReturnType<typeof idempotency>;
