/** A business in test mode with the real Stripe stand-in, every function of the table behind a bus, and plugs to pull. */
import {join} from 'node:path';
import Stripe from 'stripe';
import {startStripe} from '../../../dev/stripe/index.ts';
import {advanceClock} from '../../../functions/clocks/advance-clock.ts';
import type {Pace} from '../../../functions/clocks/core/next-stop.ts';
import {walkClock} from '../../../functions/clocks/walk-clock.ts';
import {type DeployedFunction, functions} from '../../../functions/index.ts';
import {receiveWebhook} from '../../../functions/payments/receive-webhook.ts';
import type {Fields, Stored, World} from '../../../functions/world.ts';
import {AccountDocument} from '../../../schemas/account.ts';
import {readBooks} from '../../invariants/books.ts';
import {quietViolations} from '../../invariants/every.ts';
import {standInProvider} from '../../invariants/provider.ts';
import {temporaryFolder} from '../../servers/temporary.ts';
import {type Call, openTestWorld} from '../../world.ts';

export const beginAt = '2027-01-10T09:00:00.000Z';
type Act = (message: unknown) => Promise<void>;
type Message = {readonly topic: string; readonly message: Fields};

/** What the plug does: `calls` counts what changes something outside. */
export type Plug = {at: number; when: 'before' | 'after'; calls: number};
const plugPulled = new Error('the plug was pulled');
const watched = ['db', 'bus', 'payments', 'mail', 'http'];
const isQuestion = (name: string) => /^(get|query|count|sum|list|read)/.test(name);

/** The world of one life of the process: after its death every call fails. */
const mortal = (world: World, plug: Plug): World => {
	let isAlive = true;
	const watch = (name: string, run: (...args: readonly unknown[]) => Promise<unknown>) => {
		return async (...args: readonly unknown[]) => {
			if (!isAlive) throw plugPulled;
			if (isQuestion(name)) return run(...args);
			plug.calls += 1;
			const isMine = plug.calls === plug.at;
			if (isMine && plug.when === 'before') isAlive = false;
			if (!isAlive) throw plugPulled;
			const answer = await run(...args);
			if (isMine) isAlive = false;
			if (!isAlive) throw plugPulled;
			return answer;
		};
	};
	const wrapped = Object.entries(world).map(([port, record]) => {
		if (!watched.includes(port)) return [port, record];
		const calls = Object.entries(record).map(([name, run]) => [name, watch(name, run as never)]);
		return [port, Object.fromEntries(calls)];
	});
	return Object.fromEntries(wrapped) as World;
};

export const quick: Pace = {turnMs: 1000, patienceMs: 10_000, nudgeMs: 60};

