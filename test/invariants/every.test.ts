import test from 'ava';
import {scheduledCharge} from '../../functions/invoices/core/issue.ts';
import {move} from '../../functions/invoices/core/lifecycle.ts';
import {cardPayment} from '../../functions/payments/core/card-payment.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {account, activated, furnish, openBilling} from '../functions/recurring/billing-world.ts';
import {type Books, type Entry, type Kind, readBooks} from './books.ts';
import {quietViolations} from './every.ts';
import {historyViolations} from './history.ts';
import type {Provider} from './provider.ts';
import type {Quiet} from './quiet.ts';
import {inWords} from './violation.ts';

const born = '2026-01-01T00:00:00.000Z';
const now = '2026-05-15T12:00:00.000Z';
const on = 'acct_1';

/** Two templates billed for four months, the first invoice paid by card and mailed. */
const healthy = async (): Promise<{readonly books: Books; readonly quiet: Quiet}> => {
	const billing = openBilling();
	await furnish(billing.db, [
		activated({id: 'tpl_0001', billing: 'issue', autoCharge: true, stripeOn: on}, born),
		activated({id: 'tpl_0002', billing: 'issue', skipsAhead: [{from: 1, before: 2}]}, born),
	]);
	for (const month of ['02', '03', '04', '05']) await billing.run(`2026-${month}-10T12:00:00.000Z`);
	const written = await readBooks(billing.db);
	const done = {pending: [], nextActAt: null};
	const invoices = written.invoices.map((invoice) => ({
		...(invoice.charge === null ? invoice : paid(invoice)),
		...done,
	}));
	return {
		books: {...written, invoices, payments: invoices.flatMap(paymentOf)},
		quiet: {
			now: () => now,
			provider: providerOf(invoices),
			mails: invoices.flatMap(({id, delivery}) =>
				delivery.count === 0 ? [] : [{key: `${id}:invoice:0`, to: ['a@b.example']}],
			),
		},
	};
};

const intentOf = (id: string): string => `pi_${id.slice(4, 12)}`;
const paymentId = (id: string): string => `pay_${id.slice(4)}`;

const paid = (invoice: Entry<'invoices'>): Entry<'invoices'> => {
	const {invoice: moved} = move(invoice, {paid: invoice.total}, {now, today: '2026-05-15'});
	const charge = invoice.charge && {
		...invoice.charge,
		state: 'succeeded' as const,
		attempt: 1,
		intentId: intentOf(invoice.id),
		amount: invoice.total,
	};
	const delivery = {state: 'sent', sentAt: now, count: 1} as const;
	const paymentIds = [paymentId(invoice.id)];
	return {...moved, charge, delivery, paymentIds, path: invoice.path};
};

const paymentOf = (invoice: InvoiceDocument): readonly Entry<'payments'>[] =>
	invoice.charge === null
		? []
		: [
				{
					...cardPayment(
						{...invoice, stripeOn: on},
						undefined,
						{
							intentId: intentOf(invoice.id),
							status: 'succeeded',
							amount: invoice.total,
							currency: invoice.currency,
							chargeId: 'ch_1',
							methodType: 'card',
							paymentMethodId: 'pm_1',
							card: null,
							amountRefunded: 0,
							lastError: null,
							metadata: {},
						},
						{
							id: paymentId(invoice.id),
							status: 'succeeded',
							via: 'automatic',
							attempt: 1,
							credited: 0,
							declineCode: null,
						},
						{now, today: '2026-05-15'},
					),
					path: `accounts/${account}/payments/${paymentId(invoice.id)}`,
				},
			];

const providerOf = (invoices: readonly InvoiceDocument[]): Provider => {
	const charged = invoices.filter(({charge}) => charge !== null);
	return {
		intents: charged.map(({id, total, currency}) => ({
			on,
			id: intentOf(id),
			status: 'succeeded',
			amount: total,
			currency,
			metadata: {invoice: id, cycle: '1', via: 'automatic'},
		})),
		charges: charged.map(({id, total, currency}) => ({on, intentId: intentOf(id), amount: total, currency})),
		calls: charged.map(({id}) => ({
			at: now,
			key: `im:${id}:1:confirm:1`,
			path: `/${intentOf(id)}/confirm`,
			effect: 'charge',
		})),
	};
};

