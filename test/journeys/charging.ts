/** Cards that do not go through at once: retries on the calendar, the payer's own way to pay, and the end of trying. */
import type {ExecutionContext} from 'ava';
import {type Business, leaveCard, openBusiness, sentForm, standardRate, submitCheckout, until} from './business.ts';
import type {Platform} from './platform.ts';
import {logOf} from './twelve-months.ts';

const retryDays = [1, 3, 5, 7];

export type Debtor = {readonly customerId: string; readonly email: string; readonly invoiceId: string};
export type Collected = {readonly business: Business; readonly year: number; readonly debtors: readonly Debtor[]};

/** Bills one invoice to a customer for each of the cards, on 1 March at 6 in Berlin, each to be charged by itself. */
export const billCards = async (platform: Platform, cards: readonly string[]): Promise<Collected> => {
	const business = await openBusiness(platform, 'collector@sonnenschein.example');
	await business.call('', {method: 'PATCH', json: {reminders: [{offsetDays: 3}]}});
	const rate = await standardRate(business);
	const year = Number((await platform.now()).slice(0, 4)) + 1;
	await platform.walk(`${year}-02-20T09:00:00.000Z`);
	const templates = [];
	for (const [index, card] of cards.entries()) {
		const email = `payer${index}@example.org`;
		const customer = await business.post('/customers', {name: `Payer ${index}`, email});
		await leaveCard(platform, business, customer.id, card);
		const template = await business.post('/templates', {
			customerId: customer.id,
			lines: [{description: `Care ${index}`, quantity: 1, unitAmount: 10_000, taxRateIds: [rate]}],
			schedule: {frequency: 'year', interval: 1, anchorDate: `${year}-03-01`},
			autoCharge: true,
		});
		await business.post(`/templates/${template.id}/activate`);
		templates.push({template, customer, email});
	}
	await platform.walk(`${year}-03-01T12:00:00.000Z`);
	const debtors = [];
	for (const {template, customer, email} of templates) {
		const [invoice] = (await business.get(`/templates/${template.id}/invoices`)).data;
		debtors.push({customerId: customer.id, email, invoiceId: invoice.id});
	}
	return {business, year, debtors};
};

/** Four cards, four ends: paid by retry, never paid, never charged, paid by link; two charges in all. */
export const collect = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const before = (await chargesOf(platform)).length;
	const collected = await billCards(platform, [
		'pm_sim_decline_2',
		'pm_sim_decline_insufficientFunds_always',
		'pm_card_chargeCustomerFail',
		'pm_card_authenticationRequired',
	]);
	const {business, year} = collected;
	const [twice, never, refused, present] = collected.debtors;
	if (!(twice && never && refused && present)) return t.fail();
	t.is((await business.get(`/invoices/${twice.invoiceId}`)).payment.state, 'failed');
	await paidByLink(t, platform, collected, present);
	await platform.walk(`${year}-03-12T12:00:00.000Z`);
	await declinedTwice(t, platform, collected, twice);
	await neverPaid(t, platform, collected, never);
	await neverCharged(t, platform, collected, refused);
	t.is((await chargesOf(platform)).length - before, 2, 'one by retry, one by link');
};

const chargesOf = async (platform: Platform) => (await logOf(platform)).filter(({effect}) => effect === 'charge');

/** Declined twice for lack of funds, then paid: tried on day 0, 1 and 3, one charge. */
const declinedTwice = async (t: ExecutionContext, platform: Platform, {business, year}: Collected, debtor: Debtor) => {
	const attempts = (await attemptsOf(business, debtor.invoiceId)).map(({createdAt, status, attempt, declineCode}) => [
		createdAt,
		status,
		attempt,
		declineCode,
	]);
	t.deepEqual(attempts, [
		[`${year}-03-01T05:00:00.000Z`, 'failed', 1, 'insufficient_funds'],
		[`${year}-03-02T05:00:00.000Z`, 'failed', 2, 'insufficient_funds'],
		[`${year}-03-04T05:00:00.000Z`, 'succeeded', 3, null],
	]);
	const invoice = await business.get(`/invoices/${debtor.invoiceId}`);
	t.like(invoice, {status: 'paid', paidAt: `${year}-03-04T05:00:00.000Z`, amountDue: 0});
	t.like(invoice.payment, {state: 'succeeded', attempts: 3, nextAttemptAt: null});
	t.deepEqual(
		await mailDays(platform, debtor),
		[`${year}-03-01`, `${year}-03-04`],
		'the invoice, which says it; the receipt',
	);
	const charges = (await chargesOf(platform)).filter(({at}) => at.startsWith(`${year}-03-04`));
	t.is(charges.length, 1);
};