export const openClocks = async (pace: Pace = quick) => {
	let offsetMs = Date.parse(beginAt) - Date.now();
	const standIn = await startStripe({
		port: 0,
		file: join(temporaryFolder(), 'stripe.sqlite'),
		now: () => new Date(Date.now() + offsetMs).toISOString(),
		webhook: undefined,
	});
	const queue: Message[] = [];
	const publish = async (topic: string, messages: readonly Fields[]): Promise<void> => {
		for (const message of messages) queue.push({topic, message});
		setImmediate(pump);
	};
	const w = await openTestWorld({stripePort: standIn.port, beginAt, through: (world) => ({...world, bus: {publish}})});
	const whole: World = {...w.world, bus: {publish}};
	const table: readonly DeployedFunction[] = functions;
	const loaded = await Promise.all(
		table
			.filter((entry) => entry.kind === 'event')
			.map(async (entry) => {
				const file = await import(`../../../functions/${entry.file}`);
				return {topics: entry.topics, act: file[entry.act] as (world: World) => Act};
			}),
	);
	const actsOf = (world: World): ReadonlyMap<string, Act> =>
		new Map([
			...loaded.flatMap(({topics, act}) => {
				const started = act(world);
				return topics.map((topic) => [topic, started] as const);
			}),
			['clock.advance', walkClock(world, pace)],
		]);
	let life = {world: whole, acts: actsOf(whole)};
	let running = 0;
	const failures: unknown[] = [];
	const waitingForIdle: (() => void)[] = [];
	const pump = (): void => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			const {topic, message} = next;
			running++;
			void (life.acts.get(topic)?.(message) ?? Promise.resolve())
				.catch((failure: unknown) => failures.push(failure))
				.finally(() => {
					running--;
					if (running === 0 && queue.length === 0) for (const resolve of waitingForIdle.splice(0)) resolve();
				});
		}
	};
	const idle = async (): Promise<void> => {
		await new Promise(setImmediate);
		while (running > 0 || queue.length > 0) await new Promise<void>((resolve) => waitingForIdle.push(resolve));
	};
	const secret = (await w.world.secrets.read('stripe-webhook-secret')) ?? '';
	const stripe = new Stripe('sk_test_local');
	const seen = new Set<string>();
	/** Every event of the provider that was not sent yet. */
	const webhooks = async (): Promise<void> => {
		for (const {object} of standIn.objects('event').toReversed()) {
			if (seen.has(object.id)) continue;
			seen.add(object.id);
			const body = JSON.stringify(object);
			const signature = stripe.webhooks.generateTestHeaderString({payload: body, secret});
			const request = {method: 'POST', headers: {'stripe-signature': signature}, body};
			await receiveWebhook(whole)(new Request('http://localhost/stripe/webhook', request));
			await idle();
		}
	};
	let businesses = 0;
	/** A business with a customer, a card if told, and templates: the clock stands three weeks before the first date. */
	const business = async (mode: 'test' | 'live', card: string | null, settings: object = {}) => {
		const email = `owner${++businesses}@example.com`;
		const {accountId, token, call} = await w.business(email, {mode, currency: 'EUR', timeZone: 'Europe/Berlin'});
		// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
		const made = async (path: string, json: object = {}, more: Call = {}): Promise<any> => {
			const answer = await call(path, {json, ...more});
			if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
			return answer.body;
		};
		await made('', settings, {method: 'PATCH'});
		const customer = await made('/customers', {name: 'Payer', email: 'payer@example.com'});
		if (card !== null) {
			const {url} = await made(`/customers/${customer.id}/card-setup`);
			await fetch(url, {method: 'POST', body: new URLSearchParams({card}), redirect: 'manual'});
			await webhooks();
		}
		const template = async (schedule: object, more: object = {}) => {
			const body = {
				customerId: customer.id,
				lines: [{description: 'Care', quantity: '1', unitAmount: 10_000, taxRateIds: []}],
				autoCharge: card !== null,
				billing: 'issue_and_send',
				schedule: {interval: 1, ...schedule},
				...more,
			};
			const {id} = await made('/templates', body);
			await made(`/templates/${id}/activate`);
			await idle();
			return id;
		};
		const documents = (collection: string) => everything(w.world, `accounts/${accountId}/${collection}`);
		const advance = async (to: string) => call('/clock/advance', {json: {to}});
		return {accountId, token, call, made, template, documents, advance, customerId: customer.id};
	};
	return {
		...w,
		world: whole,
		standIn,
		failures,
		idle,
		business,
		webhooks,
		/** A new process: what was queued and under way is gone. The plug of the next life is `plug`. */
		reborn: (plug?: Plug): World => {
			queue.length = 0;
			const world = plug ? mortal(whole, plug) : whole;
			life = {world, acts: actsOf(world)};
			return world;
		},
		/** Writes the wish to move a clock, as the API does in this life, and does not wait. */
		wish: async (world: World, accountId: string, to: string): Promise<void> => {
			const stored = await whole.db.get(`accounts/${accountId}`);
			if (stored === undefined) throw new Error('no account');
			const account = AccountDocument.parse(stored.fields);
			const command = {
				world,
				account: {id: accountId, account, stored, role: 'owner' as const},
				now: account.clockAt ?? beginAt,
				request: {
					actor: {type: 'user' as const, id: 'person'},
					ifMatch: null,
					newId: (prefix: string, nth = 0) => `${prefix}_${world.ids.random().slice(0, 20)}${nth}`,
				},
			};
			await advanceClock(command, to, 0);
		},
		/** What the end state of all accounts breaks, each by its own clock: nothing, one hopes. */
		violations: async () => {
			const books = await readBooks(w.world.db);
			const platform = await w.clock.now();
			const clocks = new Map(books.accounts.map(({id, clockAt}) => [id, clockAt ?? platform]));
			return quietViolations(books, {
				now: (accountId) => clocks.get(accountId) ?? platform,
				provider: standInProvider(standIn.objects('payment_intent'), standIn.log()),
			});
		},
		/** The sweeper, as its schedule starts it. */
		sweep: async (): Promise<void> => life.acts.get('sweep.tick')?.({}),
		/** Moves the platform's clock, and the provider's with it. */
		goTo: async (at: string): Promise<void> => {
			await w.clock.moveTo(at);
			offsetMs = Date.parse(await w.clock.now()) - Date.now();
		},
		close: async () => {
			await idle();
			await w.close();
			await standIn.close();
		},
	};
};
export type Clocks = Awaited<ReturnType<typeof openClocks>>;

export const everything = async ({db}: Pick<World, 'db'>, collection: string): Promise<readonly Stored[]> => {
	const rows: Stored[] = [];
	for (let last: Stored | undefined; ; ) {
		const found = await db.query({collection, limit: 1000, ...(last ? {after: {values: [], path: last.path}} : {})});
		rows.push(...found);
		last = found.at(-1);
		if (found.length < 1000) return rows;
	}
};

const collections = ['templates', 'invoices', 'creditNotes', 'payments', 'runs', 'parked', 'customers', 'series'];
const chancy = [
	'commitId',
	'sha256',
	'previewHash',
	'sessionId',
	'setupSessionId',
	'personal',
	'party',
	'body',
	'tokens',
];

/** All documents of an account as far as neither chance, names nor the count of its commits made them. */
export const stateOf = async (world: Pick<World, 'db'>, accountId: string): Promise<unknown> => {
	const states = await Promise.all(
		collections.map(async (name) => {
			const rows = await everything(world, `accounts/${accountId}/${name}`);
			const plain = rows.map(({fields}) => plainOf(name === 'runs' ? {...fields, version: 0} : fields));
			return [name, plain.map((row) => JSON.stringify(row)).sort()] as const;
		}),
	);
	return Object.fromEntries(states);
};

const ids = /\b(acc|mem|cus|itm|tax|ser|inv|lin|crn|tpl|pay|ref|evt|whk|prk|act|pi|pm|ch|cs|seti|re|acct|person)_\w+/g;

/** What was made before any clock moved bears the platform's time. */
const beforehand = /^2027-01-10T.*/;

const plainOf = (value: unknown): unknown => {
	if (typeof value === 'string')
		return value
			.replace(/^s1\..*$/, 's1')
			.replace(ids, '$1')
			.replace(beforehand, 'before');
	if (Array.isArray(value)) return value.map(plainOf);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !chancy.includes(name))
			.map(([name, inner]) => [name, plainOf(inner)]),
	);
};
