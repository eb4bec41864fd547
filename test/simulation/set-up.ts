/** Accounts, customers with their cards, and templates over many rules: drawn from the seed, made through the API. */

import type {OpenOutside} from './outside.ts';
import type {Ask} from './people.ts';
import {instantOf, type Sim} from './sim.ts';

export type Business = {
	readonly id: string;
	readonly uid: string;
	readonly zone: string;
	readonly currency: string;
	readonly taxRateId: string;
	readonly customers: readonly {readonly id: string; readonly email: string}[];
	readonly templates: readonly string[];
};
export type Setup = {readonly accounts: readonly Business[]};
export type Cast = {
	readonly sim: Sim;
	readonly outside: OpenOutside;
	readonly ask: Ask;
	/** Nothing may depend on which of two things came first. */
	readonly isPolite: boolean;
};

const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Asia/Tokyo',
	'UTC',
	'Australia/Lord_Howe',
	'America/Santiago',
	'Pacific/Kiritimati',
] as const;
const countries = ['DE', 'US', 'GB', 'FR', 'JP'] as const;
const currencies = ['EUR', 'USD', 'JPY', 'GBP', 'KWD'] as const;
/** What becomes of charges on a saved card, days later too. */
const cards = [
	null,
	'pm_card_visa',
	'pm_card_visa',
	'pm_card_visa',
	'pm_sim_decline_1',
	'pm_sim_decline_2',
	'pm_sim_decline_insufficientFunds_always',
	'pm_sim_do_not_try_again',
	'pm_card_chargeCustomerFail',
	'pm_sim_processing',
	'pm_sim_processing_fail',
	'pm_card_pendingRefund',
	'pm_card_refundFail',
] as const;

/** With these it does not matter which invoice is charged first. */
const steady: readonly (string | null)[] = [
	null,
	'pm_card_visa',
	'pm_sim_processing',
	'pm_card_chargeCustomerFail',
	'pm_card_pendingRefund',
];
export const cardOf = (
	{sim, isPolite}: Pick<Cast, 'sim' | 'isPolite'>,
	...key: readonly (string | number)[]
): string | null => sim.draw.pick<string | null>(isPolite ? steady : cards, 'card', ...key);

export const setUp = async (cast: Cast): Promise<Setup> => {
	const count = cast.sim.draw.pick([1, 1, 1, 2, 2, 3], 'accounts');
	const accounts: Business[] = [];
	for (let nth = 0; nth < count; nth++) accounts.push(await open(cast, nth, count));
	return {accounts};
};

