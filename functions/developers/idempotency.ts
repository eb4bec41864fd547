import {IdempotencyDocument, RememberedAnswer} from '../../schemas/idempotency.ts';
import {addHours} from '../kernel/calendar.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {Outage} from '../kernel/outage.ts';
import type {Reply} from '../route.ts';
import type {Stored, World, Write} from '../world.ts';
import {fingerprint} from './fingerprint.ts';

const lifetimeHours = 24;

/** A POST with an Idempotency-Key. `scope`: the account, or the person where the path has no account. */
export type KeyedRequest = {
	readonly scope: string;
	readonly key: string;
	readonly account: string | null;
	readonly requestHash: string;
};

export type Earlier =
	| {readonly kind: 'none'}
	| {readonly kind: 'reused'}
	| {readonly kind: 'answered'; readonly answer: RememberedAnswer};

/**
 * The life of one key during one request. Create safely: the record of the answer is created in the commit of the
 * effect, so one of several requests with the same key takes effect and the others find its answer.
 */
export const idempotency = (world: Pick<World, 'db' | 'vault' | 'clock'>, request: KeyedRequest) => {
	const path = `idempotency/${fingerprint(request.scope, request.key)}`;
	const isAlive = (stored: Stored) => readAs(IdempotencyDocument, stored).expiresAt > world.clock.wall();
	let found: Stored | undefined;
	let plans = 0;

	const look = async (): Promise<Earlier> => {
		found = await world.db.get(path);
		if (found === undefined || !isAlive(found)) return {kind: 'none'};
		const record = readAs(IdempotencyDocument, found);
		if (record.requestHash !== request.requestHash) return {kind: 'reused'};
		const opened = await world.vault.open({account: record.accountId, kind: 'account'}, record.answer);
		return {kind: 'answered', answer: RememberedAnswer.parse(opened)};
	};

	const remember = async (
		reply: Reply & {readonly status: number},
		account = request.account,
	): Promise<readonly Write[]> => {
		if (account === null || reply.status > 299) return [];
		// Planned again: somebody was faster, perhaps a request with our key.
		if (plans++ > 0 && (await look()).kind !== 'none') throw new Outage('a request with the same key was faster');
		const answer = RememberedAnswer.parse({
			status: reply.status,
			body: reply.body === undefined ? null : JSON.stringify(reply.body),
			location: reply.location ?? null,
		});
		const fields = writeAs(IdempotencyDocument, {
			schema: 1,
			requestHash: request.requestHash,
			accountId: account,
			answer: await world.vault.seal({account, kind: 'account'}, answer),
			expiresAt: addHours(world.clock.wall(), lifetimeHours),
		});
		return [found ? {op: 'update', path, version: found.version, fields} : {op: 'create', path, fields}];
	};

	return {
		look,
		remember,
		isPlanned: () => plans > 0,
		effectKey: fingerprint('effect', request.scope, request.requestHash),
	};
};
export type Idempotency = ReturnType<typeof idempotency>;
