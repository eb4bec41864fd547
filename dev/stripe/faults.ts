import type {Store} from './store.ts';

/**
 * How a call fails. `…_before`: nothing was executed. `…_after`: it was executed and its answer is lost. `error_500_stored`:
 * execution began and failed without effect, and its 500 is what the idempotency key answers from then on; `error_500_after`
 * is stored too, though its effect stands. `slow` waits `delayMs` and then answers; its key is in use meanwhile.
 */
export const faultKinds = [
	'reset_before',
	'reset_after',
	'timeout_before',
	'timeout_after',
	'error_500_before',
	'error_500_after',
	'error_500_stored',
	'html_502',
	'html_502_after',
	'truncated_after',
	'rate_limit',
	'lock_timeout',
	'slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];
export type Fault = {
	/** `path` may hold `*` for any run of characters. Without a method or path every call matches. */
	readonly match: {readonly method?: string; readonly path?: string};
	readonly kind: FaultKind;
	/** How many calls fail. */
	readonly times: number;
	readonly delayMs?: number;
};

/** Faults to come; they are counted down in the file, so a crash does not repeat them. */
export const faultsIn = (store: Store) => {
	const list = (): readonly Fault[] =>
		store
			.all('SELECT fault, times FROM faults WHERE times > 0 ORDER BY seq')
			.map((row) => ({...read(row.fault), times: Number(row.times)}));
	return {
		list,
		add: (fault: Fault): void =>
			void store.run('INSERT INTO faults (fault, times) VALUES (?, ?)', JSON.stringify(fault), fault.times),
		clear: (): void => void store.run('DELETE FROM faults'),
		/** The fault that this call meets, counted down. */
		take: (method: string, path: string): Fault | undefined => {
			const hit = store
				.all('SELECT seq, fault FROM faults WHERE times > 0 ORDER BY seq')
				.find((row) => meets(read(row.fault), method, path));
			if (!hit) return undefined;
			store.run('UPDATE faults SET times = times - 1 WHERE seq = ?', Number(hit.seq));
			return read(hit.fault);
		},
	};
};
export type Faults = ReturnType<typeof faultsIn>;

/** A fault as a program sends it; undefined when it is not one. */
export const readFault = (json: string): Fault | undefined => {
	const value: unknown = parse(json);
	if (typeof value !== 'object' || value === null) return undefined;
	const {match = {}, kind, times = 1, delayMs} = value as Partial<Record<keyof Fault, unknown>>;
	const known = faultKinds.find((candidate) => candidate === kind);
	if (!known || !Number.isInteger(times) || Number(times) < 1 || typeof match !== 'object' || match === null)
		return undefined;
	const {method, path} = match as {readonly method?: unknown; readonly path?: unknown};
	return {
		match: {...(typeof method === 'string' ? {method} : {}), ...(typeof path === 'string' ? {path} : {})},
		kind: known,
		times: Number(times),
		...(typeof delayMs === 'number' ? {delayMs} : {}),
	};
};

const read = (text: unknown): Fault => JSON.parse(String(text)) as Fault;

const parse = (json: string): unknown => {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
};

const meets = ({match}: Fault, method: string, path: string): boolean =>
	(match.method === undefined || match.method.toUpperCase() === method) &&
	(match.path === undefined || pattern(match.path).test(path));

const pattern = (path: string): RegExp =>
	new RegExp(
		`^${path
			.split('*')
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
	);