const open = async (cast: Cast, nth: number, count: number): Promise<Business> => {
	const {sim, outside, ask, isPolite} = cast;
	const {draw} = sim;
	const uid = `owner${nth}`;
	const must = async (name: string, call: Omit<Parameters<Ask>[1], 'uid'>) => {
		const answer = await ask(`set up ${nth} ${name}`, {...call, uid});
		if (answer === undefined || answer.status > 299)
			throw new Error(`${name}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
		return answer.body;
	};
	const zone = draw.pick(zones, 'zone', nth);
	const currency = draw.pick(currencies, 'currency', nth);
	const account = await must('account', {
		method: 'POST',
		path: '/accounts',
		json: {name: `Business ${nth}`, country: draw.pick(countries, 'country', nth), timeZone: zone, currency},
	});
	const base = `/accounts/${account.id}`;
	const policy = policyOf(cast, nth, currency);
	if (policy !== null) await must('policy', {method: 'PATCH', path: base, json: policy});
	if (draw.chance('listens', nth) < 0.15)
		await must('endpoint', {
			method: 'POST',
			path: `${base}/webhook-endpoints`,
			json: {url: 'https://listener.example/hook'},
		});
	const rates = await must('rates', {method: 'GET', path: `${base}/tax-rates`});
	const business = {id: account.id as string, uid, zone, currency, taxRateId: rates.data[0].id as string};
	const customers: {id: string; email: string}[] = [];
	for (let who = 0; who < draw.between(1, 3, 'customers', nth); who++) {
		const email = `canary${nth}x${who}@example.com`;
		const json = {
			name: `Canary Person ${nth}x${who}`,
			email,
			autoApplyCredit: !isPolite && draw.chance('credit', nth, who) < 0.3,
		};
		const {id} = await must(`customer ${who}`, {method: 'POST', path: `${base}/customers`, json});
		customers.push({id, email});
		const card = cardOf(cast, nth, who);
		if (card === null) continue;
		const {url} = await must(`card ${who}`, {method: 'POST', path: `${base}/customers/${id}/card-setup`, json: {}});
		outside.submit(url, {card});
	}
	const templates: string[] = [];
	const most = Math.max(2, Math.floor(7 / count));
	for (let which = 0; which < draw.between(2, most, 'templates', nth); which++) {
		const customer = draw.pick(customers, 'template customer', nth, which);
		const json = templateInput(cast, business, `${nth} ${which}`, customer.id);
		const {id} = await must(`template ${which}`, {method: 'POST', path: `${base}/templates`, json});
		templates.push(id);
		const past = draw.pick(['skip', 'latest', 'all'] as const, 'past', nth, which);
		await must(`activate ${which}`, {method: 'POST', path: `${base}/templates/${id}/activate`, json: {past}});
	}
	return {...business, customers, templates};
};

/** How it collects what is owed, and beyond what a run parks; half of the accounts leave it as it is. */
const policyOf = ({sim: {draw}, isPolite}: Cast, nth: number, currency: string): object | null => {
	const has = (what: string, often: number): boolean => draw.chance(what, nth) < often;
	if (!has('policy', 0.5)) return null;
	return {
		reminders: has('reminders', 0.7) ? [{offsetDays: -3}, {offsetDays: 2}, {offsetDays: 7}] : [],
		lateFee: has('fee', 0.5)
			? has('percent', 0.5)
				? {percent: '5', afterDays: 4}
				: {amount: 500, afterDays: 9}
			: null,
		finalAction: draw.pick(['leave', 'leave', 'writeOff', isPolite ? 'leave' : 'pauseTemplate'] as const, 'final', nth),
		...(!isPolite && has('caps', 0.4) ? {billing: {jumpFactor: 3, runAmountCaps: [{currency, amount: 900_000}]}} : {}),
	};
};

export const linesOf = ({draw}: Sim, {taxRateId}: Pick<Business, 'taxRateId'>, name: string) =>
	Array.from({length: draw.between(1, 3, 'lines', name)}, (_, nth) => ({
		description: draw.pick(['Care {{period.month}}', 'Rent', 'Seats {{period.year}}'], 'text', name, nth),
		quantity: draw.pick(['1', '3', '0.5', '2.25'], 'quantity', name, nth),
		unitAmount: draw.between(100, 20_000, 'amount', name, nth) * 10,
		taxRateIds: draw.chance('taxed', name, nth) < 0.7 ? [taxRateId] : [],
	}));

/** Now and then nothing is to pay, or money is owed to the customer. */
const special = (sim: Sim, business: Pick<Business, 'taxRateId'>, name: string) => {
	const lines = linesOf(sim, business, name);
	const chance = sim.draw.chance('special', name);
	if (chance < 0.08) return lines.map((line) => ({...line, unitAmount: 0}));
	if (chance < 0.16) return lines.map((line) => ({...line, quantity: `-${line.quantity}`}));
	return lines;
};

type Around = {readonly nowMs: number; readonly fromDay: number; readonly toDay: number};

export const scheduleOf = ({sim: {draw}, isPolite}: Pick<Cast, 'sim' | 'isPolite'>, name: string, around: Around) => {
	const {nowMs, fromDay, toDay} = around;
	const frequency = draw.pick(['day', 'week', 'month', 'month', 'month', 'month', 'year'] as const, 'frequency', name);
	const low = frequency === 'day' ? 12 : 1;
	const interval = draw.between(low, frequency === 'day' ? 20 : frequency === 'week' ? 3 : 1, 'interval', name);
	const anchorDate = instantOf(nowMs + draw.between(fromDay, toDay, 'anchor', name) * 86_400_000).slice(0, 10);
	const rule =
		frequency === 'day' || frequency === 'week'
			? null
			: draw.pick(
					[
						null,
						{type: 'dayOfMonth'},
						{type: 'lastDay'},
						{type: 'nthWeekday', nth: -1, weekday: 'FR'},
						{type: 'nthWeekday', nth: 2, weekday: 'MO'},
					] as const,
					'rule',
					name,
				);
	return {frequency, interval, anchorDate, rule, hour: draw.between(0, isPolite ? 12 : 23, 'hour', name)};
};

const templateInput = (cast: Cast, business: Pick<Business, 'taxRateId'>, name: string, customerId: string) => {
	const {sim} = cast;
	const {draw} = sim;
	return {
		customerId,
		lines: special(sim, business, name),
		schedule: scheduleOf(cast, name, {nowMs: sim.loop.now(), fromDay: -45, toDay: 25}),
		billing: draw.pick(['draft', 'issue', 'issue_and_send', 'issue_and_send'] as const, 'billing', name),
		autoCharge: draw.chance('auto', name) < 0.7,
		chargeOn: draw.pick(['issue', 'issue', 'due'] as const, 'charge on', name),
		periodTiming: draw.pick(['advance', 'advance', 'arrears'] as const, 'timing', name),
		paymentTerms: {days: draw.pick([0, 7, 14], 'terms', name)},
		ends:
			draw.chance('ends', name) < 0.25
				? {type: 'after', count: draw.between(1, 4, 'count', name)}
				: draw.chance('ends on', name) < 0.15
					? {type: 'on', date: instantOf(sim.loop.now() + 70 * 86_400_000).slice(0, 10)}
					: {type: 'never'},
	};
};
