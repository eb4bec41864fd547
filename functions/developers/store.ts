/** How the records of idempotency keys are read and written. */
import {gunzipSync, gzipSync} from 'node:zlib';
import {IdempotencyDocument, RememberedAnswer} from '../../schemas/idempotency.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Stored, World, Write} from '../world.ts';

/** `key`: a fingerprint, never the key itself. */
export const idempotencyPath = (key: string): string => `idempotency/${key}`;

export const asIdempotencyRecord = (stored: Stored): IdempotencyDocument => readAs(IdempotencyDocument, stored);

/** Takes the place of `former` (expired, or our own), or creates the record: of two that come at once one conflicts. */
export const idempotencyWrite = (path: string, former: Stored | undefined, record: IdempotencyDocument): Write => {
	const fields = writeAs(IdempotencyDocument, record);
	return former ? {op: 'update', path, version: former.version, fields} : {op: 'create', path, fields};
};

/** Sealed values have at most 40 000 characters; sealing writes bytes in base64 twice. */
const pieceBytes = 20_000;

/** Packed, because an invoice of 200 lines answers more than a document may hold. */
export const sealAnswer = async (
	{vault}: Pick<World, 'vault'>,
	account: string,
	answer: RememberedAnswer,
): Promise<string[]> => {
	const packed = new Uint8Array(gzipSync(JSON.stringify(answer)));
	const count = Math.ceil(packed.byteLength / pieceBytes);
	const pieces = Array.from({length: count}, (_, nth) => packed.slice(nth * pieceBytes, (nth + 1) * pieceBytes));
	return Promise.all(pieces.map((piece) => vault.seal({account, kind: 'account'}, piece)));
};

export const openAnswer = async (
	{vault}: Pick<World, 'vault'>,
	{accountId, answer}: Pick<IdempotencyDocument, 'accountId' | 'answer'>,
): Promise<RememberedAnswer> => {
	const opened = await Promise.all(answer.map((piece) => vault.open({account: accountId, kind: 'account'}, piece)));
	const pieces = opened.filter((piece) => piece instanceof Uint8Array);
	invariant(pieces.length === answer.length, 'an account key outlives the answers it seals');
	return RememberedAnswer.parse(JSON.parse(gunzipSync(Buffer.concat(pieces)).toString('utf8')));
};
