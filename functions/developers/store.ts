/** How the records of idempotency keys are read and written. */
import {z} from 'zod';
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

/** Sealed values have at most 40 000 characters; a letter takes up to three bytes, each four thirds of a character. */
const pieceLength = 9000;

export const sealAnswer = async (
	{vault}: Pick<World, 'vault'>,
	account: string,
	answer: RememberedAnswer,
): Promise<string[]> => {
	const text = JSON.stringify(answer);
	const pieces = Array.from({length: Math.ceil(text.length / pieceLength)}, (_, nth) =>
		text.slice(nth * pieceLength, (nth + 1) * pieceLength),
	);
	return Promise.all(pieces.map((piece) => vault.seal({account, kind: 'account'}, piece)));
};

export const openAnswer = async (
	{vault}: Pick<World, 'vault'>,
	{accountId, answer}: Pick<IdempotencyDocument, 'accountId' | 'answer'>,
): Promise<RememberedAnswer> => {
	const pieces = await Promise.all(answer.map((piece) => vault.open({account: accountId, kind: 'account'}, piece)));
	const text = z.array(z.string()).safeParse(pieces);
	invariant(text.success, 'an account key outlives the answers it seals');
	return RememberedAnswer.parse(JSON.parse(text.data.join('')));
};
