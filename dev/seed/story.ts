/** What happens in the year of the demo business, besides what the engine does by itself. */
import {addDays} from '../../functions/kernel/calendar.ts';
import type {PlainDate} from '../../schemas/basics.ts';
import {type Answer, aFewAtATime, amount, text} from './api.ts';
import {type Business, saveCard} from './business.ts';
import {type Character, cast, usesCard} from './cast.ts';
import {drafts, type SingleJob, type StandingOrder, singleJobs, standingOrders} from './repertoire.ts';

/** On the first of a month: the standing orders that begin in it. */
export const startOrders = async (business: Business, month: number, first: PlainDate): Promise<void> => {
	const beginning = standingOrders.flatMap((order, index) => (order.from[0] === month ? [{order, index}] : []));
	await aFewAtATime(
		beginning.map(
			({order, index}) =>
				() =>
					startOrder(business, order, index, first),
		),
	);
};

const startOrder = async (business: Business, order: StandingOrder, index: number, first: PlainDate): Promise<void> => {
	const {api, at} = business;
	const character = actor(order.customer);
	const template = await api.post(
		`${at}/templates`,
		{
			name: order.name,
			customerId: business.customers[order.customer],
			lines: withRates(business, character, order.lines),
			discounts: order.discounts ?? [],
			schedule: {...order.every, anchorDate: addDays(first, order.from[1] - 1)},
			autoCharge: usesCard(character),
		},
		`template/${index}`,
	);
	await api.post(`${at}/templates/${text(template.id)}/activate`, {}, `activate/${index}`);
};

/** In the middle of a month: single jobs, and what only happens once. */
export const livesOn = async (business: Business, month: number, today: PlainDate): Promise<void> => {
	const jobs = singleJobs.flatMap((job, index) => (job.month === month ? [{job, index}] : []));
	for (const {job, index} of jobs) {
		const invoice = await draft(business, job, `job/${index}`);
		await business.api.post(`${business.at}/invoices/${text(invoice.id)}/send`, {}, `send/${index}`);
	}
	await onceInAYear[month]?.(business, today);
};

const draft = (
	{api, at, customers, ...business}: Business,
	job: Omit<SingleJob, 'month'>,
	key: string,
): Promise<Answer> =>
	api.post(
		`${at}/invoices`,
		{
			customerId: customers[job.customer],
			lines: withRates(business, actor(job.customer), job.lines),
			discounts: job.discounts ?? [],
			...(job.currency === undefined ? {} : {currency: job.currency.code, exchangeRate: job.currency.exchangeRate}),
		},
		key,
	);

const withRates = (business: Pick<Business, 'ratesFor'>, character: Character, lines: StandingOrder['lines']) =>
	lines.map((line) => ({...line, taxRateIds: business.ratesFor(character)}));

const actor = (index: number): Character => {
	const character = cast[index];
	if (character === undefined) throw new Error(`there is no customer ${index} in the cast`);
	return character;
};

/** Books the transfers that have come in by today, each customer after their habit. */
export const bookTransfers = async (business: Business, month: number, today: PlainDate): Promise<void> => {
	const {api, at} = business;
	const open = await api.list(`${at}/invoices?status=open`);
	const paid = open.filter((invoice) => {
		const character = business.characterOf(text(invoice.customerId));
		return character !== undefined && hasPaid(character, text(invoice.dueDate), month, today);
	});
	await aFewAtATime(
		paid.map((invoice) => async () => {
			const id = text(invoice.id);
			const body = {amount: invoice.amountDue, method: 'transfer', receivedOn: today, reference: invoice.number};
			await api.post(`${at}/invoices/${id}/payments`, body, `transfer/${id}`);
		}),
	);
};

const stoppedInMonth = 9;

const hasPaid = ({habit}: Character, dueDate: PlainDate, month: number, today: PlainDate): boolean => {
	switch (habit) {
		case 'prompt':
			return dueDate <= addDays(today, 5);
		case 'late':
			return addDays(dueDate, 16) <= today;
		case 'stopped':
			return month < stoppedInMonth && dueDate <= today;
		default:
			return false;
	}
};

type Episode = (business: Business, today: PlainDate) => Promise<void>;

/** By month of the history. */
const onceInAYear: {readonly [month: number]: Episode} = {
	// A new card: what failed is tried again by itself.
	4: ({api, at, customers}) => saveCard(api, at, text(customers[8]), 'pm_card_visa', 'second'),
	5: async ({api, at, customers}) => {
		const [invoice] = await api.list(`${at}/invoices?status=open&customerId=${text(customers[2])}`);
		if (invoice === undefined) return;
		const [line] = Array.isArray(invoice.lines) ? invoice.lines : [];
		const body = {reason: 'Eine Leistung wurde nicht erbracht', lines: [{lineId: line.id, amount: 9_000}]};
		await api.post(`${at}/invoices/${text(invoice.id)}/credit-notes`, body, 'credit');
	},
	7: async (business) => {
		const {api, at} = business;
		const twice = await draft(
			business,
			{customer: 18, lines: [{description: 'Etiketten Sommerbier', quantity: '1', unitAmount: 142_000}]},
			'twice',
		);
		await api.post(`${at}/invoices/${text(twice.id)}/finalize`, {}, 'twice/finalize');
		await api.post(`${at}/invoices/${text(twice.id)}/void`, {reason: 'Doppelt ausgestellt'}, 'twice/void');
	},
	9: async ({api, at, customers}) => {
		const charged = await api.list(`${at}/payments`);
		const payment = charged.find(({customerId, status}) => customerId === customers[3] && status === 'succeeded');
		if (payment === undefined) return;
		const body = {amount: Math.round(amount(payment.amount) / 4), reason: 'Ausfall des Portals im August'};
		await api.post(`${at}/payments/${text(payment.id)}/refunds`, body, 'refund');
	},
	10: async ({api, at, customers}) => {
		const [template] = (await api.list(`${at}/templates`)).filter(({customerId}) => customerId === customers[12]);
		if (template !== undefined) await api.post(`${at}/templates/${text(template.id)}/pause`, {}, 'pause');
	},
	11: async ({api, at, customers}, today) => {
		const open = await api.list(`${at}/invoices?status=open`);
		const oldest = open.findLast(({customerId}) => customerId === customers[19]);
		const partly = open.find(({customerId}) => customerId === customers[25]);
		if (oldest !== undefined)
			await api.post(`${at}/invoices/${text(oldest.id)}/write-off`, {reason: 'Uneinbringlich'}, 'write-off');
		if (partly !== undefined) {
			const half = Math.floor(amount(partly.amountDue) / 2);
			const body = {amount: half, method: 'transfer', receivedOn: today, reference: 'Anzahlung'};
			await api.post(`${at}/invoices/${text(partly.id)}/payments`, body, 'partly');
		}
	},
};

/** What lies on the desk today. */
export const closeTheYear = async (business: Business): Promise<void> => {
	for (const [index, job] of drafts.entries()) await draft(business, job, `draft/${index}`);
};
