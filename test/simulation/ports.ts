/** The world as one piece of work sees it: real adapters behind calls that take virtual time and can go wrong. */
import {createHash} from 'node:crypto';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Committed, Db, Fields, Files, Mail, Payments, Vault, World, Write} from '../../functions/world.ts';
import {call} from './calls.ts';
import {showsCanary} from './canary.ts';
import {operations} from './provider.ts';
import {type Calling, type FaultKind, instantOf, type Site} from './sim.ts';

/** What is outside of all processes. */
export type Outside = {
	readonly vault: Vault;
	/** The provider's adapter, whose next request fails as told. */
	readonly payments: (fault: FaultKind | undefined) => Payments;
	readonly publish: (topic: string, messages: readonly Fields[]) => void;
	readonly files: Map<string, {readonly bytes: Uint8Array; readonly type: string; readonly sha256: string}>;
	readonly endpoint: (url: string, body: string) => number;
};

type Posted = Awaited<ReturnType<World['http']['post']>>;

export const worldOf = (calling: Calling, outside: Outside): World => {
	const {sim, task} = calling;
	/** Clocks of machines differ by up to a second (F20). */
	const skewMs = sim.draw.between(-500, 500, 'skew', task.instance);
	const now = (): string => instantOf(sim.loop.now() + skewMs);
	return {
		db: dbOf(calling),
		bus: {
			publish: (topic, messages) =>
				call(calling, {
					site: 'publish',
					name: 'publish',
					about: topic,
					run: async () => outside.publish(topic, messages),
				}),
		},
		vault: vaultOf(calling, outside.vault),
		payments: paymentsOf(calling, outside),
		mail: {
			send: (letter) =>
				call(calling, {
					site: 'mail',
					name: 'mail',
					about: letter.key,
					run: async (): Promise<Awaited<ReturnType<Mail['send']>>> => {
						sim.mailbox.push({key: letter.key, to: letter.to, subject: letter.subject, at: now()});
						sim.note('mail');
						return {outcome: 'accepted' as const};
					},
					failed: (kind) =>
						kind === 'mail_refused' ? {outcome: 'refused' as const, reason: 'no such mailbox'} : undefined,
				}),
		},
		files: filesOf(calling, outside.files),
		http: {
			post: (url, _headers, body) =>
				call(calling, {
					site: 'http',
					name: 'http',
					about: '',
					run: async (): Promise<Posted> => ({status: outside.endpoint(url, body)}),
					failed: () => ({status: null, reason: 'timeout'}) as const,
				}),
		},
		callers: {
			verify: async (token) => ({uid: token, email: `${token}@example.com`, emailVerified: true, name: null}),
		},
		secrets: {read: async () => undefined},
		signer: {
			sign: () => Promise.reject(new Error('nothing is signed here')),
			verify: () => Promise.reject(new Error('nothing is signed here')),
		},
		clock: {now: async () => now(), wall: now},
		ids: {random: () => sim.draw.text(24, 'id', task.key, task.attempt, task.ids++)},
		log: {
			write: (...told) => {
				const line = JSON.stringify(told);
				if (showsCanary(line)) sim.leaks.push(line);
			},
		},
		settings: {platform: 'embedded', publicUrl: 'https://app.example', connectLocally: true},
	};
};

const dbOf = (calling: Calling): Db => {
	const {db} = calling.sim;
	const read = <T>(name: string, about: string, run: () => Promise<T>): Promise<T> =>
		call(calling, {site: 'read', name, about, run});
	return {
		get: (path) => read('get', path, () => db.get(path)),
		getMany: (paths) => read('getMany', paths[0] ?? '', () => db.getMany(paths)),
		query: (query) => {
			const shard = query.where?.find(({field}) => field === 'actShard' || field === 'dueShard')?.value;
			if (query.group && shard !== undefined && !isUsed(calling, query.collection, String(shard)))
				return Promise.resolve([]);
			return read('query', `${query.collection} ${shard ?? ''}`, () => db.query(query));
		},
		count: (query) => read('count', query.collection, () => db.count(query)),
		sum: (query, field) => read('sum', `${query.collection} ${field}`, () => db.sum(query, field)),
		commit: (writes) =>
			call(calling, {
				site: 'commit',
				name: 'commit',
				about: aboutOf(writes),
				run: () => commit(calling, writes),
				failed: outcomeOf,
			}),
	};
};

