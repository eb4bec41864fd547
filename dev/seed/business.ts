import {type Answer, type Api, aFewAtATime, text, until} from './api.ts';
import {type Character, cardOf, cast, usesCard} from './cast.ts';
import {items} from './repertoire.ts';

export type Business = {
	readonly api: Api;
	/** `/accounts/{account}`. */
	readonly at: string;
	/** Ids in the order of the cast. */
	readonly customers: readonly string[];
	readonly characterOf: (customerId: string) => Character | undefined;
	/** The tax rates that a customer's lines carry. */
	readonly ratesFor: (character: Character) => readonly string[];
	readonly countInvoices: () => Promise<number>;
};

const euCountries = ['AT', 'DK', 'ES', 'FR', 'IT', 'NL', 'PL'];

/** Opens the account with its settings, tax rates, items and customers, and lets those save a card who pay by card. */
export const openBusiness = async (api: Api): Promise<Business> => {
	const account = await api.post('/accounts', {name: 'Nordlicht Studio GmbH', country: 'DE'}, 'account');
	const at = `/accounts/${text(account.id)}`;
	await api.patch(at, settings);
	const [standard, reverse, abroad] = await openTaxRates(api, at);
	await aFewAtATime(
		items.map(({name, unit, unitAmount}) => async () => {
			await api.post(`${at}/items`, {name, unit, unitAmount, taxRateIds: [standard]}, `item/${name}`);
		}),
	);
	const customers = await aFewAtATime(cast.map((character, index) => () => openCustomer(api, at, character, index)));
	const byId = new Map(customers.map((id, index) => [id, cast[index]]));
	return {
		api,
		at,
		customers,
		characterOf: (id) => byId.get(id),
		ratesFor: ({country}) => [country === 'DE' ? standard : euCountries.includes(country) ? reverse : abroad],
		countInvoices: async () => (await api.list(`${at}/invoices`)).length,
	};
};

const settings = {
	legalName: 'Nordlicht Studio GmbH',
	address: {line1: 'Schulterblatt 58', postalCode: '20357', city: 'Hamburg', country: 'DE'},
	taxIds: [{type: 'vat', value: 'DE136695976'}],
	bank: {iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', name: 'Nordlicht Studio GmbH'},
	replyTo: 'buero@nordlicht.example',
	defaults: {paymentTerms: {days: 14}, notes: 'Vielen Dank für die gute Zusammenarbeit.'},
	reminders: [{offsetDays: 5}, {offsetDays: 14}],
};

/** Domestic, reverse charge in the EU, and outside the scope of German tax. */
const openTaxRates = async (api: Api, at: string): Promise<readonly [string, string, string]> => {
	const [standard] = (await api.list(`${at}/tax-rates`)).filter(({category}) => category === 'S');
	const reverse = await api.post(
		`${at}/tax-rates`,
		{name: 'Reverse charge', percent: '0', category: 'AE', reason: 'Steuerschuldnerschaft des Leistungsempfängers'},
		'tax/reverse',
	);
	const abroad = await api.post(
		`${at}/tax-rates`,
		{name: 'Nicht steuerbar (Drittland)', percent: '0', category: 'O', reason: 'Leistungsort außerhalb Deutschlands'},
		'tax/abroad',
	);
	return [text(standard?.id), text(reverse.id), text(abroad.id)];
};

const openCustomer = async (api: Api, at: string, character: Character, index: number): Promise<string> => {
	const {name, email, contact, street, postalCode, city, country, locale, taxId, isBusiness} = character;
	const customer = await api.post(
		`${at}/customers`,
		{
			name,
			email,
			contacts: contact === undefined ? [] : [{name: contact, email, role: 'billing', cc: false}],
			billingAddress: {line1: street, postalCode, city, country},
			taxId: taxId ?? null,
			locale,
			isBusiness,
		},
		`customer/${index}`,
	);
	const id = text(customer.id);
	if (usesCard(character)) await saveCard(api, at, id, cardOf(character), 'first');
	return id;
};

/** The customer follows the link to the provider's page and picks a card there. `nth` names the occasion. */
export const saveCard = async (api: Api, at: string, customerId: string, card: string, nth: string): Promise<void> => {
	const path = `${at}/customers/${customerId}`;
	const {url} = await api.post(`${path}/card-setup`, {}, `card/${customerId}/${nth}`);
	const before = JSON.stringify((await api.get(path)).card);
	await fetch(text(url), {
		method: 'POST',
		redirect: 'manual',
		headers: {'content-type': 'application/x-www-form-urlencoded'},
		body: new URLSearchParams({card}).toString(),
	});
	const saved = ({card: shown}: Answer): boolean => shown !== null && JSON.stringify(shown) !== before;
	await until(async () => saved(await api.get(path)), `the card of ${customerId} is saved`);
};
