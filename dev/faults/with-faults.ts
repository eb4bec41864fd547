import {setTimeout as pause} from 'node:timers/promises';
import {Outage} from '../../functions/kernel/outage.ts';
import type {World} from '../../functions/world.ts';
import {type Fault, type FaultStore, met} from './faults.ts';

type Operation = (...args: readonly unknown[]) => Promise<unknown>;

/** Ports whose operations can be made to fail, and those that cannot: they belong to this process, not to the outside. */
const spared = ['settings', 'log', 'clock', 'ids'];

/** Every operation that can be made to fail, by port. */
export const operationsOf = (world: World): {readonly [port: string]: readonly string[]} =>
	Object.fromEntries(
		Object.entries(world)
			.filter(([port]) => !spared.includes(port))
			.map(([port, operations]) => [port, namesOf(operations)]),
	);

const namesOf = (operations: object): readonly string[] =>
	Object.entries(operations)
		.filter(([, operation]) => typeof operation === 'function')
		.map(([name]) => name)
		.sort();

/**
 * The same world, whose operations meet the faults in `store`. What a caller sees: `error` and `timeout_before` did
 * nothing, `timeout_after` did it and says nothing, a crash kills the process before or after. The database answers
 * `unavailable` or `unknown`, everything else throws an outage. `times` is counted down before anything happens.
 */
export const withFaults = (world: World, store: FaultStore, crash: () => Promise<never> = pullThePlug): World => {
	const faulty = Object.entries(world).map(([port, record]) => {
		const wrapped = Object.entries(record)
			.filter(([name]) => !spared.includes(port) && namesOf(record).includes(name))
			.map(([name, run]) => [name, meeting({port, name, run: run as unknown as Operation, store, crash})]);
		return [port, {...record, ...Object.fromEntries(wrapped)}];
	});
	return Object.fromEntries(faulty) as World;
};

/** What a power cut does. */
export const pullThePlug = (): Promise<never> => {
	process.kill(process.pid, 'SIGKILL');
	return new Promise(() => undefined);
};

type Call = {
	readonly port: string;
	readonly name: string;
	readonly run: Operation;
	readonly store: FaultStore;
	readonly crash: () => Promise<never>;
};

const meeting =
	(call: Call): Operation =>
	async (...args) => {
		const fault = await take(call);
		return fault === undefined ? call.run(...args) : happens[fault.kind](call, () => call.run(...args), fault);
	};

const take = async ({store, port, name}: Call): Promise<Fault | undefined> => {
	const concerned = (await store.list()).some((fault) => fault.port === port && fault.operation === name);
	if (!concerned) return undefined;
	let fault: Fault | undefined;
	await store.change((faults) => {
		const counted = met(faults, {port, operation: name});
		fault = counted.fault;
		return counted.rest;
	});
	return fault;
};

type Happening = (call: Call, run: () => Promise<unknown>, fault: Fault) => Promise<unknown>;

const happens: {readonly [Kind in Fault['kind']]: Happening} = {
	error: async (call, _, {delayMs = 0}) => {
		await pause(delayMs);
		return fails(call, 'unavailable');
	},
	timeout_before: async (call, _, {delayMs = 0}) => {
		await pause(delayMs);
		return fails(call, 'unknown');
	},
	timeout_after: async (call, run, {delayMs = 0}) => {
		await run();
		await pause(delayMs);
		return fails(call, 'unknown');
	},
	delay: async (_, run, {delayMs = 1000}) => {
		await pause(delayMs);
		return run();
	},
	crash_before: ({crash}) => crash(),
	crash_after: async ({crash}, run) => {
		await run();
		return crash();
	},
};

const fails = ({port, name}: Call, outcome: 'unavailable' | 'unknown'): unknown => {
	if (port === 'db' && name === 'commit') return {outcome};
	throw new Outage(`a fault was asked for: ${port}.${name} ${outcome}`);
};
