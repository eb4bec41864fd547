import {badParam, type Refusal, refusal} from './errors.ts';
import type {Store} from './store.ts';

/** An answer that was given once under a key. */
export type Remembered = {readonly status: number; readonly body: string; readonly requestId: string};

/** Keys are kept for 24 hours of the platform's clock. */
const keptSeconds = 86_400;
const longest = 255;

/** What a request is compared by: same key, same fingerprint, or it is refused. */
export const fingerprint = (method: string, path: string, body: string): string => `${method} ${path}\n${body}`;

export const checkKey = (key: string | null): void => {
	if (key !== null && key.length > longest)
		throw badParam(undefined, `Idempotency keys can be at most ${longest} characters long.`);
};

/** The first answer under this key, if it is still kept. Refuses the key when it came with another request. */
export const recall = (
	store: Store,
	account: string,
	key: string,
	request: string,
	at: number,
): Remembered | undefined => {
	store.run('DELETE FROM idempotency WHERE account = ? AND key = ? AND at <= ?', account, key, at - keptSeconds);
	const found = store.first('SELECT * FROM idempotency WHERE account = ? AND key = ?', account, key);
	if (!found) return undefined;
	if (String(found.request) !== request) throw otherRequest(key, String(found.request), request);
	return {status: Number(found.status), body: String(found.body), requestId: String(found.request_id)};
};

/** Keeps the answer, in the transaction of its effect. */
export const remember = (
	store: Store,
	account: string,
	key: string,
	request: string,
	at: number,
	{status, body, requestId}: Remembered,
): void => {
	store.run(
		'INSERT INTO idempotency (account, key, request, status, body, request_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
		account,
		key,
		request,
		status,
		body,
		requestId,
		at,
	);
};

/** Another request with this key is being worked on. */
export const inUse = (key: string): Refusal =>
	refusal(
		409,
		{
			type: 'invalid_request_error',
			code: 'idempotency_key_in_use',
			message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.`,
		},
		{'stripe-should-retry': 'true'},
	);

const otherRequest = (key: string, first: string, second: string): Refusal => {
	const [line = ''] = first.split('\n');
	const samePlace = second.startsWith(`${line}\n`);
	const message = samePlace
		? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
		: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${line}'). Try using a key other than '${key}' if you meant to execute a different request.`;
	return refusal(400, {type: 'idempotency_error', message});
};