type State = {readonly books: Books; readonly quiet: Quiet};
type Plant = (state: State) => State;

/** Changes one document of a kind: the first, or the last. */
const changing =
	<K extends Kind>(kind: K, change: (entry: Entry<K>) => object, at = 0): Plant =>
	({books, quiet}) => ({
		quiet,
		books: {
			...books,
			[kind]: books[kind].map((entry, index, all) =>
				index === (at + all.length) % all.length ? {...entry, ...change(entry as unknown as Entry<K>)} : entry,
			),
		},
	});
const told =
	(change: (provider: Provider) => Partial<Provider>): Plant =>
	({books, quiet}) => ({
		books,
		quiet: quiet.provider ? {...quiet, provider: {...quiet.provider, ...change(quiet.provider)}} : quiet,
	});
const without =
	(kind: Kind): Plant =>
	({books, quiet}) => ({quiet, books: {...books, [kind]: books[kind].slice(1)}});
const again =
	(kind: Kind, change: object): Plant =>
	({books, quiet}) => ({quiet, books: {...books, [kind]: [...books[kind], {...books[kind][0], ...change}]}});

const plants: readonly (readonly [invariant: string, what: string, plant: Plant])[] = [
	['1', 'a period billed twice', again('invoices', {id: 'inv_1', path: `accounts/${account}/invoices/inv_1`})],
	['2', 'a period forgotten', without('invoices')],
	['3', 'a template that lags behind', changing('templates', ({k}) => ({k: k - 1}))],
	['3', 'a template that says another end', changing('templates', () => ({billedThrough: '2026-03-30'}))],
	['4', 'a template due and not billed', changing('templates', () => ({dueAt: '2026-05-15T11:00:00.000Z'}))],
	['4', 'an active template that waits for nothing', changing('templates', () => ({dueAt: null}))],
	['5', 'a number left out', changing('invoices', ({issueDate}) => ({number: `INV-2026-0099`, issueDate}))],
	['5', 'a counter ahead of its numbers', changing('series', ({counters}) => ({counters: ahead(counters)}))],
	['6', 'a number out of the order of dates', changing('invoices', () => ({issueDate: '2026-01-01'}), -1)],
	['7', 'a draft with a number', changing('invoices', () => ({status: 'draft'}))],
	['9', 'a total that is no sum', changing('invoices', ({total}) => ({total: total + 1}))],
	['10', 'a tax that is not its rate’s', changing('invoices', ({totals}) => ({totals: taxedMore(totals)}))],
	['11', 'postings out of balance', changing('invoices', ({postings}) => ({postings: postings.slice(1)}))],
	['12', 'a payment that was not posted', changing('invoices', ({postings}) => ({postings: issuedOnly(postings)}))],
	['12', 'a payment that nobody kept', without('payments')],
	['13', 'more refunded than paid', changing('payments', ({amount}) => ({amountRefunded: amount + 1}))],
	['14', 'a due amount out of nowhere', changing('invoices', () => ({amountDue: 1}))],
	[
		'14',
		'a paid invoice that says open',
		changing('invoices', ({status}) => ({status: status === 'paid' ? 'open' : 'paid'})),
	],
	[
		'15',
		'two intents for one cycle',
		told(({intents}) => ({intents: [...intents, {...intents[0], id: 'pi_2'} as never]})),
	],
	['16', 'one charge twice', told(({charges}) => ({charges: [...charges, ...charges.slice(0, 1)]}))],
	['16', 'a payment without a charge', told(({charges}) => ({charges: charges.slice(1)}))],
	['16', 'a charge without a payment', without('payments')],
	['17', 'one key for two calls', told(({calls}) => ({calls: [...calls, {...calls[0], path: '/other'} as never]}))],
	[
		'17',
		'a key that tells the time',
		told(() => ({calls: [{at: now, key: 'im:inv_1:1:confirm:1795347400', path: '', effect: null}]})),
	],
	[
		'18',
		'an attempt nobody asks about',
		changing('invoices', ({charge}) => ({charge: {...slot, ...charge, state: 'unknown'}})),
	],
	['29', 'a parked template without a reason', changing('templates', () => ({status: 'parked', dueAt: null}))],
	['30', 'a step left undone', changing('invoices', () => ({...leftUndone}))],
	['30', 'an outbox no sweeper finds', changing('invoices', () => ({...leftUndone, nextActAt: null}))],
	['30', 'a mail queued for ever', changing('invoices', ({delivery}) => ({delivery: {...delivery, state: 'queued'}}))],
	['31', 'a zero total at the provider', changing('invoices', () => ({total: 0, charge: {...slot, intentId: 'pi_1'}}))],
	['32', 'another amount than was due', changing('payments', ({amount}) => ({amount: amount - 1}))],
	['36', 'a run that miscounts', changing('runs', ({issued, due}) => ({issued: issued + 1, due: due + 1}))],
	['36', 'a run with another sum', changing('runs', () => ({amounts: []}))],
	['37', 'a document of another account', changing('invoices', () => ({accountId: 'acc_0002'}))],
	['37', 'a customer of nobody', changing('invoices', () => ({customerId: 'cus_0009'}))],
	[
		'I13',
		'a mail twice',
		({books, quiet}) => ({books, quiet: {...quiet, mails: [...(quiet.mails ?? []), ...(quiet.mails ?? [])]}}),
	],
	[
		'I13',
		'a mail that never came',
		({books, quiet}) => ({books, quiet: {...quiet, mails: quiet.mails?.slice(1) ?? []}}),
	],
	[
		'I14',
		'a mail about a draft',
		({books, quiet}) => ({books, quiet: {...quiet, mails: [{key: 'inv_0:invoice:0', to: []}]}}),
	],
];

