/**
 * A business that collects money from the real Stripe stand-in: published messages go to the deployed acts, webhooks are
 * signed and delivered as a test wants them, and any call of a port can end in a crash.
 */
import {join} from 'node:path';
import Stripe from 'stripe';
import {startStripe} from '../../../dev/stripe/index.ts';
import {mailInvoice} from '../../../functions/documents/mail-invoice.ts';
import {collectInvoice} from '../../../functions/invoices/collect-invoice.ts';
import {replanLooks} from '../../../functions/invoices/replan-looks.ts';
import {sweep} from '../../../functions/operations/sweep.ts';
import {chargeInvoice} from '../../../functions/payments/charge-invoice.ts';
import {receiveWebhook} from '../../../functions/payments/receive-webhook.ts';
import {recordOutcome} from '../../../functions/payments/record-outcome.ts';
import {refundPayment} from '../../../functions/payments/settle-refund.ts';
import {billPage} from '../../../functions/recurring/bill-page.ts';
import {finishRun} from '../../../functions/recurring/finish-run.ts';
import type {World} from '../../../functions/world.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {PaymentDocument} from '../../../schemas/payment.ts';
import {temporaryFolder} from '../../servers/temporary.ts';
import {type Answer, type Call, openTestWorld} from '../../world.ts';

const plugPulled = (when: string) => new Error(`the plug was pulled ${when} a call`);

/** Counts the calls that change something outside and ends the process, so to speak, before or after one of them. */
export const crashes = () => {
	let count = 0;
	let planned: {readonly at: number; readonly when: 'before' | 'after'} | undefined;
	const watched = ['db', 'bus', 'payments', 'mail'];
	/** Dying around a question is dying before the next change. */
	const isQuestion = (name: string) => /^(get|query|count|sum|list|read)/.test(name);
	const watch =
		(run: (...args: readonly unknown[]) => Promise<unknown>) =>
		async (...args: readonly unknown[]) => {
			count += 1;
			const mine = planned?.at === count ? planned.when : undefined;
			if (mine !== undefined) planned = undefined;
			if (mine === 'before') throw plugPulled('before');
			const answer = await run(...args);
			if (mine === 'after') throw plugPulled('after');
			return answer;
		};
	return {
		through: (world: World): World =>
			Object.fromEntries(
				Object.entries(world).map(([port, record]) => [
					port,
					watched.includes(port)
						? Object.fromEntries(
								Object.entries(record).map(([name, run]) => [name, isQuestion(name) ? run : watch(run as never)]),
							)
						: record,
				]),
			) as World,
		plan: (at: number, when: 'before' | 'after') => {
			count = 0;
			planned = {at, when};
		},
		/** False when the calls ended before the planned one came. */
		happened: () => planned === undefined,
		off: () => {
			planned = undefined;
		},
	};
};

export type Webhooks = 'none' | 'once' | 'twice' | 'backwards';

