import {createHmac} from 'node:crypto';
import type {Store} from './store.ts';

/** Where events go. `events`: the types it asked for; all unless told. */
export type Webhook = {readonly url: string; readonly secret: string; readonly events?: readonly string[]};
/** The manners of a bad network. `duplicateEvery`: the nth event goes out twice; 0 never. `reorder`: neighbours may swap and overlap. */
export type Disorder = {readonly duplicateEvery: number; readonly reorder: boolean};
export type Deliveries = ReturnType<typeof startDeliveries>;

type Delivery = {readonly seq: number; readonly eventId: string; readonly attempts: number; readonly remaining: number};

/** Waits between attempts, by the wall clock; the last one repeats until the endpoint answers. */
const waitsMs = [200, 1_000, 2_000, 5_000, 10_000];
const duplicateMs = 50;
const answerMs = 20_000;
const batch = 32;

/** `nowSeconds`: the platform's clock. */
type Times = {readonly wallMs: () => number; readonly nowSeconds: () => number};

/** Times an event goes out, decided by its number alone. */
export const sendings = (webhook: Webhook | undefined, disorder: Disorder, type: string, nth: number): number => {
	if (!webhook || (webhook.events && !webhook.events.includes(type))) return 0;
	return disorder.duplicateEvery > 0 && nth % disorder.duplicateEvery === 0 ? 2 : 1;
};

/** Delivers what waits in the file, now and after every restart, until each event was taken: at least once, in no promised order. */
export const startDeliveries = (
	store: Store,
	webhook: Webhook | undefined,
	disorder: Disorder,
	{wallMs, nowSeconds}: Times,
) => {
	const stopped = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let turn: Promise<void> = Promise.resolve();
	const state = {queued: false};

	const undelivered = (): number =>
		Number(store.first(`SELECT count(*) AS waiting FROM ${ready}`, nowSeconds())?.waiting);

	const attempt = async (delivery: Delivery, target: Webhook): Promise<void> => {
		const event = store.find('event', delivery.eventId)?.object;
		const taken = await send(target, JSON.stringify(event, null, 2), wallMs(), stopped.signal);
		if (stopped.signal.aborted) return;
		if (taken && delivery.remaining <= 1) store.run('DELETE FROM deliveries WHERE seq = ?', delivery.seq);
		else if (taken)
			store.run(
				'UPDATE deliveries SET remaining = remaining - 1, next_at = ? WHERE seq = ?',
				wallMs() + duplicateMs,
				delivery.seq,
			);
		else
			store.run(
				'UPDATE deliveries SET attempts = attempts + 1, next_at = ? WHERE seq = ?',
				wallMs() + waitAfter(delivery.attempts),
				delivery.seq,
			);
	};

	/** One round: everything that waits and was not tried in this round, whatever its time, or only what is due. */
	const round = async (all: boolean): Promise<void> => {
		if (!webhook) return;
		const tried = new Set<string>();
		const pick = () =>
			waiting(store, {
				now: nowSeconds(),
				until: all ? Number.MAX_SAFE_INTEGER : wallMs(),
				limit: all ? tried.size + batch : batch,
			}).filter((delivery) => !tried.has(nameOf(delivery)));
		for (let due = pick(); due.length > 0 && !stopped.signal.aborted; due = pick()) {
			for (const delivery of due) tried.add(nameOf(delivery));
			await sendAll(disorder.reorder ? swapped(due) : due, disorder.reorder ? 4 : 1, (delivery) =>
				attempt(delivery, webhook),
			);
		}
	};

	const take = (all: boolean): Promise<void> => {
		turn = turn.then(() => (stopped.signal.aborted ? undefined : round(all))).then(schedule);
		return turn;
	};

	/** A round of what is due; one that has not begun yet serves everybody who asks. */
	const takeDue = (): void => {
		if (state.queued) return;
		state.queued = true;
		turn = turn.then(() => {
			state.queued = false;
		});
		void take(false);
	};

	const schedule = (): void => {
		clearTimeout(timer);
		if (stopped.signal.aborted || !webhook) return;
		const next = store.first(`SELECT min(next_at) AS next FROM ${ready}`, nowSeconds())?.next;
		if (next !== null && next !== undefined)
			timer = setTimeout(takeDue, Math.max(0, Math.min(Number(next) - wallMs(), 10_000)));
		else if (heldUntil() !== undefined) timer = setTimeout(takeDue, 10_000);
	};

	const heldUntil = (): number | undefined => {
		const held = store.first(`SELECT min(created) AS until FROM ${dated} WHERE created > ?`, nowSeconds())?.until;
		return typeof held === 'number' ? held : undefined;
	};

	if (webhook) store.run('UPDATE deliveries SET next_at = 0');
	else store.run('DELETE FROM deliveries');
	schedule();
	return {
		undelivered,
		/** When (seconds of the platform's clock) the next event may be told that is held back until then. */
		heldUntil,
		/** Something was queued: deliver it soon, after the answer that caused it. */
		wake: (): void => {
			if (!webhook || stopped.signal.aborted) return;
			clearTimeout(timer);
			timer = setTimeout(takeDue, 0);
		},
		/** Tries everything that waits once, also what is being held back, and waits for the answers. */
		flush: (): Promise<void> => take(true),
		close: async (): Promise<void> => {
			stopped.abort();
			clearTimeout(timer);
			await turn;
		},
	};
};

