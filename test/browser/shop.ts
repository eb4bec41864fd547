/** A small business with something on every screen, made through the API. */
import {leaveCard, openBusiness, standardRate} from '../journeys/business.ts';
import type {Platform} from '../journeys/platform.ts';

export type Shop = {
	readonly email: string;
	readonly account: string;
	readonly customer: string;
	readonly draft: string;
	readonly open: string;
	readonly openNumber: string;
	readonly hostedUrl: string;
	readonly paid: string;
	readonly template: string;
	readonly templateDraft: string;
	readonly payment: string;
};

/** Opens it: customers with and without a card, an invoice in each of its states, a template that bills and one that does not yet. */
export const openShop = async (platform: Platform): Promise<Shop> => {
	const email = 'shop@sonnenschein.example';
	const business = await openBusiness(platform, email);
	await business.call('', {method: 'PATCH', json: profile});
	const taxRateIds = [await standardRate(business)];
	await business.post('/items', {name: 'Website care', unit: 'month', unitAmount: 4900, taxRateIds});
	const customer = await business.post('/customers', {
		name: 'Café Central',
		email: 'office@cafe-central.example',
		billingAddress: {line1: 'Herrengasse 14', postalCode: '79098', city: 'Freiburg', country: 'DE'},
	});
	const gallery = await business.post('/customers', {name: 'Galerie Morgenlicht', email: 'post@galerie.example'});
	const invoice = (customerId: string, description: string, unitAmount: number) =>
		business.post('/invoices', {customerId, lines: [{description, quantity: '2.5', unitAmount, taxRateIds}]});

	const draft = await invoice(gallery.id, 'Opening night', 12_000);
	const open = await invoice(gallery.id, 'Photographs for the autumn catalogue', 8_750);
	const issued = await business.post(`/invoices/${open.id}/send`, {to: ['post@galerie.example']});
	const paid = await invoice(customer.id, 'Menu cards', 4_000);
	await business.post(`/invoices/${paid.id}/finalize`);
	const payment = await business.post(`/invoices/${paid.id}/payments`, {
		amount: 11_900,
		method: 'transfer',
		receivedOn: (await platform.now()).slice(0, 10),
	});
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const monthly = {
		customerId: customer.id,
		name: 'Care',
		lines: [{description: 'Website care {{period.month}}', quantity: '1', unitAmount: 4900, taxRateIds}],
		schedule: {frequency: 'month', interval: 1, anchorDate: (await platform.now()).slice(0, 10)},
		autoCharge: true,
	};
	const template = await business.post('/templates', monthly);
	await business.post(`/templates/${template.id}/activate`, {past: 'skip'});
	const templateDraft = await business.post('/templates', {...monthly, name: 'Care, the larger'});
	return {
		email,
		account: business.account.id,
		customer: customer.id,
		draft: draft.id,
		open: open.id,
		openNumber: issued.number,
		hostedUrl: (await business.get(`/invoices/${open.id}`)).hostedUrl,
		paid: paid.id,
		template: template.id,
		templateDraft: templateDraft.id,
		payment: payment.id,
	};
};

const profile = {
	legalName: 'Sonnenschein GmbH',
	address: {line1: 'Schulterblatt 58', postalCode: '20357', city: 'Hamburg', country: 'DE'},
	taxIds: [{type: 'vat', value: 'DE136695976'}],
	bank: {iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', name: 'Sonnenschein GmbH'},
	reminders: [{offsetDays: 5}],
};
