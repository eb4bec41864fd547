/** The stand-in without sockets: every call is answered at once, and events wait until somebody fetches them. */
import {answerCall, type Incoming, type Meeting} from './api.ts';
import type {Call} from './call.ts';
import {letTimePass} from './due.ts';
import type {Kind, Kinds} from './kinds.ts';
import {type LogRow, readLog} from './log.ts';
import {answerPage} from './pages.ts';
import {openStore} from './store.ts';
import type {Reply} from './wire.ts';

export type {Incoming} from './api.ts';
export type {LogRow} from './log.ts';
export type {Reply} from './wire.ts';

export type InProcessOptions = {
	/** RFC 3339 in UTC. */
	readonly now: () => string;
	/** Types of events that the webhook asked for. */
	readonly events: ReadonlySet<string>;
};

export type InProcessStripe = {
	/** Runs the call and answers. `meeting`: another request with its key is under way, or it fails with a remembered 500. */
	readonly answer: (incoming: Incoming, meeting?: Pick<Meeting, 'busy' | 'fail'>) => Reply;
	/** Lets happen what is due. */
	readonly tick: () => void;
	readonly nextDueAt: () => number | undefined;
	/** Events since the last time, oldest first. */
	readonly takeEvents: () => readonly Kinds['event']['object'][];
	readonly log: () => readonly LogRow[];
	readonly objects: <K extends Kind>(kind: K) => readonly Kinds[K]['object'][];
	readonly close: () => void;
};

export const openInProcess = ({now, events}: InProcessOptions): InProcessStripe => {
	const store = openStore(':memory:');
	const callFor = (account: string, request: Call['request'] = null): Call => ({
		account,
		at: secondsOf(now()),
		store,
		publicUrl: 'http://stripe.example',
		request,
		sendings: (type) => (events.has(type) ? 1 : 0),
	});
	const tick = (): void => void letTimePass(store, secondsOf(now()), callFor);
	const desk = {store, callFor};
	return {
		answer: (incoming, meeting = {busy: false}) => {
			tick();
			const reply = incoming.path.startsWith('/c/')
				? answerPage(desk, incoming, now())
				: answerCall(desk, incoming, {...meeting, now: now()});
			tick();
			return reply;
		},
		tick,
		nextDueAt: () => {
			const seconds = store.nextDue();
			return seconds === undefined ? undefined : seconds * 1000;
		},
		takeEvents: () => {
			const waiting = store.all('SELECT event_id FROM deliveries ORDER BY seq');
			if (waiting.length > 0) store.run('DELETE FROM deliveries');
			return waiting.flatMap((row) => store.find('event', String(row.event_id))?.object ?? []);
		},
		log: () => readLog(store),
		objects: (kind) => store.everything(kind).map(({object}) => object),
		close: store.close,
	};
};

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