/** Stripe's signature header for a payload, made at `atMs` of the wall clock. */
export const signature = (payload: string, secret: string, atMs: number): string => {
	const t = Math.floor(atMs / 1000);
	return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${payload}`).digest('hex')}`;
};

const send = async (webhook: Webhook, payload: string, atMs: number, stop: AbortSignal): Promise<boolean> => {
	try {
		const answer = await fetch(webhook.url, {
			method: 'POST',
			body: payload,
			redirect: 'manual',
			signal: AbortSignal.any([stop, AbortSignal.timeout(answerMs)]),
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'stripe-signature': signature(payload, webhook.secret, atMs),
				'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
			},
		});
		await answer.arrayBuffer();
		return answer.status >= 200 && answer.status < 300;
	} catch {
		return false; // nobody answered: that is what the next attempt is for
	}
};

/**
 * After a crash in a walk the platform's clock stands behind what happened here: such events are told when it has come
 * that far again, so that what they cause bears the time it would have had.
 */
const dated = `(SELECT deliveries.*, json_extract(object, '$.created') AS created FROM deliveries JOIN objects ON objects.id = event_id)`;
const ready = `${dated} WHERE created <= ?`;

type Asked = {readonly now: number; readonly until: number; readonly limit: number};

const waiting = (store: Store, {now, until, limit}: Asked): readonly Delivery[] =>
	store.all(`SELECT * FROM ${ready} AND next_at <= ? ORDER BY seq LIMIT ?`, now, until, limit).map((row) => ({
		seq: Number(row.seq),
		eventId: String(row.event_id),
		attempts: Number(row.attempts),
		remaining: Number(row.remaining),
	}));

const nameOf = ({seq, remaining}: Delivery): string => `${seq}:${remaining}`;

const waitAfter = (attempts: number): number => waitsMs[Math.min(attempts, waitsMs.length - 1)] ?? 0;

/** Every third neighbour pair changes places. */
const swapped = (due: readonly Delivery[]): readonly Delivery[] => {
	const order = [...due];
	for (let index = 0; index + 1 < order.length; index += 1) {
		const [one, two] = [order[index], order[index + 1]];
		if (one && two && one.seq % 3 === 0) [order[index], order[index + 1]] = [two, one];
	}
	return order;
};

const sendAll = async (
	due: readonly Delivery[],
	width: number,
	deliver: (delivery: Delivery) => Promise<void>,
): Promise<void> => {
	for (let start = 0; start < due.length; start += width)
		await Promise.all(due.slice(start, start + width).map(deliver));
};
