/** Billed operations of an invoice from the run to the receipt: generation, charge, Stripe's webhook, mail. */
import {setTimeout as pause} from 'node:timers/promises';
import {startStripe} from '../../dev/stripe/index.ts';
import {functions} from '../../functions/index.ts';
import type {Fields, World} from '../../functions/world.ts';
import {openTestWorld} from '../world.ts';
import {putDueOf} from './charged-templates.ts';
import {type Counts, counting} from './counting.ts';
import type {Figure} from './report.ts';

/** Enough that the empty queries of a run, which it makes whatever there is to bill, weigh as little as they do in earnest. */
const customers = 1000;

/** One account, 1000 customers with a card each, a template each, all due at once; every message delivered once. */
export const collectionFigures = async (): Promise<readonly Figure[]> => {
	let counts: Counts | undefined;
	let plain: World['db'] | undefined;
	const queue: {readonly topic: string; readonly message: Fields}[] = [];
	const stripe = await startStripe({
		port: 0,
		file: ':memory:',
		now: () => new Date().toISOString(),
		webhook: undefined,
	});
	const opened = await openTestWorld({
		stripePort: stripe.port,
		through: (world) => {
			const counted = counting(world.db);
			counts = counted.counts;
			plain = world.db;
			const publish = async (topic: string, messages: readonly Fields[]) => {
				for (const message of messages) queue.push({topic, message});
			};
			return {...world, db: counted.db, bus: {publish}};
		},
	});
	try {
		await putDueOf(opened, stripe, customers);
		queue.length = 0;
		if (counts === undefined || plain === undefined) throw new Error('the database is counted');
		counts.reads = 0;
		counts.writes = 0;
		await drain(opened.world, plain, queue, [{topic: 'billing.tick', message: {}}]);
		const note = `${customers} invoices`;
		return [
			{
				name: 'writes per invoice with charge, webhook and mail',
				value: counts.writes / customers,
				unit: 'writes',
				budget: {max: 6.2},
				note,
			},
			{
				name: 'reads per invoice with charge, webhook and mail',
				value: counts.reads / customers,
				unit: 'reads',
				budget: {max: 5.2},
			},
		];
	} finally {
		await opened.close();
		await stripe.close();
	}
};

type Queued = {readonly topic: string; readonly message: Fields};

/** Delivers until nothing is left; a charge is followed by the event that Stripe would send for it. */
const drain = async (world: World, plain: World['db'], queue: Queued[], first: readonly Queued[]): Promise<void> => {
	queue.push(...first);
	// Each once, as in a process that stays: some keep for a while what they read.
	const acts = new Map<string, Awaited<ReturnType<typeof actOf>>>();
	for (let next = queue.shift(); next; next = queue.shift()) {
		const act = acts.get(next.topic) ?? (await actOf(world, next.topic));
		acts.set(next.topic, act);
		await act(next.message);
		if (next.topic === 'invoice.charge') queue.push(await eventOf(plain, String(next.message.path)));
		if (queue.length === 0) await pause(50);
	}
};

/** Looked up beside the counting: Stripe knows it without us. */
const eventOf = async (db: World['db'], path: string): Promise<Queued> => {
	const stored = await db.get(path);
	const charge = stored?.fields.charge;
	const intentId = typeof charge === 'object' && charge !== null && 'intentId' in charge ? String(charge.intentId) : '';
	return {
		topic: 'stripe.event',
		message: {
			id: 'evt_1',
			type: 'payment_intent.succeeded',
			on: String(stored?.fields.stripeOn),
			objectKind: 'payment_intent',
			objectId: intentId,
			metadata: {},
		},
	};
};

const actOf = async (world: World, topic: string): Promise<(message: unknown) => Promise<void>> => {
	const entry = functions.find((one) => one.kind === 'event' && (one.topics as readonly string[]).includes(topic));
	if (entry === undefined) throw new Error(`nobody does ${topic}`);
	const module: {readonly [name: string]: (world: World) => (message: unknown) => Promise<void>} = await import(
		`../../functions/${entry.file}`
	);
	const act = module[entry.act];
	if (act === undefined) throw new Error(`${entry.file} has no ${entry.act}`);
	return act(world);
};
