/**
 * The plug is pulled before and after every single call of database, bus and provider; what was queued is lost. Then the
 * sweeper, webhooks or the same request again must lead to the state of an undisturbed run, with the money moved exactly
 * once (invariants 15, 16, 18, 21). Also payments/resolve-charge.ts: outcomes that are not known.
 */
import test from 'ava';
import type {FaultKind} from '../../../dev/stripe/index.ts';
import {type Collecting, openCollecting} from './collecting.ts';
import {brokenBooks} from './ledger.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
});
test.after.always(() => c.close());

type Arranged = {readonly customerId: string; readonly id: string; readonly paymentId?: string};
type Flow = {
	readonly arrange: () => Promise<Arranged>;
	/** What is going on when the plug is pulled; asked again until it succeeds. */
	readonly act: (arranged: Arranged) => Promise<unknown>;
	/** Effects at the provider, and how often each. */
	readonly moved: {readonly [effect: string]: number};
};

/** Everything that matters of an invoice and its money, without ids and times. */
const stateOf = async ({customerId, id}: Arranged) => {
	const [invoice, payments, notes, customer] = await Promise.all([
		c.stored(id),
		c.payments(),
		c.creditNotes(),
		c.get(`/customers/${customerId}`),
	]);
	const {status, amountPaid, amountReturned, amountCredited, amountDue, charge, checkout, pending, postings} = invoice;
	return {
		...{status, amountPaid, amountReturned, amountCredited, amountDue, checkout},
		charge: charge && [charge.state, charge.cycle, charge.attempt, charge.lastDeclineCode],
		pending: pending.map(({step, kind}) => [step, kind]),
		postings: postings.map(({event, ledger, debit, credit}) => [event, ledger, debit, credit]),
		payments: payments
			.filter(({allocations}) => allocations[0]?.invoiceId === id)
			.map((payment) => [
				payment.status,
				payment.amount,
				payment.amountRefunded,
				payment.attempt,
				payment.pending.length,
				payment.refunds.map((refund) => [refund.status, refund.amount, refund.creditNoteId !== null]),
			]),
		notes: notes.filter(({invoiceId}) => invoiceId === id).map(({total, cause}) => [total, cause]),
		card: customer.card?.brand,
		credit: customer.creditBalances,
	};
};

const recover = async () => {
	c.published.length = 0;
	await c.sweepAll();
};

const attempt = async (flow: Flow, arranged: Arranged): Promise<void> => {
	for (let turn = 0; turn < 3; turn++) {
		try {
			await flow.act(arranged);
			return;
		} catch {
			c.published.length = 0;
		}
	}
};

