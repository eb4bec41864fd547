/**
 * Chaos with real processes: every function in a process of its own, started through functions-framework from the
 * bundles that are deployed, on the Firestore and Pub/Sub emulators; killed, paused and cut off at random while people
 * work and the clock walks on. Then all is healed and has to come to rest, and every invariant must hold.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {buildBundles} from '../../dev/emulator-platform/bundles.ts';
import {type EmulatorPlatform, startOnEmulators} from '../../dev/emulator-platform/platform.ts';
import {ticker} from '../../dev/emulator-platform/ticker.ts';
import {functions} from '../../functions/index.ts';
import type {Log} from '../../functions/world.ts';
import {type Books, readBooks} from '../invariants/books.ts';
import {quietViolations} from '../invariants/every.ts';
import {historyViolations} from '../invariants/history.ts';
import {standInProvider} from '../invariants/provider.ts';
import type {Violation} from '../invariants/violation.ts';
import {callsOf} from '../journeys/platform.ts';
import {temporaryFolder} from '../servers/temporary.ts';
import {arrivedMails} from './arrived-mails.ts';
import {type Chance, chanceOf} from './chance.ts';
import {hookViolations, openHooks} from './hooks.ts';
import {openShop, type Shop} from './shop.ts';
import {type Storm, startStorm} from './storm.ts';
import {type TroubledLine, troubledLine} from './troubled-line.ts';

export type ChaosSettings = {
	readonly seed: number;
	readonly stormMs: number;
	readonly shops: number;
	/** Between two blows. */
	readonly everyMs: readonly [least: number, most: number];
	readonly say: (line: string) => void;
};
export type Chaos = {
	readonly violations: readonly Violation[];
	readonly blows: ReturnType<Storm['counts']>;
	/** Days of the platform's clock that went by in the storm. */
	readonly days: number;
	readonly deeds: {readonly [deed: string]: number};
	readonly found: {readonly [what: string]: number};
	/** What functions complained of, by sentence. */
	readonly complaints: {readonly [sentence: string]: number};
	readonly seconds: {readonly storm: number; readonly rest: number};
};

const root = join(import.meta.dirname, '..', '..');

export const runChaos = async (settings: ChaosSettings): Promise<Chaos> => {
	const {seed, say} = settings;
	const lines: TroubledLine[] = [];
	const complaints = new Map<string, number>();
	await using ends = new AsyncDisposableStack();
	ends.defer(async () => void (await Promise.all(lines.map((line) => line.close()))));
	const platform = await open(lines, complaints);
	ends.defer(platform.stop);
	const hooks = await openHooks(chanceOf(seed + 1));
	ends.defer(hooks.close);
	const chance = chanceOf(seed);
	const today = (): string => platform.inside.clock.now().slice(0, 10);
	const reached = {
		signIn: async (email: string) => (await platform.signIn(email, null)).token,
		call: callsOf(platform.url),
	};
	const shops: Shop[] = [];
	for (let index = 0; index < settings.shops; index++) {
		const own = {name: `shop${index}`, chance: chanceOf(seed * 31 + index), hooksUrl: index === 0 ? hooks.url : null};
		shops.push(await openShop({platform: reached, today, ...own}));
	}
	say(`${shops.length} businesses are open; the storm begins (seed ${seed})`);
	const from = platform.inside.clock.now();
	const startedAt = performance.now();
	const storm = startStorm({chance, workers: platform.inside.running.workers, lines, everyMs: settings.everyMs});
	const midway = await weather(settings, {platform, shops, chance, storm});
	const days = (Date.parse(platform.inside.clock.now()) - Date.parse(from)) / 86_400_000;
	const stormSeconds = Math.round((performance.now() - startedAt) / 1000);
	say('The storm is over; everything comes to rest');
	const stuck = await comeToRest(platform);
	const restSeconds = Math.round((performance.now() - startedAt) / 1000) - stormSeconds;
	const books = await readBooks(platform.inside.db);
	return {
		violations: [
			...stuck.map((path) => ({invariant: 'I23', at: path, says: 'due, and no run moves it'})),
			...shops.flatMap(({wrong}) => wrong.map((says) => ({invariant: 'I26', at: 'an answer', says}))),
			...historyViolations(midway, books),
			...hookViolations(books, hooks),
			...violationsIn(platform, books),
		],
		blows: storm.counts(),
		days: Math.round(days),
		deeds: summed(shops.map(({deeds}) => deeds)),
		found: foundIn(platform, books),
		complaints: Object.fromEntries([...complaints].sort(([, left], [, right]) => right - left)),
		seconds: {storm: stormSeconds, rest: restSeconds},
	};
};

