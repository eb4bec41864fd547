import type Stripe from 'stripe';
import type {Call} from './call.ts';
import {lineParams} from './checkout-lines.ts';
import {badParam, missingParam} from './errors.ts';
import {newId} from './ids.ts';
import {methodTypes} from './method-shape.ts';
import {
	anything,
	bool,
	fields,
	integer,
	list,
	mergeMetadata,
	metadata,
	needed,
	oneOf,
	type Parsed,
	type Shape,
	text,
	unsettable,
} from './params.ts';
import {shipping} from './route.ts';

const words = unsettable(fields({message: needed(text)}));

/** What a session can be created with. Parameters that need other objects (discounts, invoices, shipping) are unknown here. */
export const sessionShape = {
	adaptive_pricing: fields({enabled: bool}),
	allowed_payment_method_types: list(text),
	allow_promotion_codes: bool,
	automatic_tax: fields({enabled: needed(bool), liability: anything}),
	billing_address_collection: oneOf('auto', 'required'),
	branding_settings: anything,
	cancel_url: text,
	client_reference_id: text,
	consent_collection: fields({
		payment_method_reuse_agreement: fields({position: needed(oneOf('auto', 'hidden'))}),
		promotions: oneOf('auto', 'none'),
		terms_of_service: oneOf('none', 'required'),
	}),
	currency: text,
	custom_text: fields({
		after_submit: words,
		shipping_address: words,
		submit: words,
		terms_of_service_acceptance: words,
	}),
	customer: text,
	customer_creation: oneOf('always', 'if_required'),
	customer_email: text,
	customer_update: anything,
	expires_at: integer,
	line_items: lineParams,
	locale: text,
	metadata,
	mode: needed(oneOf('payment', 'setup')),
	origin_context: oneOf('mobile_app', 'web'),
	payment_intent_data: fields({
		application_fee_amount: integer,
		capture_method: oneOf('automatic', 'automatic_async'),
		description: text,
		metadata,
		receipt_email: text,
		setup_future_usage: oneOf('off_session', 'on_session'),
		shipping,
		statement_descriptor: text,
		statement_descriptor_suffix: text,
		transfer_group: text,
	}),
	payment_method_configuration: text,
	payment_method_data: fields({allow_redisplay: oneOf('always', 'limited', 'unspecified')}),
	payment_method_options: anything,
	phone_number_collection: fields({enabled: needed(bool)}),
	saved_payment_method_options: anything,
	setup_intent_data: fields({description: text, metadata}),
	submit_type: oneOf('auto', 'book', 'donate', 'pay'),
	success_url: text,
	tax_id_collection: anything,
	ui_mode: oneOf('hosted_page'),
	wallet_options: anything,
} satisfies Shape;
export type CreateSession = Parsed<typeof sessionShape>;

/** Refuses addresses that a browser cannot be sent to, and two ways to name the payer. */
export const checkAddresses = ({
	success_url: success,
	cancel_url: cancel,
	customer,
	customer_email: email,
}: CreateSession): void => {
	if (success === undefined) throw missingParam('success_url');
	for (const [name, url] of [['success_url', success] as const, ['cancel_url', cancel] as const])
		if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) throw badParam('url_invalid', 'Not a valid URL', name);
	if (customer !== undefined && email !== undefined)
		throw badParam(
			undefined,
			'You may only specify one of these parameters: customer, customer_email.',
			'customer_email',
		);
};

type Worth = {readonly currency: string | null; readonly total: number; readonly expiresAt: number};

/** An open session. Its page lives on the stand-in itself. */
export const sessionObject = (call: Call, given: CreateSession, {currency, total, expiresAt}: Worth) => {
	const id = newId('cs_test');
	const pays = given.mode === 'payment';
	return {
		id,
		object: 'checkout.session',
		adaptive_pricing: pays ? {enabled: given.adaptive_pricing?.enabled ?? false} : null,
		after_expiration: null,
		allow_promotion_codes: given.allow_promotion_codes ?? null,
		...methodTypes(given.allowed_payment_method_types ?? null),
		amount_subtotal: pays ? total : null,
		amount_total: pays ? total : null,
		automatic_tax: {enabled: false, liability: null, provider: null, status: null},
		billing_address_collection: given.billing_address_collection ?? null,
		cancel_url: given.cancel_url ?? null,
		client_reference_id: given.client_reference_id ?? null,
		client_secret: null,
		collected_information: null,
		consent: null,
		consent_collection: consentOf(given),
		created: call.at,
		currency,
		currency_conversion: null,
		custom_fields: [],
		custom_text: {
			after_submit: null,
			shipping_address: null,
			submit: null,
			terms_of_service_acceptance: null,
			...given.custom_text,
		},
		customer: given.customer ?? null,
		customer_account: null,
		customer_creation: pays && given.customer === undefined ? (given.customer_creation ?? 'if_required') : null,
		customer_details: given.customer_email === undefined ? null : detailsOf(given.customer_email, null),
		customer_email: given.customer_email ?? null,
		discounts: [],
		expires_at: expiresAt,
		integration_identifier: null,
		invoice: null,
		invoice_creation: null,
		livemode: false,
		locale: given.locale ?? null,
		managed_payments: null,
		metadata: mergeMetadata(null, given.metadata),
		mode: given.mode,
		origin_context: given.origin_context ?? null,
		payment_intent: null,
		payment_link: null,
		payment_method_collection: pays ? 'if_required' : 'always',
		payment_method_configuration_details: null,
		payment_method_options: {},
		payment_status: pays && total > 0 ? 'unpaid' : 'no_payment_required',
		permissions: null,
		recovered_from: null,
		saved_payment_method_options: null,
		setup_intent: null,
		shipping_address_collection: null,
		shipping_cost: null,
		shipping_options: [],
		status: 'open',
		submit_type: given.submit_type ?? null,
		subscription: null,
		success_url: given.success_url ?? null,
		total_details: pays ? {amount_discount: 0, amount_shipping: 0, amount_tax: 0} : null,
		ui_mode: 'hosted_page',
		url: `${call.publicUrl}/c/pay/${id}`,
		wallet_options: null,
	} satisfies Stripe.Checkout.Session;
};

/** What is known of the payer when the session completes. */
export const detailsOf = (email: string | null, name: string | null) =>
	({
		address: null,
		business_name: null,
		email,
		individual_name: null,
		name,
		phone: null,
		tax_exempt: 'none',
		tax_ids: [],
	}) satisfies Stripe.Checkout.Session.CustomerDetails;

const consentOf = ({consent_collection: asked}: CreateSession) =>
	asked
		? {
				payment_method_reuse_agreement: asked.payment_method_reuse_agreement ?? null,
				promotions: asked.promotions ?? null,
				terms_of_service: asked.terms_of_service ?? null,
			}
		: null;
