/** What can go wrong at each place, and what of it does in one simulation: drawn from its seed, or taken from a plan. */
import type {Draw} from './draw.ts';

/** Where something may go wrong. */
export type Site =
	| 'read'
	| 'commit'
	| 'publish'
	| 'pay'
	| 'ask'
	| 'mail'
	| 'file'
	| 'vault'
	| 'http'
	| 'deliver'
	| 'ack'
	| 'webhook'
	| 'tick'
	| 'user';

/** `F…`: as numbered in docs/simulation.md, which has the others, too. */
const kinds = {
	crash_before: ['read', 'commit', 'publish', 'pay', 'ask', 'mail', 'file', 'vault', 'http'], // F1 F3
	crash_after: ['read', 'commit', 'publish', 'pay', 'ask', 'mail', 'file', 'vault', 'http'], // F2
	zombie_before: ['read', 'commit', 'pay', 'ask', 'mail'], // F4: hangs longer than the function may take, then acts
	zombie_after: ['commit', 'pay', 'ask', 'mail'], // F4
	read_outage: ['read'], // F23
	stale_read: ['read'], // F24: the answer is old when it comes
	commit_contention: ['commit'], // F21
	commit_unavailable: ['commit'], // F23
	commit_unknown_applied: ['commit'], // F22
	commit_unknown_lost: ['commit'],
	commit_unknown_late: ['commit'],
	commit_own_conflict: ['commit'], // the client sent it again by itself
	publish_refused: ['publish'],
	publish_taken_unsaid: ['publish'], // F14
	message_lost: ['deliver'], // F12 F34
	message_twice: ['deliver'], // F8
	message_late: ['deliver'], // F9
	message_days_late: ['deliver'], // F10: a copy comes up to 7 days later
	ack_lost: ['ack'], // F11
	pay_timeout_before: ['pay', 'ask'], // F29
	pay_timeout_after: ['pay', 'ask'], // F28
	pay_timeout_late: ['pay'], // arrives after the client gave up
	pay_500_before: ['pay', 'ask'],
	pay_500_stored: ['pay'], // F30
	pay_500_after: ['pay'],
	pay_502_after: ['pay', 'ask'],
	pay_rate_limit: ['pay', 'ask'], // F32
	pay_in_use: ['pay'], // F31
	webhook_twice: ['webhook'], // F34
	webhook_late: ['webhook'],
	webhook_days_late: ['webhook'],
	webhook_never: ['webhook'],
	webhook_early: ['webhook'],
	mail_outage: ['mail'], // F38
	mail_ack_lost: ['mail'], // F37
	mail_refused: ['mail'], // F39
	file_outage: ['file'],
	file_ack_lost: ['file'], // F40
	vault_outage: ['vault'], // F41
	http_failed: ['http'],
	http_ack_lost: ['http'],
	tick_twice: ['tick'], // F16 F18
	tick_lost: ['tick'], // F17
	double_click: ['user'], // F44
	other_body: ['user'], // F45
} as const satisfies Readonly<Record<string, readonly Site[]>>;

export type FaultKind = keyof typeof kinds;
export const faultKinds = Object.keys(kinds) as readonly FaultKind[];
const at = (site: Site): readonly FaultKind[] =>
	faultKinds.filter((kind) => (kinds[kind] as readonly Site[]).includes(site));

/** The nth time that the work named `key` comes to a place where this may happen. */
export type Fault = {readonly kind: FaultKind; readonly key: string; readonly nth: number};

/** Crashes and faults of the bus alone: whatever they do, the end is that of an undisturbed run (invariants 21 and 22). */
export const harmless: readonly FaultKind[] = [
	'crash_before',
	'crash_after',
	'read_outage',
	'commit_contention',
	'commit_unavailable',
	'commit_unknown_applied',
	'commit_unknown_lost',
	'commit_own_conflict',
	'publish_refused',
	'publish_taken_unsaid',
	'message_twice',
	'message_late',
	'ack_lost',
	'file_outage',
	'file_ack_lost',
	'vault_outage',
	'tick_twice',
];

export type Faults = {
	/** What happens here, if anything. */
	readonly meet: (site: Site, key: string, nth: number) => FaultKind | undefined;
	readonly fired: () => readonly Fault[];
	/** From now on nothing goes wrong. */
	readonly heal: () => void;
	readonly begin: () => void;
};

const record = () => {
	const fired: Fault[] = [];
	let isOn = false;
	return {
		fired,
		base: {
			fired: () => fired,
			heal: () => {
				isOn = false;
			},
			begin: () => {
				isOn = true;
			},
		},
		isOn: () => isOn,
	};
};

