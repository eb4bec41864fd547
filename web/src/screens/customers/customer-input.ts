/** A customer as typed, and as the API takes it. Pure. */
import type {Address, Customer} from '../../api/shapes.ts';

export type AddressForm = {
	readonly line1: string;
	readonly line2: string;
	readonly postalCode: string;
	readonly city: string;
	readonly region: string;
	readonly country: string | null;
};
export type CustomerForm = {
	readonly name: string;
	readonly email: string;
	readonly isBusiness: boolean;
	readonly taxId: string;
	readonly billingAddress: AddressForm;
	readonly currency: string;
	readonly locale: string;
	readonly termsDays: string;
	readonly buyerReference: string;
	readonly autoApplyCredit: boolean;
	readonly pauseReminders: boolean;
	readonly notes: string;
};

export const addressForm = (address: Address | null | undefined): AddressForm => ({
	line1: address?.line1 ?? '',
	line2: address?.line2 ?? '',
	postalCode: address?.postalCode ?? '',
	city: address?.city ?? '',
	region: address?.region ?? '',
	country: address?.country ?? null,
});

/** Null where nothing was typed: an address that is not there. */
export const addressInput = (form: AddressForm): Address | null => {
	const {country, ...lines} = form;
	const filled = Object.fromEntries(Object.entries(lines).map(([name, typed]) => [name, orNull(typed)]));
	return country === null && Object.values(filled).every((value) => value === null) ? null : {...filled, country};
};

export const customerForm = (customer: Customer | null): CustomerForm => ({
	name: customer?.name ?? '',
	email: customer?.email ?? '',
	isBusiness: customer?.isBusiness ?? true,
	taxId: customer?.taxId ?? '',
	billingAddress: addressForm(customer?.billingAddress),
	currency: customer?.currency ?? '',
	locale: customer?.locale ?? '',
	termsDays: customer?.paymentTerms ? String(customer.paymentTerms.days) : '',
	buyerReference: customer?.buyerReference ?? '',
	autoApplyCredit: customer?.autoApplyCredit ?? false,
	pauseReminders: customer?.pauseReminders ?? false,
	notes: customer?.notes ?? '',
});

export const customerInput = (form: CustomerForm): object => ({
	name: form.name.trim(),
	email: orNull(form.email),
	isBusiness: form.isBusiness,
	taxId: orNull(form.taxId),
	billingAddress: addressInput(form.billingAddress),
	currency: orNull(form.currency.toUpperCase()),
	locale: orNull(form.locale),
	paymentTerms: /^\d{1,3}$/.test(form.termsDays.trim()) ? {days: Number(form.termsDays), from: 'issue'} : null,
	buyerReference: orNull(form.buyerReference),
	autoApplyCredit: form.autoApplyCredit,
	pauseReminders: form.pauseReminders,
	notes: orNull(form.notes),
});

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
