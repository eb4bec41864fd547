/** A business with a customer and tax rates, reached through the API on a real port. */
import {type Call, openTestWorld, type TestWorldOptions} from '../../world.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
type Body = any;

/** `through` wraps the world that the API sees. */
export const openInvoicing = async (
	account: object = {},
	beginAt = '2027-03-01T09:00:00.000Z',
	through?: TestWorldOptions['through'],
) => {
	const world = await openTestWorld({beginAt, ...(through ? {through} : {})});
	const business = await world.business('owner@example.com', {currency: 'EUR', timeZone: 'Europe/Berlin', ...account});
	const {call} = business;
	const made = async (path: string, json: object = {}, more: Call = {}): Promise<Body> => {
		const answer = await call(path, {json, ...more});
		if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
		return answer.body;
	};
	const customer = await made('/customers', {name: 'Ada Muster', email: 'ada@example.com'});
	const vat = await made('/tax-rates', {name: 'USt', percent: '19', category: 'S'});
	const line = (amount: number, more: object = {}) => ({
		description: 'Care',
		quantity: '1',
		unitAmount: amount,
		taxRateIds: [],
		...more,
	});
	const draft = (fields: object = {}): Promise<Body> =>
		made('/invoices', {customerId: customer.id, lines: [line(10_000)], ...fields});
	return {
		...world,
		...business,
		made,
		customer,
		vat,
		line,
		draft,
		get: async (path: string): Promise<Body> => (await call(path)).body,
		refusal: async (path: string, json: object = {}, more: Call = {}): Promise<string> =>
			(await call(path, {json, ...more})).body.code,
		issued: async (fields: object = {}): Promise<Body> => made(`/invoices/${(await draft(fields)).id}/finalize`),
	};
};
export type Invoicing = Awaited<ReturnType<typeof openInvoicing>>;