export const openCollecting = async (options: {readonly beginAt?: string} = {}) => {
	const beginAt = options.beginAt ?? '2027-03-01T09:00:00.000Z';
	const crash = crashes();
	let offsetMs = Date.parse(beginAt) - Date.now();
	const standIn = await startStripe({
		port: 0,
		file: join(temporaryFolder(), 'stripe.sqlite'),
		now: () => new Date(Date.now() + offsetMs).toISOString(),
		webhook: undefined,
	});
	const world = await openTestWorld({stripePort: standIn.port, beginAt, through: crash.through});
	const {token, accountId, call} = await world.business('owner@example.com', {
		currency: 'EUR',
		timeZone: 'Europe/Berlin',
	});
	const secret = (await world.world.secrets.read('stripe-webhook-secret')) ?? '';
	const stripe = new Stripe('sk_test_local');
	const acts: {readonly [topic: string]: (message: unknown) => Promise<void>} = {
		'invoice.charge': chargeInvoice(world.world),
		'invoice.ask': chargeInvoice(world.world),
		'payment.refund': refundPayment(world.world),
		'stripe.event': recordOutcome(world.world),
		'invoice.collect': collectInvoice(world.world),
		'account.policy': replanLooks(world.world),
		'invoice.mail': mailInvoice(world.world),
		'creditNote.mail': mailInvoice(world.world),
		'billing.page': billPage(world.world),
		'run.finish': finishRun(world.world),
		'sweep.tick': sweep(world.world),
	};
	const failures: unknown[] = [];
	/** Delivers what was published until nothing more comes; what an act could not do is delivered again, at most five times. */
	const deliver = async (): Promise<void> => {
		const tries = new Map<string, number>();
		for (let next = world.published.shift(); next; next = world.published.shift()) {
			const {topic, message} = next;
			try {
				await acts[topic]?.(message);
			} catch (failure) {
				failures.push(failure);
				const key = JSON.stringify(message);
				tries.set(key, (tries.get(key) ?? 0) + 1);
				if ((tries.get(key) ?? 0) < 5) world.published.push({topic, message});
			}
		}
	};
	const seen = new Set<string>();
	/** The events that were not sent yet, oldest first. */
	const newEvents = () => {
		const fresh = standIn
			.objects('event')
			.filter(({object}) => !seen.has(object.id))
			.toReversed();
		for (const {object} of fresh) seen.add(object.id);
		return fresh.map(({object}) => object);
	};
	const send = async (event: object): Promise<number> => {
		const payload = JSON.stringify(event);
		const signature = stripe.webhooks.generateTestHeaderString({payload, secret});
		const answer = await receiveWebhook(world.world)(
			new Request('http://localhost/stripe/webhook', {
				method: 'POST',
				headers: {'stripe-signature': signature},
				body: payload,
			}),
		);
		return answer.status;
	};
	/** As Stripe does: again until it is answered. */
	const sendUntilTaken = async (event: object): Promise<void> => {
		for (let turn = 0; turn < 3; turn++) {
			const status = await send(event).catch(() => 500);
			if (status === 200) return;
		}
	};
	/** Webhooks and messages until all is quiet. */
	const settle = async (webhooks: Webhooks = 'once'): Promise<void> => {
		await deliver();
		for (let events = newEvents(); events.length > 0 && webhooks !== 'none'; events = newEvents()) {
			const order = webhooks === 'backwards' ? events.toReversed() : events;
			for (const event of webhooks === 'once' ? order : [...order, ...order]) await sendUntilTaken(event);
			await deliver();
		}
	};
	const sweepAll = async (webhooks: Webhooks = 'once') => {
		await sweep(world.world)({});
		await settle(webhooks);
	};
	const made = async (path: string, json: object = {}, more: Call = {}) => {
		const answer = await call(path, {json, ...more});
		if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
		return answer.body;
	};
	const rate = await made('/tax-rates', {name: 'USt', percent: '19', category: 'S'});
	const pay = async (url: string, fields: {readonly [field: string]: string}): Promise<Response> =>
		fetch(url, {method: 'POST', body: new URLSearchParams(fields), redirect: 'manual'});
	const line = (amount: number) => ({
		description: 'Care',
		quantity: '1',
		unitAmount: amount,
		taxRateIds: [],
	});
	const documents = async (collection: string) =>
		(await world.world.db.query({collection: `accounts/${accountId}/${collection}`, limit: 1000})).map(
			({fields}) => fields,
		);
	const leaveCard = async (customerId: string, card: string, webhooks: Webhooks = 'once'): Promise<void> => {
		const {url} = await made(`/customers/${customerId}/card-setup`);
		await pay(url, {card});
		await settle(webhooks);
	};
	let people = 0;
	const customer = async (fields: object = {}) =>
		made('/customers', {name: `Payer ${++people}`, email: `payer${people}@example.com`, ...fields});
	const issued = async (customerId: string, amount = 10_000, fields: object = {}) => {
		const draft = await made('/invoices', {customerId, lines: [line(amount)], ...fields});
		return made(`/invoices/${draft.id}/finalize`);
	};

	return {
		...world,
		token,
		accountId,
		call,
		made,
		rate,
		line,
		standIn,
		crash,
		failures,
		deliver,
		settle,
		send,
		newEvents,
		seen,
		sweepAll,
		acts,
		pay,
		leaveCard,
		customer,
		issued,
		get: async (path: string) => (await call(path)).body,
		/** A customer whose card goes as its name says. */
		payer: async (card: string | null, fields: object = {}): Promise<string> => {
			const {id} = await customer(fields);
			if (card !== null) await leaveCard(id, card);
			return id;
		},
		/** An invoice that is charged by itself: of a template's newest period. Nothing has been delivered of it yet. */
		billed: async (customerId: string, amount = 10_000, fields: object = {}): Promise<string> => {
			const today = (await world.world.clock.now()).slice(0, 10);
			const template = await made('/templates', {
				customerId,
				lines: [line(amount)],
				billing: 'issue',
				autoCharge: true,
				schedule: {frequency: 'year', interval: 1, anchorDate: today, hour: 0},
				...fields,
			});
			await made(`/templates/${template.id}/activate`, {past: 'latest'});
			const page = world.published.findIndex(({topic}) => topic === 'billing.page');
			for (const {message} of page < 0 ? [] : world.published.splice(page, 1)) await billPage(world.world)(message);
			const {data} = (await call(`/templates/${template.id}/invoices`)).body;
			return data[0].id;
		},
		/** Moves the clock, lets time pass at the provider, sweeps and settles. */
		goTo: async (at: string, webhooks: Webhooks = 'once') => {
			await world.clock.moveTo(at);
			offsetMs = Date.parse(await world.world.clock.now()) - Date.now();
			standIn.tick();
			await sweepAll(webhooks);
		},
		now: () => world.world.clock.now(),
		/** Calls that moved money at the provider, by what they did. */
		effects: (effect: string, since = 0) =>
			standIn
				.log()
				.slice(since)
				.filter((row) => row.effect === effect),
		invoices: async () => (await documents('invoices')).map((fields) => InvoiceDocument.parse(fields)),
		payments: async () => (await documents('payments')).map((fields) => PaymentDocument.parse(fields)),
		creditNotes: async () => (await documents('creditNotes')).map((fields) => CreditNoteDocument.parse(fields)),
		customers: () => documents('customers'),
		stored: async (id: string): Promise<InvoiceDocument> =>
			InvoiceDocument.parse((await world.world.db.get(`accounts/${accountId}/invoices/${id}`))?.fields),
		page: async (invoice: {readonly hostedUrl: string}, amount?: number): Promise<Answer> =>
			world.apiFetch(`/public/invoices/${invoice.hostedUrl.split('/').at(-1)}/checkout`, {
				json: amount === undefined ? {} : {amount},
				headers: {accept: 'application/json'},
			}),
		close: async () => {
			await world.close();
			await standIn.close();
		},
	};
};
export type Collecting = Awaited<ReturnType<typeof openCollecting>>;
