/** Golden journeys, small enough to pull the plug before and after every single call of a port in them. */
import type {Fault} from './faults.ts';
import {asking, type People, type Stage} from './people.ts';
import {runSeed} from './run-seed.ts';
import type {PortCall} from './sim.ts';
import {all} from './view.ts';

export type Journey = {readonly name: string; readonly people: People};

const day = 86_400_000;
const business = {zone: 'Europe/Berlin', currency: 'EUR', uid: 'owner'};
type Ready = {
	readonly accountId: string;
	readonly customerId: string;
	readonly post: (
		path: string,
		json?: object,
		method?: 'POST' | 'PATCH' | 'DELETE',
	) => Promise<{readonly [name: string]: string}>;
	readonly stage: Stage;
};

/** One account, one customer, one template of 100.00 a month; then the journey's own deeds, each when all is quiet. */
const journey = (
	name: string,
	card: string | null,
	template: object,
	deeds: readonly ((ready: Ready) => Promise<void>)[],
): Journey => ({
	name,
	people: (stage) => {
		const ask = asking(stage);
		const accounts: {id: string; customers: {id: string; email: string}[]}[] = [];
		let ready: Ready | undefined;
		const through = async (work: () => Promise<void>): Promise<void> => {
			let isOver = false;
			void work().then(() => {
				isOver = true;
			});
			await stage.drive(() => isOver);
			await stage.quiet();
		};
		const post: Ready['post'] = async (path, json = {}, method = 'POST') => {
			const answer = await ask(path, {method, path, json: method === 'DELETE' ? undefined : json, uid: business.uid});
			if (answer === undefined || answer.status > 299) throw new Error(`${path}: ${JSON.stringify(answer?.body)}`);
			return answer.body ?? {};
		};
		const open = async (): Promise<void> => {
			const {uid: _, zone, ...input} = business;
			const account = await post('/accounts', {name: 'Journey', country: 'DE', timeZone: zone, ...input});
			const base = `/accounts/${account.id}`;
			const email = 'canary@example.com';
			const customer = await post(`${base}/customers`, {name: 'Canary', email});
			accounts.push({id: account.id ?? '', customers: [{id: customer.id ?? '', email}]});
			if (card !== null) {
				const {url} = await post(`${base}/customers/${customer.id}/card-setup`);
				stage.outside.submit(url ?? '', {card});
			}
			const anchorDate = new Date(stage.sim.loop.now() + 2 * day).toISOString().slice(0, 10);
			const made = await post(`${base}/templates`, {
				customerId: customer.id,
				lines: [{description: 'Care {{period.month}}', quantity: '1', unitAmount: 10_000}],
				schedule: {frequency: 'month', interval: 1, anchorDate},
				autoCharge: card !== null,
				...template,
			});
			await post(`${base}/templates/${made.id}/activate`, {past: 'all'});
			ready = {accountId: account.id ?? '', customerId: customer.id ?? '', post, stage};
		};
		return {
			begin: () => through(open),
			go: async () => {
				await stage.driveUntil(stage.sim.loop.now() + 4 * day);
				await stage.quiet();
				for (const deed of deeds) {
					const there = ready;
					if (there) await through(() => deed(there));
				}
				await stage.driveUntil(stage.sim.loop.now() + 12 * day);
			},
			done: new Map(),
			get accounts() {
				return accounts.map((one) => ({...one, ...business, taxRateId: '', templates: []}));
			},
		};
	},
});

const invoice = ({stage}: Ready): string => all(stage.sim.documents, 'invoices')[0]?.id ?? '';
const payment = ({stage}: Ready): string =>
	all(stage.sim.documents, 'payments').find(({status}) => status === 'succeeded')?.id ?? '';

export const journeys: readonly Journey[] = [
	journey('a month is billed, charged and mailed', 'pm_card_visa', {}, []),
	journey('a charge is declined once and tried again', 'pm_sim_decline_1', {}, []),
	journey('a bank debit settles days later', 'pm_sim_processing', {}, []),
	journey('a payment goes back with a credit note', 'pm_card_visa', {}, [
		async (ready) => {
			await ready.post(`/accounts/${ready.accountId}/payments/${payment(ready)}/refunds`, {amount: 4000});
		},
	]),
	journey('a refund that takes days', 'pm_card_pendingRefund', {}, [
		async (ready) => {
			await ready.post(`/accounts/${ready.accountId}/payments/${payment(ready)}/refunds`, {creditNote: false});
		},
	]),
	journey('an invoice is voided', null, {}, [
		async (ready) => {
			await ready.post(`/accounts/${ready.accountId}/invoices/${invoice(ready)}/void`);
		},
	]),
	journey('an invoice is paid by hand, in part', null, {}, [
		async (ready) => {
			const receivedOn = new Date(ready.stage.sim.loop.now() - day).toISOString().slice(0, 10);
			const json = {amount: 4000, method: 'transfer', receivedOn};
			await ready.post(`/accounts/${ready.accountId}/invoices/${invoice(ready)}/payments`, json);
		},
	]),
	journey('a draft is finished by hand', null, {billing: 'draft'}, [
		async (ready) => {
			await ready.post(`/accounts/${ready.accountId}/invoices/${invoice(ready)}/finalize`);
		},
	]),
	journey('a card comes after the charge failed', 'pm_card_chargeCustomerFail', {}, [
		async (ready) => {
			const {url} = await ready.post(`/accounts/${ready.accountId}/customers/${ready.customerId}/card-setup`);
			ready.stage.outside.submit(url ?? '', {card: 'pm_card_visa'});
		},
	]),
	journey('five weeks owed are billed, three in a run', null, {}, [
		async ({accountId, customerId, post, stage}) => {
			const anchorDate = new Date(stage.sim.loop.now() - 30 * day).toISOString().slice(0, 10);
			const made = await post(`/accounts/${accountId}/templates`, {
				customerId,
				lines: [{description: 'Care', quantity: '1', unitAmount: 2000}],
				schedule: {frequency: 'week', interval: 1, anchorDate},
			});
			await post(`/accounts/${accountId}/templates/${made.id}/activate`, {past: 'all'});
		},
	]),
];

/** Every call of the journey, with the plug pulled before it and after it. */
export const crashPlansOf = async (
	seed: number,
	{people}: Journey,
): Promise<{readonly state: string; readonly plans: readonly Fault[]; readonly calls: number}> => {
	const calls: PortCall[] = [];
	let isOn = false;
	const calm = await runSeed({
		seed,
		faults: [],
		people: (stage) => {
			const story = people(stage);
			return {
				begin: story.begin,
				done: story.done,
				get accounts() {
					return story.accounts;
				},
				go: async () => {
					isOn = true;
					await story.go();
					isOn = false;
				},
			};
		},
		onCall: (call) => {
			if (isOn) calls.push(call);
		},
	});
	if (calm.violations.length > 0) throw new Error(JSON.stringify(calm.violations[0]));
	const plans = calls.flatMap(({key, nth}) =>
		(['crash_before', 'crash_after'] as const).map((kind): Fault => ({kind, key, nth})),
	);
	return {state: calm.state, plans, calls: calls.length};
};