/** Most shards never held a document: a query there finds nothing, and need not cost time. */
const isUsed = ({sim}: Calling, collection: string, shard: string): boolean => sim.used.has(`${collection} ${shard}`);

const aboutOf = (writes: readonly Write[]): string => {
	const named = writes.find(({path}) => !path.includes('/activity/')) ?? writes[0];
	return named ? `${named.op} ${named.path}` : '';
};

const commit = async ({sim, task}: Calling, writes: readonly Write[]): Promise<Committed> => {
	const committed = await sim.db.commit(writes);
	if (committed.outcome === 'committed') sim.landed({writes, at: instantOf(sim.loop.now()), by: task.key});
	return committed;
};

const outcomeOf = (kind: FaultKind): Committed => {
	if (kind === 'commit_contention' || kind === 'commit_own_conflict') return {outcome: 'conflict'};
	return {outcome: kind === 'commit_unavailable' ? 'unavailable' : 'unknown'};
};

/** Sealing is done in memory with keys that are kept: no call, unless the keys cannot be had. */
const vaultOf = ({sim, task}: Calling, vault: Vault): Vault => {
	const guarded =
		<A extends readonly unknown[], T>(name: string, run: (...args: A) => Promise<T>) =>
		(...args: A): Promise<T> => {
			const key = `${task.key} > ${name}`;
			const nth = sim.tasks.count(key);
			sim.onCall?.({site: 'vault', key, nth});
			const kind = sim.faults.meet('vault', key, nth);
			if (kind === undefined) return run(...args);
			if (kind === 'vault_outage') return Promise.reject(new Outage('simulated: the keys are away'));
			sim.tasks.crash(task.instance);
			return new Promise(() => undefined);
		};
	return {
		createAccountKey: vault.createAccountKey,
		createCustomerKeys: vault.createCustomerKeys,
		seal: guarded('seal', vault.seal),
		open: guarded('open', vault.open),
		token: guarded('token', vault.token),
		destroyCustomerKey: vault.destroyCustomerKey,
	};
};

const filesOf = (calling: Calling, files: Outside['files']): Files => {
	const file = <T>(name: string, about: string, run: () => Promise<T>): Promise<T> =>
		call(calling, {site: 'file', name, about, run});
	return {
		put: (name, bytes, type) =>
			file('put', name, async () => {
				const kept = files.get(name) ?? {bytes, type, sha256: createHash('sha256').update(bytes).digest('hex')};
				files.set(name, kept);
				return {sha256: kept.sha256};
			}),
		get: (name) => file('get file', name, async () => files.get(name)),
		delete: (name) => file('delete file', name, async () => void files.delete(name)),
	};
};

const questions: readonly string[] = ['getIntent', 'getCheckout', 'getCard', 'listIntents', 'listRefunds'];

/** The real adapter; each call reaches the provider as one request (provider.ts). */
const paymentsOf = (calling: Calling, {payments}: Outside): Payments => {
	const wrapped = operations.map((name) => {
		const site: Site = questions.includes(name) ? 'ask' : 'pay';
		const run = (...args: readonly unknown[]): Promise<unknown> => {
			const send = (fault: FaultKind | undefined): Promise<unknown> => {
				const adapter = payments(fault);
				return Reflect.apply(Reflect.get(adapter, name), adapter, args);
			};
			return name === 'readWebhook' ? send(undefined) : call(calling, {site, name, about: '', run: send});
		};
		return [name, run] as const;
	});
	return Object.fromEntries(wrapped) as Payments;
};
