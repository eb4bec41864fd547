import type Stripe from 'stripe';
import type {TestCard} from './cards.ts';

/** The kinds of payment method that may be used, in both fields that say so: of those allowed, what the stand-in has. */
export const methodTypes = (allowed: readonly string[] | null) => ({
	allowed_payment_method_types: allowed === null ? null : [...allowed],
	payment_method_types: ['card', 'link', 'sepa_debit', 'us_bank_account'].filter(
		(type) => allowed === null || allowed.includes(type),
	),
});

/** A payment method of nobody's, with the face of the test card. `at`: seconds. */
export const methodObject = (id: string, {name, face, expiresSoon}: TestCard, at: number): Stripe.PaymentMethod => {
	const fingerprint = name.replace(/[^A-Za-z0-9]/g, '').slice(-16);
	return {
		id,
		object: 'payment_method',
		allow_redisplay: 'unspecified',
		billing_details: {
			address: {city: null, country: null, line1: null, line2: null, postal_code: null, state: null},
			email: null,
			name: null,
			phone: null,
			tax_id: null,
		},
		created: at,
		customer: null,
		customer_account: null,
		livemode: false,
		metadata: {},
		type: face.type,
		...(face.type === 'card' ? {card: cardObject(face, fingerprint, expiryOf(at, expiresSoon === true))} : {}),
		...(face.type === 'sepa_debit'
			? {
					sepa_debit: {
						bank_code: '37040044',
						branch_code: '',
						country: face.country,
						fingerprint,
						generated_from: null,
						last4: face.last4,
					},
				}
			: {}),
		...(face.type === 'us_bank_account' ? {us_bank_account: bankObject(face.last4, fingerprint)} : {}),
	} satisfies Stripe.PaymentMethod;
};

const expiryOf = (at: number, soon: boolean) => {
	const day = new Date(at * 1000);
	return soon
		? {exp_month: day.getUTCMonth() + 1, exp_year: day.getUTCFullYear()}
		: {exp_month: 12, exp_year: day.getUTCFullYear() + 5};
};

const cardObject = (
	face: TestCard['face'],
	fingerprint: string,
	expiry: {readonly exp_month: number; readonly exp_year: number},
) =>
	({
		brand: face.brand,
		checks: {address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass'},
		country: face.country,
		display_brand: face.brand,
		...expiry,
		fingerprint,
		funding: face.funding,
		generated_from: null,
		last4: face.last4,
		networks: {available: [face.brand], preferred: null},
		regulated_status: 'unregulated',
		three_d_secure_usage: {supported: true},
		wallet: null,
	}) satisfies Stripe.PaymentMethod.Card;

const bankObject = (last4: string, fingerprint: string) =>
	({
		account_holder_type: 'company',
		account_type: 'checking',
		bank_name: 'STRIPE TEST BANK',
		financial_connections_account: null,
		fingerprint,
		last4,
		networks: {preferred: 'ach', supported: ['ach']},
		routing_number: '110000000',
		status_details: {},
	}) satisfies Stripe.PaymentMethod.UsBankAccount;
