/** What people do on the platform, in a call each: open a business, take in a customer, leave a card, agree on a template. */
import type {Answer, Call} from '../world.ts';
import type {Platform} from './platform.ts';

/** All that people need of a platform. */
export type Reached = Pick<Platform, 'signIn' | 'call'>;

export type Business = {
	readonly token: string;
	readonly account: {readonly id: string};
	/** Paths below the account. */
	call(path: string, call?: Call): Promise<Answer>;
	/** The body of a GET. */
	// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
	get(path: string): Promise<any>;
	/** The body of a POST that works. */
	// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
	post(path: string, json?: object): Promise<any>;
	/** Every row of a list, page after page. */
	// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come
	all(path: string): Promise<readonly any[]>;
};

/** A person with an account of their own: German, in euros, unless told. */
export const openBusiness = async (platform: Reached, email: string, input: object = {}): Promise<Business> => {
	const token = await platform.signIn(email);
	const made = await platform.call('/accounts', {
		token,
		json: {name: 'Sonnenschein', country: 'DE', currency: 'EUR', ...input},
	});
	if (made.status !== 201) throw new Error(`no account: ${made.status} ${made.text}`);
	const call = (path: string, options: Call = {}) =>
		platform.call(`/accounts/${made.body.id}${path}`, {token, ...options});
	const worked = async (path: string, options?: Call) => {
		const answer = await call(path, options);
		if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
		return answer.body;
	};
	return {
		token,
		account: made.body,
		call,
		get: (path) => worked(path),
		post: (path, json = {}) => worked(path, {json}),
		all: async (path) => {
			const rows: unknown[] = [];
			for (let cursor: string | null = ''; cursor !== null; ) {
				const mark: string = path.includes('?') ? '&' : '?';
				const page: {data: unknown[]; nextCursor: string | null} = await worked(
					`${path}${mark}limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
				);
				rows.push(...page.data);
				cursor = page.nextCursor;
			}
			return rows;
		},
	};
};

/** Leaves a card on the provider's page, as the payer does, and waits until the platform knows it. */
export const leaveCard = async (platform: Reached, business: Business, customerId: string, card: string) => {
	const {url} = await business.post(`/customers/${customerId}/card-setup`);
	await submitCheckout(platform, url, {card});
	return until(async () => (await business.get(`/customers/${customerId}`)).card, 'the card is known');
};

/** Sends the checkout form; answers where the payer is led to. Confirms where the bank asks. */
export const submitCheckout = async (
	platform: Reached,
	url: string,
	form: {readonly [field: string]: string},
): Promise<string> => {
	const answer = await platform.call(url, sentForm(form));
	const to = answer.headers.get('location') ?? '';
	if (answer.status !== 303) throw new Error(`the checkout page answers ${answer.status}`);
	return to.endsWith('/challenge') ? submitCheckout(platform, url, {challenge: 'pass'}) : to;
};

export const sentForm = (form: {readonly [field: string]: string}): Call => ({
	method: 'POST',
	headers: {'content-type': 'application/x-www-form-urlencoded'},
	raw: new URLSearchParams(form).toString(),
});

/** The account's 19 % (or other standard) rate, there from the start. */
export const standardRate = async ({all}: Pick<Business, 'all'>): Promise<string> => (await all('/tax-rates'))[0].id;

/** Asks again until there is an answer; throws after a minute. */
export const until = async <T>(ask: () => Promise<T | null | undefined | false>, what: string): Promise<T> => {
	for (const end = Date.now() + 60_000; Date.now() < end; ) {
		const found = await ask();
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	throw new Error(`waited in vain until ${what}`);
};
