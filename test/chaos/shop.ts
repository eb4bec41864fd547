/** A business with customers of every kind and templates of every rhythm, and what its people do all day. */

import {
	type Business,
	leaveCard,
	openBusiness,
	type Reached,
	sentForm,
	standardRate,
	submitCheckout,
} from '../journeys/business.ts';
import type {Answer, Call} from '../world.ts';
import type {Chance} from './chance.ts';

export type Shop = {
	readonly business: Business;
	/** Does one thing that people do, and asks again until it is answered. */
	act(): Promise<void>;
	/** How often each thing was done, by what came of it. */
	readonly deeds: Map<string, number>;
	/** Answers that nobody may ever get. */
	readonly wrong: string[];
};
export type ShopParts = {
	readonly platform: Reached;
	readonly name: string;
	readonly chance: Chance;
	readonly today: () => string;
	/** Where it wants to be told of everything; null: nowhere. */
	readonly hooksUrl: string | null;
};

const cards = [
	'pm_card_visa',
	'pm_sim_decline_2',
	'pm_sim_decline_insufficientFunds_always',
	'pm_card_chargeCustomerFail',
	'pm_card_authenticationRequired',
];
const rhythms = ['month', 'week', 'day'] as const;

/** In calm weather: customers with cards, a template for each and rhythm by turns, all active. */
export const openShop = async (parts: ShopParts): Promise<Shop> => {
	const {platform, name, today, hooksUrl} = parts;
	const business = await openBusiness(platform, `${name}@chaos.example`, {name});
	const rate = await standardRate(business);
	if (hooksUrl !== null) await business.post('/webhook-endpoints', {url: hooksUrl});
	const customers: string[] = [];
	for (const [index, card] of [...cards, null].entries()) {
		const email = `${name}-${index}@payer.example`;
		const {id} = await business.post('/customers', {name: `${name} ${index}`, email});
		if (card !== null) await leaveCard(platform, business, id, card);
		customers.push(id);
	}
	const line = (amount: number) => ({
		description: 'Care {{period.start}}',
		quantity: 1,
		unitAmount: amount,
		taxRateIds: [rate],
	});
	const templates: string[] = [];
	for (const [index, customerId] of customers.entries()) {
		const schedule = {frequency: rhythms[index % rhythms.length], interval: 1, anchorDate: today()};
		const {id} = await business.post('/templates', {
			customerId,
			lines: [line(1000 + index)],
			schedule,
			autoCharge: index < cards.length,
			billing: 'issue_and_send',
		});
		await business.post(`/templates/${id}/activate`);
		templates.push(id);
	}
	return peopleOf({...parts, business, customers, templates, line});
};

type Parts = ShopParts & {
	readonly business: Business;
	readonly customers: readonly string[];
	readonly templates: readonly string[];
	readonly line: (amount: number) => object;
};

const peopleOf = ({platform, business, chance, name, today, customers, templates, line}: Parts): Shop => {
	const deeds = new Map<string, number>();
	const wrong: string[] = [];
	let asked = 0;
	const insist = async (path: string, call: Call = {}): Promise<Answer> => {
		const key = call.json === undefined ? {} : {headers: {'idempotency-key': `${name}-${++asked}`}};
		const answer = await untilAnswered(() => business.call(path, {...call, ...key}));
		if (answer.status >= 500) wrong.push(`${answer.status} ${path}: ${answer.text.slice(0, 200)}`);
		return answer;
	};
	const found = async (path: string): Promise<readonly {readonly [field: string]: unknown}[]> =>
		(await insist(path)).body?.data ?? [];
	const openInvoice = async () => chance.pick(await found('/invoices?status=open&limit=20'));
	const template = (): string => chance.pick(templates) ?? '';
	const to = (path: string, json: object) => async () => insist(path, {json});
	/** Something that is done to an open invoice, where there is one. */
	const withOpen = (path: string, json: (invoice: {readonly [field: string]: unknown}) => object) => async () => {
		const invoice = await openInvoice();
		return invoice && insist(`/invoices/${invoice.id}/${path}`, {json: json(invoice)});
	};
	const things: readonly (readonly [weight: number, [what: string, run: () => Promise<Answer | undefined>]])[] = [
		[
			6,
			[
				'finalize',
				async () => {
					const draft = await insist('/invoices', {json: {customerId: chance.pick(customers), lines: [line(2000)]}});
					return draft.status === 201
						? insist(`/invoices/${draft.body.id}/${chance.pick(['finalize', 'send'])}`, {json: {}})
						: draft;
				},
			],
		],
		[4, ['void', withOpen('void', () => ({reason: 'chaos'}))]],
		[
			4,
			[
				'pay by hand',
				withOpen('payments', ({amountDue}) => ({amount: amountDue, method: 'transfer', receivedOn: today()})),
			],
		],
		[2, ['pay a part', withOpen('payments', () => ({amount: 1, method: 'cash', receivedOn: today()}))]],
		[3, ['charge', withOpen('charge', () => ({}))]],
		[2, ['credit', withOpen('credit-notes', () => ({reason: 'chaos'}))]],
		[1, ['write off', withOpen('write-off', () => ({reason: 'chaos'}))]],
		[3, ['pay by link', () => payByLink(platform, openInvoice)]],
		[2, ['pause', async () => insist(`/templates/${template()}/pause`, {json: {}})]],
		[
			4,
			[
				'resume',
				async () => insist(`/templates/${template()}/resume`, {json: {past: chance.pick(['skip', 'latest', 'all'])}}),
			],
		],
		[1, ['skip', async () => insist(`/templates/${template()}/skip`, {json: {}})]],
		[
			2,
			[
				'edit',
				async () =>
					insist(`/templates/${template()}`, {
						method: 'PATCH',
						json: {lines: [line(Math.round(chance.between(900, 1100)))]},
					}),
			],
		],
		[1, ['new customer', to('/customers', {name: `${name} more`})]],
	];
	return {
		business,
		deeds,
		wrong,
		act: async () => {
			const [what, run] = chance.weighted(things);
			const answer = await run();
			const came = answer === undefined ? 'nothing to do' : answer.status < 400 ? 'done' : String(answer.status);
			const row = `${what}: ${came}`;
			deeds.set(row, (deeds.get(row) ?? 0) + 1);
		},
	};
};

/** As a payer's browser does it: what fails is not asked again by itself. */
const payByLink = async (
	platform: Reached,
	openInvoice: () => Promise<{readonly [field: string]: unknown} | undefined>,
) => {
	const invoice = await openInvoice();
	if (invoice === undefined) return undefined;
	const token = String(invoice.hostedUrl).split('/i/')[1];
	const opened = await untilAnswered(() => platform.call(`/public/invoices/${token}/checkout`, sentForm({})));
	const page = opened.headers.get('location');
	if (opened.status === 303 && page !== null)
		await submitCheckout(platform, page, {card: 'pm_card_visa'}).catch(() => undefined);
	return opened;
};

/** A client that keeps to the rules: no answer, or one that says so, and it asks again under the same key. */
const untilAnswered = async (ask: () => Promise<Answer>): Promise<Answer> => {
	for (let turn = 0; ; turn++) {
		const answer = await ask().catch(() => undefined);
		const isLater = answer === undefined || answer.status === 503 || answer.status === 429;
		if (answer !== undefined && (!isLater || turn > 200)) return answer;
		if (turn > 200) throw new Error('nobody answers any more');
		await new Promise((resolve) => setTimeout(resolve, Math.min(2000, 100 * 1.5 ** turn)));
	}
};