const open = async (lines: TroubledLine[], complaints: Map<string, number>): Promise<EmulatorPlatform> => {
	const dataDir = temporaryFolder();
	const client = join(dataDir, 'client');
	mkdirSync(client, {recursive: true});
	writeFileSync(join(client, 'index.html'), '<!doctype html><title>Nothing to see</title>');
	const log: Log = {
		write: (_, message) => {
			if (/^\w+:\s+at /.test(message)) return;
			const sentence = message.replaceAll(/\b\w+_[0-9a-z]{6,}\b|\d{2,}/g, '…').slice(0, 160);
			complaints.set(sentence, (complaints.get(sentence) ?? 0) + 1);
		},
	};
	return startOnEmulators({
		root,
		settings: {port: 0, workbenchPort: 0, stripePort: 0, dataDir: join(dataDir, 'data'), seed: 'none'},
		table: functions,
		log,
		client: Promise.resolve(client),
		bundles: buildBundles(root),
		between: async (_, port) => {
			const line = await troubledLine(port);
			lines.push(line);
			return line.port;
		},
	});
};

type Weather = {
	readonly platform: EmulatorPlatform;
	readonly shops: readonly Shop[];
	readonly chance: Chance;
	readonly storm: Storm;
};

/** People work and the clock walks on until the time is over; answers what the books said about midway. */
const weather = async ({stormMs, say}: ChaosSettings, {platform, shops, chance, storm}: Weather): Promise<Books> => {
	const end = performance.now() + stormMs;
	const isOn = (): boolean => performance.now() < end;
	const working = shops.map(async ({act}) => {
		while (isOn()) {
			await act();
			await pause(chance.between(300, 2500));
		}
	});
	const walking = walkOn(platform, chance, isOn);
	const telling = setInterval(() => {
		const {kill, pause: paused, killed: _, ...others} = storm.counts();
		const left = Math.max(0, Math.round((end - performance.now()) / 1000));
		say(
			`  … ${platform.inside.clock.now().slice(0, 10)}: ${kill} kills, ${paused} pauses, ${JSON.stringify(others)}; ${left} s left`,
		);
	}, 15_000);
	await pause(stormMs / 2);
	const midway = await readBooks(platform.inside.db);
	await pause(Math.max(0, end - performance.now()));
	clearInterval(telling);
	await storm.end();
	await Promise.all([...working, walking]);
	return midway;
};

const hourMs = 3_600_000;

/** Small steps; each gives what is under way some time and does not wait for its end. */
const walkOn = async (platform: EmulatorPlatform, chance: Chance, isOn: () => boolean): Promise<void> => {
	const {db, clock, running} = platform.inside;
	const tick = ticker({db, clock, schedules: running.schedules});
	clock.hold();
	while (isOn()) {
		const next = Date.parse(clock.now()) + chance.between(1, 30) * hourMs;
		clock.standAt(new Date(next).toISOString());
		await tick({billing: true, sweep: true}).catch(() => undefined); // Told again with the next step.
		await pause(1000);
		await Promise.race([running.ledger.idle(), pause(4000)]);
	}
	clock.release();
	await clock.shown();
};

const mostWalks = 6;

/** Walks on hour by hour until nothing is left that is due; answers what never moved. */
const comeToRest = async (platform: EmulatorPlatform): Promise<readonly string[]> => {
	for (let turn = 1; ; turn++) {
		const walked = await platform.walkTo((now) => new Date(Date.parse(now) + hourMs).toISOString());
		const stuck = walked?.stuck ?? [];
		if (stuck.length === 0 || turn === mostWalks) return stuck;
	}
};

const violationsIn = ({inside}: EmulatorPlatform, books: Books): readonly Violation[] => {
	const {stripe, mailbox} = inside.outside;
	const now = inside.clock.now();
	return quietViolations(books, {
		now: () => now,
		provider: standInProvider(stripe.objects('payment_intent'), stripe.log()),
		mails: arrivedMails(books, mailbox.list({limit: 5000})),
	});
};

const foundIn = ({inside}: EmulatorPlatform, books: Books): {readonly [what: string]: number} => {
	const issued = books.invoices.filter(({number}) => number !== null);
	return {
		invoices: issued.length,
		'of templates': issued.filter(({template}) => template !== null).length,
		paid: issued.filter(({status}) => status === 'paid').length,
		void: issued.filter(({status}) => status === 'void').length,
		'credit notes': books.creditNotes.length,
		payments: books.payments.filter(({status}) => status === 'succeeded').length,
		declines: books.payments.filter(({status}) => status === 'failed').length,
		charges: inside.outside.stripe.log().filter(({effect}) => effect === 'charge').length,
		mails: inside.outside.mailbox.list({limit: 5000}).length,
		runs: books.runs.length,
		parked: books.parked.length,
		deliveries: books.deliveries.filter(({state}) => state === 'delivered').length,
	};
};

const summed = (all: readonly ReadonlyMap<string, number>[]): {readonly [deed: string]: number} => {
	const sums = new Map<string, number>();
	for (const [deed, times] of all.flatMap((one) => [...one])) sums.set(deed, (sums.get(deed) ?? 0) + times);
	return Object.fromEntries([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
};