const ahead = (counters: Entry<'series'>['counters']) =>
	Object.fromEntries(
		Object.entries(counters).map(([period, counter]) => [period, {...counter, next: counter.next + 1}]),
	);
const taxedMore = (totals: Entry<'invoices'>['totals']) => ({
	...totals,
	taxes: totals.taxes.map((group) => ({...group, tax: group.tax + 1})),
	taxTotal: totals.taxTotal + totals.taxes.length,
});
const issuedOnly = (postings: Entry<'invoices'>['postings']) => postings.filter(({event}) => event === 'issued');
const leftUndone = {
	pending: [{step: 'invoice.mail' as const, at: '2026-05-15T11:00:00.000Z'}],
	nextActAt: '2026-05-15T11:00:00.000Z',
};
const slot = {...scheduledCharge(born), state: 'none' as const, attempt: 1, nextAttemptAt: null};

test('books that the engine wrote keep every invariant', async (t) => {
	const {books, quiet} = await healthy();
	t.true(books.invoices.length > 6 && books.payments.length > 3 && books.templates.some(({skips}) => skips.length > 0));
	t.is(inWords(quietViolations(books, quiet)), inWords([]));
});

test('each planted fault breaks the invariant it belongs to', async (t) => {
	const state = await healthy();
	for (const [invariant, what, plant] of plants) {
		const {books, quiet} = plant(state);
		const broken = quietViolations(books, quiet);
		t.true(
			broken.some((one) => one.invariant === invariant),
			`[${invariant}] ${what}\n${inWords(broken)}`,
		);
	}
});

test('an issued invoice that changes or goes is noticed between two states', async (t) => {
	const {books} = await healthy();
	const [first] = books.invoices;
	const later = (invoices: Books['invoices']) =>
		historyViolations(books, {...books, invoices}).map(({invariant}) => invariant);
	t.deepEqual(later(books.invoices), []);
	t.deepEqual(later(books.invoices.slice(1)), ['7']);
	t.deepEqual(later(books.invoices.map((one) => (one === first ? {...one, number: 'INV-2026-0100'} : one))), ['7']);
	t.deepEqual(later(books.invoices.map((one) => (one === first ? {...one, dueDate: '2030-01-01'} : one))), ['8']);
});
