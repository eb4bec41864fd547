/**
 * Collecting from end to end, over the API, the sweeper and real mail: invoices/collect-invoice.ts,
 * invoices/charge-late-fee.ts, invoices/read-collecting.ts, invoices/replan-looks.ts. Policies as tables: core/collections.test.ts.
 */
import test from 'ava';
import {notifyWebhooks} from '../../../functions/developers/notify-webhooks.ts';
import {collectInvoice} from '../../../functions/invoices/collect-invoice.ts';
import {pausePlatform} from '../../../functions/operations/index.ts';
import type {World} from '../../../functions/world.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {type Collecting, openCollecting} from '../payments/collecting.ts';
import {brokenBooks} from '../payments/ledger.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
});
test.after.always(() => c.close());
test.afterEach.always(async (t) => {
	t.deepEqual(await brokenBooks(c), [], 'the books balance (invariants 9, 10, 11, 12, 13, 14)');
});

const policy = async (json: object) => {
	const none = {reminders: [], lateFee: null, finalAction: 'leave'};
	const {status, text} = await c.call('', {method: 'PATCH', json: {...none, ...json}});
	if (status !== 200) throw new Error(text);
};
const reminders = (...days: readonly number[]) => ({reminders: days.map((offsetDays) => ({offsetDays}))});
/** Ten in the morning in Berlin, so many days from now, one day after the other; every step is told twice. */
const days = async (count: number, visit: (day: string) => Promise<unknown> = async () => undefined): Promise<void> => {
	for (let turn = 0; turn < count; turn++) {
		const day = new Date(Date.parse(await c.now()) + 86_400_000).toISOString().slice(0, 10);
		await c.goTo(`${day}T09:00:00.000Z`);
		await visit(day);
	}
};
const look = (id: string) =>
	c.acts['invoice.collect']?.({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.collect'});
/** Subjects of what a customer got, the same Message-ID once. */
const subjects = (email: string): readonly string[] => {
	const mails = c.mailbox.filter(({to}) => to.includes(email)).map(({mail}) => mail);
	return [...new Map(mails.map((mail) => [mail.messageId, mail.subject ?? ''])).values()];
};
const owing = async (fields: object = {}, more: object = {}) => {
	const customer = await c.customer(fields);
	const invoice = await c.issued(customer.id, 10_000, more);
	return {customer, invoice, id: invoice.id, email: customer.email, number: invoice.number};
};
const whats = ({upcoming}: {readonly upcoming: readonly {what: string; why: string; at: string}[]}) =>
	upcoming.map(({what, why, at}) => [what, why, at.slice(0, 10)]);
const plus = (day: string, count: number): string =>
	new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

test.serial(
	'reminders go out on their days, each once, in the order told before; none after payment (I12, I13)',
	async (t) => {
		await policy(reminders(-3, 5, 14));
		const {id, email, number, invoice} = await owing();
		const due: string = invoice.dueDate;
		t.deepEqual(whats(await c.get(`/invoices/${id}`)), [
			['reminder', 'before_due', plus(due, -3)],
			['due', 'payment_terms', plus(due, -1)],
			['reminder', 'overdue', plus(due, 5)],
			['reminder', 'overdue', plus(due, 14)],
		]);
		const got: (readonly [string, number])[] = [];
		await days(20, async (day) => {
			await look(id);
			await c.deliver();
			if (subjects(email).length > (got.at(-1)?.[1] ?? 0)) got.push([day, subjects(email).length]);
		});
		t.deepEqual(got, [
			[plus(due, -3), 1],
			[plus(due, 5), 2],
		]);
		t.true(subjects(email).every((subject) => subject === `Erinnerung: Rechnung ${number} von Sonnenschein`));
		t.deepEqual(whats(await c.get(`/invoices/${id}`)), [['reminder', 'overdue', plus(due, 14)]]);
		await c.made(`/invoices/${id}/payments`, {amount: 10_000, method: 'transfer', receivedOn: due});
		t.deepEqual((await c.stored(id)).pending, []);
		await days(10);
		t.is(subjects(email).length, 2);
	},
);

test.serial('a policy that changes reaches what is still collected, and no old debt', async (t) => {
	await policy({});
	const old = await owing();
	await days(15);
	t.deepEqual((await c.stored(old.id)).pending, []);
	const made = [];
	for (let nth = 0; nth < 25; nth++) made.push(await owing());
	const due: string = made[0]?.invoice.dueDate;
	await policy({...reminders(-10, -3, 5), finalAction: 'writeOff'});
	await c.deliver();
	for (const {id} of made) t.deepEqual((await c.stored(id)).nextActAt?.slice(0, 10), plus(due, -10));
	t.deepEqual((await c.stored(old.id)).pending, []);
	await days(5);
	t.deepEqual(
		made.map(({email}) => subjects(email).length),
		made.map(() => 1),
	);
	t.is(subjects(old.email).length, 0);
	await policy(reminders(30));
	await c.deliver();
	t.is((await c.stored(made[0]?.id ?? '')).nextActAt?.slice(0, 10), plus(due, -3), 'a look comes earlier, never later');
	for (const {id} of made) await c.made(`/invoices/${id}/void`);
});

test.serial('what was missed is said once', async (t) => {
	await policy({});
	const {id, email, invoice} = await owing();
	t.deepEqual(whats(await c.get(`/invoices/${id}`)).length, 1);
	await policy(reminders(1, 2, 3));
	await c.goTo(`${plus(invoice.dueDate, 3)}T09:00:00.000Z`);
	t.deepEqual(subjects(email).length, 1);
	t.deepEqual((await c.stored(id)).collected?.reminded, [1, 2, 3]);
	t.deepEqual((await c.stored(id)).pending, []);
});

test.serial('a reminder by hand stands for the planned one of its day', async (t) => {
	await policy(reminders(5));
	const {id, email, invoice} = await owing();
	await c.goTo(`${plus(invoice.dueDate, 5)}T05:00:00.000Z`);
	await c.made(`/invoices/${id}/remind`);
	await c.deliver();
	await c.goTo(`${plus(invoice.dueDate, 5)}T10:00:00.000Z`);
	t.is(subjects(email).length, 1);
});

test.serial('a promise puts off what is planned; taken back, it goes on the next morning', async (t) => {
	await policy(reminders(1));
	const {id, email, invoice} = await owing();
	await c.call(`/invoices/${id}`, {method: 'PATCH', json: {promisedOn: plus(invoice.dueDate, 20)}});
	t.deepEqual(whats(await c.get(`/invoices/${id}`)).at(-1), ['reminder', 'overdue', plus(invoice.dueDate, 21)]);
	await c.goTo(`${plus(invoice.dueDate, 4)}T09:00:00.000Z`);
	t.is(subjects(email).length, 0);
	await c.call(`/invoices/${id}`, {method: 'PATCH', json: {promisedOn: null}});
	t.deepEqual(whats(await c.get(`/invoices/${id}`)), [['reminder', 'overdue', plus(invoice.dueDate, 5)]]);
	await days(1);
	t.is(subjects(email).length, 1);
});

test.serial('a customer whose reminders are paused gets none, and the next one once they go on', async (t) => {
	await policy(reminders(1, 3));
	const {id, email, invoice, customer} = await owing({pauseReminders: true});
	await c.goTo(`${plus(invoice.dueDate, 1)}T09:00:00.000Z`);
	await days(3);
	t.deepEqual([subjects(email).length, whats(await c.get(`/invoices/${id}`))], [0, []]);
	await c.call(`/customers/${customer.id}`, {method: 'PATCH', json: {pauseReminders: false}});
	await days(1);
	t.is(subjects(email).length, 1);
	t.deepEqual((await c.stored(id)).pending, []);
});

test.serial(
	'a late fee is an invoice of its own: numbered, mailed, untaxed, once, never charged (rule 20)',
	async (t) => {
		await policy({lateFee: {percent: '2.5', afterDays: 10}});
		const {id, email, number, invoice, customer} = await owing();
		t.deepEqual(whats(await c.get(`/invoices/${id}`)).at(-1), ['late_fee', 'overdue', plus(invoice.dueDate, 10)]);
		await c.goTo(`${plus(invoice.dueDate, 10)}T09:00:00.000Z`);
		await look(id);
		const {data} = (await c.call(`/invoices?customerId=${customer.id}`)).body;
		const fees = data.filter(({kind}: {kind: string}) => kind === 'late_fee');
		t.is(fees.length, 1);
		t.like(fees[0], {
			status: 'open',
			total: 250,
			taxTotal: 0,
			currency: 'EUR',
			lines: [{description: `Mahngebühr zu ${number}`}],
			taxes: [{category: 'O', percent: '0', taxable: 250}],
			payment: {state: 'none', nextAttemptAt: null},
		});
		t.is(Number(fees[0].number.slice(-4)), Number(number.slice(-4)) + 1, 'no gap (invariant 5)');
		t.deepEqual((await c.stored(id)).collected?.lateFee, {invoiceId: fees[0].id});
		t.deepEqual(subjects(email), [`Mahngebühr ${fees[0].number} von Sonnenschein`]);
		const [{mail} = {mail: undefined}] = c.mailbox.slice(-1);
		t.true(mail?.text?.includes(`die Rechnung ${number} ist überfällig`));
		await days(15);
		t.is((await c.call(`/invoices?customerId=${customer.id}`)).body.data.length, 2, 'a fee bears no fee');
		const rates = (await c.call('/tax-rates')).body.data.filter(({category}: {category: string}) => category === 'O');
		t.is(rates.length, 1);
	},
);

test.serial('consumers pay no late fee, and are not told of one (rule 20)', async (t) => {
	await policy({lateFee: {amount: 4000, afterDays: 1}});
	const {id, invoice, customer} = await owing({isBusiness: false});
	t.deepEqual(whats(await c.get(`/invoices/${id}`)).length, 1);
	await c.goTo(`${plus(invoice.dueDate, 1)}T09:00:00.000Z`);
	t.is((await c.call(`/invoices?customerId=${customer.id}`)).body.data.length, 1);
	t.deepEqual((await c.stored(id)).collected?.lateFee, {invoiceId: null});
});

test.serial('a customer who is archived at the very moment bears no late fee (invariant 27)', async (t) => {
	await policy({lateFee: {amount: 500, afterDays: 3}});
	const {id, customer, invoice} = await owing({isBusiness: true});
	await c.clock.moveTo(`${plus(invoice.dueDate, 4)}T09:00:00.000Z`);
	let isArchived = false;
	const commit: World['db']['commit'] = async (writes) => {
		if (!isArchived) {
			isArchived = true;
			await c.call(`/customers/${customer.id}`, {method: 'DELETE'});
		}
		return c.world.db.commit(writes);
	};
	await collectInvoice({...c.world, db: {...c.world.db, commit}})({
		path: `accounts/${c.accountId}/invoices/${id}`,
		step: 'invoice.collect',
	});
	t.true(isArchived);
	t.deepEqual((await c.stored(id)).collected?.lateFee, {invoiceId: null});
	t.deepEqual((await c.get(`/invoices?customerId=${customer.id}`)).data.length, 1);
});

test.serial('a flat late fee is one of the account’s currency, whatever the invoice’s', async (t) => {
	await policy({lateFee: {amount: 4000, afterDays: 1}});
	const {invoice, customer} = await owing({}, {currency: 'USD'});
	await c.goTo(`${plus(invoice.dueDate, 1)}T09:00:00.000Z`);
	const {data} = (await c.call(`/invoices?customerId=${customer.id}`)).body;
	t.like(data[0], {kind: 'late_fee', currency: 'EUR', total: 4000});
});

test.serial('the final action writes off what is left, once everything was said (rule 16)', async (t) => {
	await policy({...reminders(2), finalAction: 'writeOff'});
	const {id, invoice} = await owing();
	t.deepEqual(whats(await c.get(`/invoices/${id}`)).at(-1), ['final_action', 'write_off', plus(invoice.dueDate, 9)]);
	await c.made(`/invoices/${id}/payments`, {amount: 4000, method: 'cash', receivedOn: invoice.issueDate});
	await c.goTo(`${plus(invoice.dueDate, 2)}T09:00:00.000Z`);
	await days(6);
	t.is((await c.stored(id)).status, 'open');
	await days(1);
	t.like(await c.stored(id), {status: 'uncollectible', amountWrittenOff: 6000, amountDue: 0, pending: []});
	const {data} = (await c.call(`/activity?about=${id}`)).body ?? {data: []};
	t.true((data ?? []).every(({action}: {action: string}) => typeof action === 'string'));
	// Late money is taken and undoes it (rule 16); gone again, it is collected again, but never written off twice.
	const payment = await c.made(`/invoices/${id}/payments`, {
		amount: 6000,
		method: 'cheque',
		receivedOn: invoice.dueDate,
	});
	t.is((await c.stored(id)).status, 'paid');
	await c.made(`/payments/${payment.id}/reverse`);
	t.deepEqual(
		(await c.stored(id)).pending.map(({step}) => step),
		['invoice.collect'],
	);
	await days(20);
	t.like(await c.stored(id), {status: 'open', pending: []});
});

test.serial('the final action pauses the template of what is not paid, once, after the last retry', async (t) => {
	await policy({finalAction: 'pauseTemplate'});
	const payer = await c.payer('pm_sim_decline_insufficientFunds_always');
	const id = await c.billed(payer);
	const {dueDate, template} = await c.stored(id);
	await c.settle();
	await days(13);
	t.like(await c.get(`/invoices/${id}`), {status: 'open', payment: {state: 'failed', attempts: 5}});
	await c.goTo(`${plus(dueDate ?? '', 6)}T09:00:00.000Z`);
	t.is((await c.get(`/templates/${template?.id}`)).status, 'active');
	await days(1);
	t.is((await c.get(`/templates/${template?.id}`)).status, 'paused');
	t.is((await c.stored(id)).status, 'open');
	t.deepEqual((await c.stored(id)).pending, []);
	await c.made(`/templates/${template?.id}/resume`);
	await days(10);
	t.is((await c.get(`/templates/${template?.id}`)).status, 'active', 'once');
});

test.serial(
	'while a card is tried again nobody is reminded; then the mail says that it failed (rule 30)',
	async (t) => {
		await policy(reminders(-12, -10, -5));
		const payer = await c.payer('pm_sim_decline_insufficientFunds_always');
		const id = await c.billed(payer, 10_000, {billing: 'issue_and_send'});
		const {email} = await c.get(`/customers/${payer}`);
		await c.settle();
		t.deepEqual(
			whats(await c.get(`/invoices/${id}`)).map(([what]) => what),
			['charge', 'due'],
		);
		// Tried on days 0, 1, 3, 5 and 7; the reminders of days 2 and 4 wait, and the mail of day 7 stands for them.
		await days(8);
		const failed = subjects(email).map((subject) => subject.split(':')[0]);
		t.deepEqual(failed, ['Zahlung fehlgeschlagen', 'Zahlung fehlgeschlagen']);
		t.deepEqual((await c.stored(id)).collected?.reminded, [-12, -10]);
		await days(1);
		t.deepEqual(
			subjects(email)
				.slice(2)
				.map((subject) => subject.split(':')[0]),
			['Zahlung fehlgeschlagen'],
		);
	},
);

test.serial('while billing is paused nobody is reminded; once it goes on, what was missed is said once', async (t) => {
	await policy(reminders(2));
	const {email} = await owing();
	await c.call('', {method: 'PATCH', json: {billing: {paused: true}}});
	await days(18);
	t.is(subjects(email).length, 0);
	await c.call('', {method: 'PATCH', json: {billing: {paused: false}}});
	await days(2);
	t.is(subjects(email).length, 1);
	const other = await owing();
	await days(15);
	await pausePlatform(c.world, {paused: true, reason: 'A drill', now: await c.now()});
	const path = `accounts/${c.accountId}/invoices/${other.id}`;
	await c.clock.moveTo(`${plus(other.invoice.dueDate, 3)}T12:00:00.000Z`);
	await collectInvoice(c.world)({path, step: 'invoice.collect'});
	await c.deliver();
	t.is(subjects(other.email).length, 0, 'no process that knows of the switch says anything');
	await pausePlatform(c.world, {paused: false, reason: null, now: await c.now()});
	await days(1);
	t.is(subjects(other.email).length, 1);
});

test.serial('endpoints hear once that an invoice is overdue, paused or not', async (t) => {
	const endpoint = await c.made('/webhook-endpoints', {url: 'https://hooks.example.com/a', events: []});
	await policy({});
	const {id, invoice} = await owing({}, {});
	await c.call(`/invoices/${id}`, {method: 'PATCH', json: {promisedOn: plus(invoice.dueDate, 30)}});
	const tell = () => notifyWebhooks(c.world)({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.notify'});
	for (let turn = 0; turn < 3; turn++) await tell();
	await c.goTo(`${plus(invoice.dueDate, 1)}T09:00:00.000Z`);
	for (let turn = 0; turn < 3; turn++) await tell();
	await days(2, () => tell());
	const {data} = await c.get(`/webhook-endpoints/${endpoint.id}/deliveries`);
	t.deepEqual(
		data.map(({type}: {type: string}) => type).filter((type: string) => type === 'invoice.overdue'),
		['invoice.overdue'],
	);
	await c.call(`/webhook-endpoints/${endpoint.id}`, {method: 'DELETE'});
});

/** What matters of an invoice and of what came of it, without ids and times. */
const stateOf = async (id: string) => {
	const invoices = await c.invoices();
	const fee = invoices.find(({lateFeeFor}) => lateFeeFor?.invoiceId === id);
	const short = ({status, pending, amountDue, postings, collected, delivery}: InvoiceDocument) => ({
		...{status, amountDue, delivery: delivery.state, count: delivery.count},
		pending: pending.map(({step, kind}) => [step, kind]),
		postings: postings.map(({event, ledger, debit, credit}) => [event, ledger, debit, credit]),
		reminded: collected?.reminded,
		lateFee: collected?.lateFee && collected.lateFee.invoiceId !== null,
		finalAction: collected?.finalAction,
	});
	const original = invoices.find((invoice) => invoice.id === id);
	const template = original?.template && (await c.get(`/templates/${original.template.id}`));
	return {original: original && short(original), fee: fee && short(fee), template: template?.status};
};

const flows: {readonly [name: string]: {readonly policy: object; readonly mails: number; readonly billed?: true}} = {
	'a reminder': {policy: reminders(1, 30), mails: 1},
	'a late fee': {policy: {lateFee: {amount: 4000, afterDays: 1}}, mails: 1},
	'a write-off': {policy: {finalAction: 'writeOff'}, mails: 0},
	'the pause of a template': {policy: {finalAction: 'pauseTemplate'}, mails: 0, billed: true},
};
for (const [name, flow] of Object.entries(flows)) {
	test.serial(`${name}: wherever the process dies, it happens once (I12, I13, invariant 21)`, async (t) => {
		await policy(flow.policy);
		const tries = 30;
		const made: {readonly id: string; readonly email: string}[] = [];
		for (let nth = 0; nth < tries; nth++) {
			const customer = await c.customer();
			const autoCharge = false;
			const id = flow.billed ? await c.billed(customer.id, 10_000, {autoCharge}) : (await c.issued(customer.id)).id;
			made.push({id, email: customer.email});
		}
		c.published.length = 0;
		const {dueDate} = await c.stored(made[0]?.id ?? '');
		// Nobody sweeps yet: each is looked at by itself.
		await c.clock.moveTo(`${plus(dueDate ?? '', 7)}T09:00:00.000Z`);
		const [calm, ...others] = made;
		const run = async (id: string) => {
			await look(id);
			await c.settle();
		};
		await run(calm?.id ?? '');
		const expected = await stateOf(calm?.id ?? '');
		let deaths = 0;
		for (const when of ['before', 'after'] as const) {
			for (let at = 1, isOver = false; !isOver; at++) {
				const one = others.shift();
				if (one === undefined) return t.fail('more calls than invoices');
				c.crash.plan(at, when);
				for (let turn = 0; turn < 3; turn++) {
					try {
						await run(one.id);
						break;
					} catch {
						c.published.length = 0;
					}
				}
				isOver = !c.crash.happened();
				c.crash.off();
				for (let turn = 0; turn < 4; turn++) {
					const fee = (await c.invoices()).find(({lateFeeFor}) => lateFeeFor?.invoiceId === one.id);
					for (const id of [one.id, ...(fee ? [fee.id] : [])]) {
						const [next] = (await c.stored(id)).pending;
						if (next) await c.acts[next.step]?.({path: `accounts/${c.accountId}/invoices/${id}`, step: next.step});
					}
					await c.deliver();
				}
				t.deepEqual(await stateOf(one.id), expected, `died ${when} call ${at}`);
				t.is(subjects(one.email).length, flow.mails, `mails, died ${when} call ${at}`);
				deaths += isOver ? 0 : 1;
			}
		}
		t.true(deaths >= 2, `${deaths} deaths`);
		t.log(`${deaths} deaths`);
		for (const {id} of made) await c.call(`/invoices/${id}/void`, {json: {}});
		c.published.length = 0;
	});
}
