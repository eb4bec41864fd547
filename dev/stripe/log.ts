import type {Call, Effect} from './call.ts';
import type {Store} from './store.ts';

/**
 * One call the stand-in received and what it did. `at` is on the platform's clock; `amount` in Stripe's unit. A replay has no
 * effect; neither has a call that was refused. `status` 0: no answer was sent. Money that moves without a call (a bank debit
 * settles, a payment is disputed) is a row of its own, with the method `SETTLE`.
 */
export type LogRow = {
	readonly at: string;
	readonly method: string;
	readonly path: string;
	readonly idempotencyKey: string | null;
	readonly account: string | null;
	readonly status: number;
	readonly replayed: boolean;
	readonly effect: string | null;
	readonly objectId: string | null;
	readonly amount: number | null;
	readonly currency: string | null;
};

export const writeLog = ({run}: Store, row: LogRow): void => {
	run(
		`INSERT INTO log (at, method, path, idempotency_key, account, status, replayed, effect, object_id, amount, currency)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.at,
		row.method,
		row.path,
		row.idempotencyKey,
		row.account,
		row.status,
		row.replayed ? 1 : 0,
		row.effect,
		row.objectId,
		row.amount,
		row.currency,
	);
};

/** Money that moves without a call is in the log too. */
export const writeMovement = ({store, account, at}: Call, path: string, effect: Effect): void =>
	writeLog(store, {
		at: new Date(at * 1000).toISOString(),
		method: 'SETTLE',
		path,
		idempotencyKey: null,
		account: account || null,
		status: 200,
		replayed: false,
		...effect,
	});

/** Oldest first. */
export const readLog = ({all}: Store): readonly LogRow[] =>
	all('SELECT * FROM log ORDER BY seq').map((row) => ({
		at: String(row.at),
		method: String(row.method),
		path: String(row.path),
		idempotencyKey: orNull(row.idempotency_key),
		account: orNull(row.account),
		status: Number(row.status),
		replayed: row.replayed === 1,
		effect: orNull(row.effect),
		objectId: orNull(row.object_id),
		amount: row.amount === null ? null : Number(row.amount),
		currency: orNull(row.currency),
	}));

const orNull = (value: unknown): string | null => (value === null ? null : String(value));
