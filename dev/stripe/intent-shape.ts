import type Stripe from 'stripe';
import type {Call} from './call.ts';
import {newId, newSecret} from './ids.ts';
import {methodTypes} from './method-shape.ts';
import {
	anything,
	bool,
	either,
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
import {automatic, shipping} from './route.ts';

/** What can be given when an intent is made and when it is changed. */
export const shared = {
	allowed_payment_method_types: list(text),
	application_fee_amount: integer,
	customer: text,
	description: unsettable(text),
	metadata,
	payment_method: text,
	payment_method_options: anything,
	receipt_email: unsettable(text),
	setup_future_usage: unsettable(oneOf('off_session', 'on_session')),
	shipping: unsettable(shipping),
	statement_descriptor: unsettable(text),
	statement_descriptor_suffix: unsettable(text),
	transfer_group: text,
} satisfies Shape;
/** What can be given when an intent is confirmed. */
export const confirming = {
	allowed_payment_method_types: list(text),
	error_on_requires_action: bool,
	mandate_data: unsettable(anything),
	off_session: either(bool, fields({frequency: text})),
	payment_method: text,
	payment_method_options: anything,
	receipt_email: unsettable(text),
	return_url: text,
	setup_future_usage: unsettable(oneOf('off_session', 'on_session')),
	shipping: unsettable(shipping),
	use_stripe_sdk: bool,
} satisfies Shape;
export const creating = {
	...shared,
	...confirming,
	amount: needed(integer),
	automatic_payment_methods: automatic,
	capture_method: oneOf('automatic', 'automatic_async'),
	confirm: bool,
	confirmation_method: oneOf('automatic', 'manual'),
	currency: needed(text),
} satisfies Shape;
export type CreateIntent = Parsed<typeof creating>;

/** A new intent. */
export const intentObject = (call: Call, given: CreateIntent, currency: string) => {
	const id = newId('pi');
	return {
		id,
		object: 'payment_intent',
		...methodTypes(given.allowed_payment_method_types ?? null),
		amount: given.amount,
		amount_capturable: 0,
		amount_details: {tip: {}},
		amount_received: 0,
		application: null,
		application_fee_amount: given.application_fee_amount ?? null,
		automatic_payment_methods: {
			allow_redirects: given.automatic_payment_methods?.allow_redirects ?? 'always',
			enabled: true,
		},
		canceled_at: null,
		cancellation_reason: null,
		capture_method: given.capture_method ?? 'automatic_async',
		client_secret: newSecret(id),
		confirmation_method: given.confirmation_method ?? 'automatic',
		created: call.at,
		currency,
		customer: given.customer ?? null,
		customer_account: null,
		description: given.description ?? null,
		excluded_payment_method_types: null,
		last_payment_error: null,
		latest_charge: null,
		livemode: false,
		managed_payments: null,
		metadata: mergeMetadata(null, given.metadata),
		next_action: null,
		on_behalf_of: null,
		payment_method: null,
		payment_method_configuration_details: null,
		payment_method_options: {},
		payment_record: null,
		processing: null,
		receipt_email: given.receipt_email ?? null,
		review: null,
		setup_future_usage: given.setup_future_usage ?? null,
		shipping: (given.shipping ?? null) as Stripe.PaymentIntent.Shipping | null,
		source: null,
		statement_descriptor: given.statement_descriptor ?? null,
		statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
		status: 'requires_payment_method',
		transfer_data: null,
		transfer_group: given.transfer_group ?? null,
	} satisfies Stripe.PaymentIntent;
};
