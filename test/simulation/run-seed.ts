/** One simulation from its first account to quiet, with everything that was checked on the way. */
import {createSecretKey, randomBytes} from 'node:crypto';
import {decrypt, encrypt} from '../../functions/adapters/aes.ts';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import {envelopeVault} from '../../functions/adapters/vault.ts';
import {indexes} from '../../functions/indexes.ts';
import type {Fields} from '../../functions/world.ts';
import {openBus} from './bus.ts';
import {type Draw, drawing, hashOf} from './draw.ts';
import {openDrive} from './drive.ts';
import {drawnFaults, type Fault, type FaultKind, type Faults, plannedFaults} from './faults.ts';
import {runEvent} from './host.ts';
import {atTheEnd, type Ending, type Memory, onEachCommit} from './invariants/index.ts';
import {openLoop} from './loop.ts';
import {openOutside} from './outside.ts';
import {type People, people} from './people.ts';
import {worldOf} from './ports.ts';
import {itself} from './report.ts';
import {openScheduler} from './scheduler.ts';
import {instantOf, type Landed, type PortCall, type Sim} from './sim.ts';
import {stateOf} from './state.ts';
import {openTasks, pausing} from './tasks.ts';
import {kindOf} from './view.ts';
import {digestAtOnce, waitBy} from './virtual-timers.ts';

export type Violation = {readonly invariant: string; readonly why: string; readonly at: string};
export type Outcome = {
	readonly seed: number;
	readonly violations: readonly Violation[];
	readonly fired: readonly Fault[];
	readonly actions: readonly string[];
	readonly moments: ReadonlyMap<string, number>;
	/** The same seed twice gives the same (I35). */
	readonly trace: number;
	/** What remains, whatever happened on the way. */
	readonly state: string;
	readonly notes: ReadonlyMap<string, number>;
	readonly checks: number;
	readonly steps: number;
	readonly virtualDays: number;
	readonly accounts: number;
};
export type SeedOptions = {
	readonly seed: number;
	/** Exactly these faults instead of drawn ones. */
	readonly faults?: readonly Fault[];
	/** Kinds that may be drawn. */
	readonly only?: readonly FaultKind[];
	/** Only these of the people's actions. */
	readonly actions?: readonly string[];
	/** Whatever people do, they do when all is quiet: the end then depends on nothing else. */
	readonly polite?: boolean;
	/** When the polite act: as they did in the other run of this story. */
	readonly moments?: ReadonlyMap<string, number>;
	/** Once all is quiet, every message that was ever published comes again and must change nothing (invariant 20). */
	readonly repeated?: boolean;
	readonly people?: People;
	readonly onCall?: (call: PortCall) => void;
};

/** One keyring for all simulations of a process: account ids differ by seed. */
const wrapping = createSecretKey(randomBytes(32));
const keyring = openSqlite({file: ':memory:', indexes: []});
let wall = (): string => '';
const vault = envelopeVault({
	keyring,
	wrapper: {
		wrap: async (plain, associated) => encrypt(wrapping, plain, associated),
		unwrap: async (wrapped, associated) => decrypt(wrapping, wrapped, associated),
	},
	wall: () => wall(),
	cache: {size: 5000, ttlMs: 1e15},
});

digestAtOnce();

/** What the provider failed once and remembers under a key stays failed for a day: until then nobody can find out more. */
const keysForgottenAfterMs = 25 * 3_600_000;

type Weather = Parameters<typeof drawnFaults>[1];

const faultsOf = ({faults, only}: SeedOptions, draw: Draw, weather: Omit<Weather, 'only'>): Faults =>
	faults ? plannedFaults(faults) : drawnFaults(draw, {...weather, only});

