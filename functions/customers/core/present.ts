/** Customers as the API answers them, as documents print them, and as they are sealed. */
import type {Customer, CustomerDocument, CustomerInput, CustomerPersonal} from '../../../schemas/customer.ts';
import type {Party} from '../../../schemas/parties.ts';

/** `personal` opened; null once it was erased. */
export const presentCustomer = (customer: CustomerDocument, personal: CustomerPersonal | null): Customer => ({
	id: customer.id,
	name: personal?.name ?? 'Erased',
	email: personal?.email ?? null,
	contacts: (personal?.contacts ?? []).map(({name, email, role, cc}) => ({
		name: name ?? null,
		email,
		role: role ?? null,
		cc,
	})),
	billingAddress: addressOf(personal?.billingAddress),
	deliveryAddress: addressOf(personal?.deliveryAddress),
	taxId: personal?.taxId ?? null,
	isBusiness: customer.isBusiness,
	buyerReference: personal?.buyerReference ?? null,
	endpoint: personal?.endpoint ?? null,
	currency: customer.currency ?? null,
	locale: customer.locale ?? null,
	paymentTerms: termsOf(customer.paymentTerms),
	seriesId: customer.seriesId ?? null,
	autoApplyCredit: customer.autoApplyCredit,
	pauseReminders: customer.pauseReminders,
	notes: personal?.notes ?? null,
	metadata: customer.metadata,
	card: customer.card,
	creditBalances: Object.entries(customer.creditBalances).map(([currency, amount]) => ({currency, amount})),
	archivedAt: customer.archivedAt,
	version: customer.version,
	createdAt: customer.createdAt,
	updatedAt: customer.updatedAt,
});

/** What only the contact key opens. */
export const personalOf = (input: CustomerPersonal): CustomerPersonal => ({
	name: input.name,
	email: input.email ?? null,
	contacts: input.contacts,
	billingAddress: input.billingAddress ?? null,
	deliveryAddress: input.deliveryAddress ?? null,
	taxId: input.taxId ?? null,
	buyerReference: input.buyerReference ?? null,
	endpoint: input.endpoint ?? null,
	notes: input.notes ?? null,
});

/** The buyer as printed and mailed to: what templates and documents carry. */
export const partyOf = (input: CustomerInput): Party => ({
	name: input.name,
	email: input.email ?? null,
	contacts: input.contacts,
	billingAddress: input.billingAddress ?? null,
	deliveryAddress: input.deliveryAddress ?? null,
	taxId: input.taxId ?? null,
	isBusiness: input.isBusiness,
	buyerReference: input.buyerReference ?? null,
	endpoint: input.endpoint ?? null,
});

/** What stays readable. */
export const plainOf = (input: CustomerInput) => ({
	isBusiness: input.isBusiness,
	currency: input.currency ?? null,
	locale: input.locale ?? null,
	paymentTerms: input.paymentTerms ?? null,
	seriesId: input.seriesId ?? null,
	autoApplyCredit: input.autoApplyCredit,
	pauseReminders: input.pauseReminders,
	metadata: input.metadata,
});

const termsOf = (terms: CustomerInput['paymentTerms']) =>
	terms ? {...terms, earlyDiscount: terms.earlyDiscount ?? null} : null;

const addressOf = (address: CustomerInput['billingAddress']) =>
	address
		? {
				line1: address.line1 ?? null,
				line2: address.line2 ?? null,
				city: address.city ?? null,
				region: address.region ?? null,
				postalCode: address.postalCode ?? null,
				country: address.country ?? null,
			}
		: null;