const flows: {readonly [name: string]: Flow} = {
	'an automatic charge': {
		arrange: async () => {
			const customerId = await c.payer('pm_card_visa');
			return {customerId, id: await c.billed(customerId)};
		},
		act: async ({id}) => {
			await c.acts['invoice.charge']?.({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.charge'});
			await c.settle();
		},
		moved: {charge: 1},
	},
	'a declined charge': {
		arrange: async () => {
			const customerId = await c.payer('pm_sim_decline_1');
			return {customerId, id: await c.billed(customerId)};
		},
		act: async ({id}) => {
			await c.acts['invoice.charge']?.({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.charge'});
		},
		moved: {charge: 0},
	},
	'a charge that a person asks for': {
		arrange: async () => {
			const customerId = await c.payer('pm_card_visa');
			return {customerId, id: (await c.issued(customerId)).id};
		},
		act: ({id}) => c.made(`/invoices/${id}/charge`, {}, {headers: {'idempotency-key': `charge ${id}`}}),
		moved: {charge: 1},
	},
	'a payment by link': {
		arrange: async () => {
			const {id: customerId} = await c.customer();
			const invoice = await c.issued(customerId);
			await c.pay((await c.page(invoice)).body.url, {card: 'pm_card_visa'});
			return {customerId, id: invoice.id};
		},
		act: () => c.settle(),
		moved: {charge: 0},
	},
	'a refund with its credit note': {
		arrange: async () => {
			const customerId = await c.payer('pm_card_visa');
			const id = await c.billed(customerId);
			await c.settle();
			const [payment] = (await c.get(`/payments?customerId=${customerId}`)).data;
			return {customerId, id, paymentId: payment.id};
		},
		act: ({paymentId}) =>
			c.made(`/payments/${paymentId}/refunds`, {amount: 4000}, {headers: {'idempotency-key': `refund ${paymentId}`}}),
		moved: {refund: 1},
	},
	'a credit note with its refund': {
		arrange: async () => {
			const customerId = await c.payer('pm_card_visa');
			const id = await c.billed(customerId);
			await c.settle();
			return {customerId, id};
		},
		act: ({id}) =>
			c.made(
				`/invoices/${id}/credit-notes`,
				{reason: 'returned', refund: {}},
				{headers: {'idempotency-key': `note ${id}`}},
			),
		moved: {refund: 1},
	},
	'a new card for a failed charge': {
		arrange: async () => {
			const customerId = await c.payer(null);
			const id = await c.billed(customerId);
			await c.settle();
			const {url} = await c.made(`/customers/${customerId}/card-setup`);
			await c.pay(url, {card: 'pm_card_visa'});
			return {customerId, id};
		},
		act: () => c.settle(),
		moved: {charge: 1},
	},
};

for (const [name, flow] of Object.entries(flows)) {
	test.serial(`${name}: wherever the process dies, the end is the same`, async (t) => {
		const calm = await flow.arrange();
		await attempt(flow, calm);
		await recover();
		const expected = await stateOf(calm);
		let deaths = 0;
		for (const when of ['before', 'after'] as const) {
			for (let at = 1, isOver = false; !isOver; at++) {
				const arranged = await flow.arrange();
				const since = c.standIn.log().length;
				c.crash.plan(at, when);
				await attempt(flow, arranged);
				isOver = !c.crash.happened();
				c.crash.off();
				await recover();
				t.deepEqual(await stateOf(arranged), expected, `died ${when} call ${at}`);
				for (const [effect, times] of Object.entries(flow.moved))
					t.is(c.effects(effect, since).length, times, `${effect}, died ${when} call ${at}`);
				deaths += isOver ? 0 : 1;
			}
		}
		t.true(deaths >= 8, `${deaths} deaths`);
		t.log(`${deaths} deaths`);
		t.deepEqual(await brokenBooks(c), [], 'the books balance (invariants 9, 10, 11, 12, 13, 14)');
	});
}

const lost: readonly FaultKind[] = [
	'reset_after',
	'error_500_before',
	'error_500_after',
	'error_500_stored',
	'html_502',
	'html_502_after',
	'truncated_after',
	'rate_limit',
];
for (const kind of lost) {
	for (const hours of [1, 24]) {
		test.serial(
			`an answer lost to ${kind}, asked for again ${hours} h later, never becomes a second attempt`,
			async (t) => {
				const customerId = await c.payer('pm_card_visa');
				const id = await c.billed(customerId);
				const since = c.standIn.log().length;
				c.standIn.faults.add({match: {method: 'POST', path: '/v1/payment_intents/*/confirm'}, kind, times: 2});
				const message = {path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.charge'};
				// A reset connection is tried again by Stripe's own client, under the same key.
				await c.acts['invoice.charge']?.(message).catch(() => undefined);
				t.is((await c.get(`/invoices/${id}`)).payment.state, 'unknown');
				for (const path of ['void', 'charge', 'payments'])
					t.is((await c.call(`/invoices/${id}/${path}`, {json: {}})).body.code, 'charge_in_flight');
				c.standIn.faults.clear();
				c.newEvents();
				await c.goTo(new Date(Date.parse(await c.now()) + hours * 3_600_000).toISOString(), 'none');
				const keys = new Set(
					c.standIn
						.log()
						.slice(since)
						.flatMap(({idempotencyKey}) => (idempotencyKey?.includes(':confirm:') ? [idempotencyKey] : [])),
				);
				// What was never executed counts as failed once the key is too old, and is tried again on the calendar.
				for (let turn = 0; turn < 4; turn++) {
					if ((await c.get(`/invoices/${id}`)).status === 'paid') break;
					t.true(['failed', 'unknown'].includes((await c.get(`/invoices/${id}`)).payment.state));
					await c.goTo(new Date(Date.parse(await c.now()) + 86_400_000).toISOString(), 'none');
				}
				t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountPaid: 10_000});
				const {charge} = await c.stored(id);
				t.is(c.effects('charge', since).filter(({objectId}) => objectId === charge?.intentId).length, 1);
				t.deepEqual([...keys].slice(0, 1), [`im:${id}:1:confirm:1`]);
				c.newEvents();
			},
		);
	}
}