/** Tried on day 0, 1, 3, 5 and 7, and then no more; the payer is told at first and at last. */
const neverPaid = async (t: ExecutionContext, platform: Platform, {business, year}: Collected, debtor: Debtor) => {
	const attempts = await attemptsOf(business, debtor.invoiceId);
	t.deepEqual(
		attempts.map(({createdAt}) => createdAt),
		[0, ...retryDays].map((days) => `${year}-03-0${1 + days}T05:00:00.000Z`),
	);
	t.true(attempts.every(({status}) => status === 'failed'));
	const invoice = await business.get(`/invoices/${debtor.invoiceId}`);
	t.like(invoice, {status: 'open', amountPaid: 0, amountDue: 11_900});
	t.like(invoice.payment, {state: 'failed', attempts: 5, nextAttemptAt: null, lastDeclineCode: 'insufficient_funds'});
	t.deepEqual(
		await mailDays(platform, debtor),
		[`${year}-03-01`, `${year}-03-08`],
		'the invoice, which says it; the last',
	);
};

/** A card that can be saved and never charged ends as failed, without a single charge. */
const neverCharged = async (t: ExecutionContext, _: Platform, {business, year}: Collected, debtor: Debtor) => {
	const attempts = await attemptsOf(business, debtor.invoiceId);
	t.true(attempts.length >= 2 && attempts.every(({status}) => status === 'failed'));
	const days = attempts.map(({createdAt}) => Number(createdAt.slice(8, 10)) - 1);
	t.true(
		days.every((day) => day === 0 || retryDays.includes(day)) && attempts[0]?.createdAt.startsWith(`${year}-03-01`),
	);
	t.like((await business.get(`/invoices/${debtor.invoiceId}`)).payment, {state: 'failed', nextAttemptAt: null});
};

/** The bank wants the payer present: no retry, a mail with a link, and the payer pays there. */
const paidByLink = async (
	t: ExecutionContext,
	platform: Platform,
	{business, year}: Collected,
	debtor: Debtor,
): Promise<void> => {
	const waiting = await business.get(`/invoices/${debtor.invoiceId}`);
	t.like(waiting.payment, {state: 'action_required', attempts: 1, nextAttemptAt: null});
	t.is(waiting.status, 'open');
	const [asked] = await mailsTo(platform, debtor);
	t.true(asked?.at.startsWith(`${year}-03-01`) && asked.text.includes(waiting.hostedUrl), 'the mail shows the link');

	const page = await platform.call(waiting.hostedUrl);
	t.is(page.status, 200);
	t.true(page.text.includes(waiting.number) && !/<script\b(?![^>]*application\/ld\+json)/.test(page.text));
	const action = /<form[^>]*action="([^"]*checkout)"/.exec(page.text)?.[1] ?? '';
	const address = new URL(action, waiting.hostedUrl).href;
	t.true(new URL(address).pathname.startsWith('/api/v1/public/invoices/'));
	const opened = await platform.call(address, sentForm({}));
	t.is(opened.status, 303);
	const back = await submitCheckout(platform, opened.headers.get('location') ?? '', {
		card: 'pm_card_authenticationRequired',
	});
	t.true(back.startsWith(waiting.hostedUrl));
	await until(async () => (await business.get(`/invoices/${debtor.invoiceId}`)).status === 'paid', 'it is paid');
	const paid = await business.get(`/invoices/${debtor.invoiceId}`);
	t.like(paid, {amountPaid: 11_900, amountDue: 0});
	t.is(paid.payment.nextAttemptAt, null);
	t.is((await platform.call(address, sentForm({}))).status, 409);
	t.false(/<form[^>]*checkout/.test((await platform.call(waiting.hostedUrl)).text), 'nothing to pay any more');
};

type Attempt = {
	readonly createdAt: string;
	readonly status: string;
	readonly attempt: number | null;
	readonly declineCode: string | null;
	readonly allocations: readonly {readonly invoiceId: string}[];
};

const attemptsOf = async (business: Business, invoiceId: string): Promise<readonly Attempt[]> =>
	(await business.all('/payments'))
		.filter(({allocations}: Attempt) => allocations.some((each) => each.invoiceId === invoiceId))
		.sort((a: Attempt, b: Attempt) => a.createdAt.localeCompare(b.createdAt));

const mailDays = async (platform: Platform, debtor: Debtor): Promise<readonly string[]> =>
	(await mailsTo(platform, debtor)).map(({at}) => at.slice(0, 10));

const mailsTo = async (
	platform: Platform,
	{email}: Debtor,
): Promise<readonly {readonly at: string; readonly subject: string; readonly text: string}[]> =>
	(await platform.bench(`/api/mail?to=${email}`)).data.toReversed();