/** Away for longer than anybody waits: what each call of these places meets in the meantime. */
type Outage = {
	readonly name: string;
	readonly hours: readonly [number, number];
	readonly meets: {readonly [S in Site]?: readonly FaultKind[]};
};
const outages: readonly Outage[] = [
	{
		// Longer than the provider remembers a key (F33).
		name: 'provider',
		hours: [3, 40],
		meets: {pay: ['pay_timeout_before', 'pay_timeout_before', 'pay_timeout_after'], ask: ['pay_timeout_before']},
	},
	{name: 'mail', hours: [10, 48], meets: {mail: ['mail_outage']}},
	{name: 'keys', hours: [1, 2], meets: {vault: ['vault_outage']}},
	{name: 'database', hours: [0.1, 1], meets: {read: ['read_outage'], commit: ['commit_unavailable']}},
	{name: 'scheduler', hours: [2, 20], meets: {tick: ['tick_lost']}},
];
export const outageNames: readonly string[] = outages.map(({name}) => `${name} away`);
const hour = 3_600_000;

type Weather = {
	/** Only kinds of these. */
	readonly only?: readonly FaultKind[] | undefined;
	readonly now: () => number;
	readonly note: (what: string) => void;
};

/** Each seed has its own weather: which kinds there are, how often, and what is away for hours. */
export const drawnFaults = (draw: Draw, {only, now, note}: Weather): Faults => {
	const {fired, base, isOn} = record();
	const rate = draw.pick([0, 0.004, 0.01, 0.02, 0.04], 'rate');
	const allowed = (only ?? faultKinds).filter((kind) => draw.chance('allows', kind) < 0.55);
	const here = new Map<Site, readonly FaultKind[]>();
	const possible = (site: Site): readonly FaultKind[] => {
		const known = here.get(site) ?? at(site).filter((kind) => allowed.includes(kind));
		here.set(site, known);
		return known;
	};
	/** Each begins with the first call that it concerns after a time of its own. */
	const away = (only ? [] : outages).flatMap((outage) => {
		if (draw.chance('away', outage.name) >= 0.12) return [];
		const [low, high] = outage.hours;
		const afterMs = now() + draw.between(1, 60 * 24, 'from', outage.name) * hour;
		return [
			{...outage, afterMs, lengthMs: (low + (high - low) * draw.chance('length', outage.name)) * hour, untilMs: 0},
		];
	});
	const whileAway = (site: Site, key: string, nth: number): FaultKind | undefined => {
		const outage = away.find(({afterMs, meets}) => afterMs <= now() && meets[site] !== undefined);
		const met = outage?.meets[site];
		if (outage === undefined || met === undefined) return undefined;
		if (outage.untilMs === 0) outage.untilMs = now() + outage.lengthMs;
		if (outage.untilMs <= now()) return undefined;
		note(`${outage.name} away`);
		return draw.pick(met, 'while away', site, key, nth);
	};
	const byChance = (site: Site, key: string, nth: number): FaultKind | undefined => {
		if (draw.chance('fault', site, key, nth) >= rate * frequency[site]) return undefined;
		const candidates = possible(site);
		return candidates.length === 0 ? undefined : draw.pick(candidates, 'kind', site, key, nth);
	};
	return {
		...base,
		meet: (site, key, nth) => {
			const kind = isOn() ? (whileAway(site, key, nth) ?? byChance(site, key, nth)) : undefined;
			if (kind !== undefined) fired.push({kind, key, nth});
			return kind;
		},
	};
};

/** Rare places need more of it to be seen at all. */
const frequency: Readonly<Record<Site, number>> = {
	read: 0.7,
	commit: 3,
	publish: 2,
	pay: 4,
	ask: 3,
	mail: 4,
	file: 2,
	vault: 0.6,
	http: 3,
	deliver: 3,
	ack: 2,
	webhook: 8,
	tick: 3,
	user: 4,
};

/** Exactly these faults, wherever they meet their work. */
export const plannedFaults = (plan: readonly Fault[]): Faults => {
	const {fired, base, isOn} = record();
	const planned = new Map(plan.map((fault) => [`${fault.key}#${fault.nth}`, fault]));
	return {
		...base,
		meet: (site, key, nth) => {
			if (!isOn()) return undefined;
			const fault = planned.get(`${key}#${nth}`);
			if (fault === undefined || !at(site).includes(fault.kind)) return undefined;
			fired.push(fault);
			return fault.kind;
		},
	};
};
