/** An account with a customer and a tax rate, reached through the API; runs go through the acts that are deployed. */
import {sweep} from '../../../functions/operations/sweep.ts';
import {billPage} from '../../../functions/recurring/bill-page.ts';
import {startBillingRun} from '../../../functions/recurring/start-billing-run.ts';
import type {Call, TestWorldOptions} from '../../world.ts';
import {openTestWorld} from '../../world.ts';

/** `through` wraps the world, to fail. */
export const openTemplates = async (beginAt: string, account: object = {}, through?: TestWorldOptions['through']) => {
	const world = await openTestWorld({beginAt, ...(through ? {through} : {})});
	const business = await world.business('owner@example.com', {currency: 'EUR', timeZone: 'Europe/Berlin', ...account});
	const {call} = business;
	const made = async (path: string, json: object) => {
		const answer = await call(path, {json});
		if (answer.status !== 201) throw new Error(answer.text);
		return answer.body;
	};
	const customer = await made('/customers', {name: 'Ada Muster', email: 'ada@example.com'});
	const rate = await made('/tax-rates', {name: 'USt', percent: '19', category: 'S'});
	const input = {
		customerId: customer.id,
		lines: [{description: 'Hosting {{period.month}}', quantity: '1', unitAmount: 1000, taxRateIds: [rate.id]}],
		schedule: {frequency: 'month', interval: 1, anchorDate: '2026-01-31'},
	};
	/** Delivers everything that billing published, until nothing more comes. */
	const drain = async (): Promise<void> => {
		for (let at = 0; at < world.published.length; at++) {
			const sent = world.published[at];
			if (sent?.topic === 'billing.page') await billPage(world.world)(sent.message);
		}
		world.published.length = 0;
	};
	return {
		...world,
		...business,
		customer,
		rate,
		input,
		drain,
		template: (fields: object = {}) => made('/templates', {...input, ...fields}),
		post: (path: string, json: object = {}, options: Call = {}) => call(path, {json, ...options}),
		get: (path: string) => call(path),
		goTo: (at: string) => world.clock.moveTo(at),
		run: async (at?: string) => {
			if (at !== undefined) await world.clock.moveTo(at);
			world.published.length = 0;
			await startBillingRun(world.world)();
			await drain();
		},
		sweep: () => sweep(world.world)({}),
	};
};
export type Templates = Awaited<ReturnType<typeof openTemplates>>;