export const runSeed = async (options: SeedOptions): Promise<Outcome> => {
	const {seed} = options;
	const draw = drawing(seed);
	const tasks = openTasks(draw);
	const beginMs = Date.parse('2026-01-05T00:00:00.000Z') + draw.between(0, 1400, 'begin') * 86_400_000;
	const loop = openLoop(beginMs, tasks.thinking);
	const db = openSqlite({file: ':memory:', indexes});
	const documents = new Map<string, Fields>();
	const violations: Violation[] = [];
	const notes = new Map<string, number>();
	let traced = 0;
	let checks = 0;
	let writes = 0;
	wall = () => instantOf(loop.now());

	const violate = (invariant: string, why: string): void => {
		if (violations.length < 20) violations.push({invariant, why, at: instantOf(loop.now())});
	};
	const note = (effect: string): void => void notes.set(effect, (notes.get(effect) ?? 0) + 1);
	const faults = faultsOf(options, draw, {now: loop.now, note});
	const memory: Memory = {periods: new Map(), voided: new Map()};
	const check = onEachCommit(memory);
	const landed = (commit: Landed): void => {
		const changes = commit.writes.map((write) => ({
			path: write.path,
			kind: kindOf(write.path),
			before: documents.get(write.path),
			after: write.op === 'delete' ? undefined : write.fields,
		}));
		try {
			const checked = check({changes, at: commit.at, by: commit.by}, documents);
			checks += checked.count;
			for (const [invariant, why] of checked.found) violate(invariant, why);
		} catch (failure) {
			// Not to be taken for a fault of the act whose commit this is.
			violate(itself, String(failure instanceof Error ? failure.stack : failure));
		}
		for (const {path, after} of changes) remember(path, after);
		for (const {kind, before, after} of changes) if (!before && after) note(`made ${kind}`);
	};
	const remember = (path: string, after: Fields | undefined): void => {
		if (after === undefined) documents.delete(path);
		else documents.set(path, JSON.parse(JSON.stringify(after)));
		const version = ++writes;
		const due = (at: unknown) => (typeof at === 'string' ? {atMs: Date.parse(at), version} : undefined);
		if (kindOf(path) === 'templates') scheduler.moved('billing', path, due(after?.dueAt));
		if (after === undefined || 'nextActAt' in after) scheduler.moved('sweep', path, due(after?.nextActAt));
		for (const shard of [after?.actShard, after?.dueShard])
			if (shard !== undefined) used.add(`${kindOf(path)} ${shard}`);
	};
	const used = new Set<string>();
	const sim: Sim = {
		seed,
		draw,
		loop,
		tasks,
		faults,
		db,
		documents,
		used,
		landed,
		trace: (...what) => {
			traced = hashOf(`${traced} ${what.join(' ')}`);
		},
		violate,
		mailbox: [],
		leaks: [],
		note,
		onCall: options.onCall,
	};
	const outside = openOutside(sim, vault, {
		publish: (topic, messages) => bus.publish(topic, messages),
	});
	const bus = openBus(sim, (task, topic, message) =>
		runEvent(worldOf({sim, task}, outside), {topic, message}, (bug) => violate('no bugs', bug)),
	);
	const scheduler = openScheduler(sim, (topic) => bus.publish(topic, [{}]));
	waitBy(pausing(loop));
	const driving = openDrive({sim, bus, scheduler, outside, isBroken: () => violations.length > 0});
	const story = (options.people ?? people)({...driving, sim, outside, options});
	await story.begin();
	faults.begin();
	await story.go();
	faults.heal();
	bus.hurry();
	outside.hurry();
	scheduler.hurry();
	await driving.quiet();
	if (scheduler.dueNow().length > 0) {
		await driving.driveUntil(loop.now() + keysForgottenAfterMs);
		scheduler.hurry();
		await driving.quiet();
	}
	if (options.repeated) {
		const before = new Map(documents);
		bus.repeat();
		await driving.quiet();
		for (const path of new Set([...before.keys(), ...documents.keys()]))
			if (before.get(path) !== documents.get(path)) violate('invariant 20', `${path} was written again`);
	}
	if (violations.length === 0) {
		const ending: Ending = {
			sim,
			documents,
			memory,
			log: outside.log(),
			people: {accounts: story.accounts, objects: outside.objects},
		};
		const checked = await atTheEnd(ending);
		checks += checked.count;
		for (const [invariant, why] of checked.found) violate(invariant, why);
	}
	const state = stateOf(documents);
	outside.close();
	db.close();
	return {
		seed,
		violations,
		fired: faults.fired(),
		actions: [...story.done.keys()],
		moments: story.done,
		trace: traced,
		state,
		notes,
		checks,
		steps: loop.steps(),
		virtualDays: (loop.now() - beginMs) / 86_400_000,
		accounts: story.accounts.length,
	};
};
