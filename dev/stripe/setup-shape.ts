import type Stripe from 'stripe';
import type {Call} from './call.ts';
import {newId, newSecret} from './ids.ts';
import {methodTypes} from './method-shape.ts';
import {
	anything,
	bool,
	list,
	mergeMetadata,
	metadata,
	oneOf,
	type Parsed,
	type Shape,
	text,
	unsettable,
} from './params.ts';
import {automatic} from './route.ts';

/** What can be given when a setup intent is confirmed. */
export const confirming = {
	allowed_payment_method_types: list(text),
	mandate_data: unsettable(anything),
	payment_method: text,
	payment_method_options: anything,
	return_url: text,
	use_stripe_sdk: bool,
} satisfies Shape;
export const creating = {
	...confirming,
	automatic_payment_methods: automatic,
	confirm: bool,
	customer: text,
	description: text,
	metadata,
	usage: oneOf('off_session', 'on_session'),
} satisfies Shape;
export type CreateSetup = Parsed<typeof creating>;
/** A new setup intent. */
export const setupObject = (call: Call, given: CreateSetup) => {
	const id = newId('seti');
	return {
		id,
		object: 'setup_intent',
		...methodTypes(given.allowed_payment_method_types ?? null),
		application: null,
		automatic_payment_methods: {
			allow_redirects: given.automatic_payment_methods?.allow_redirects ?? 'always',
			enabled: true,
		},
		cancellation_reason: null,
		client_secret: newSecret(id),
		created: call.at,
		customer: given.customer ?? null,
		customer_account: null,
		description: given.description ?? null,
		excluded_payment_method_types: null,
		flow_directions: null,
		last_setup_error: null,
		latest_attempt: null,
		livemode: false,
		mandate: null,
		metadata: mergeMetadata(null, given.metadata),
		next_action: null,
		on_behalf_of: null,
		payment_method: null,
		payment_method_configuration_details: null,
		payment_method_options: {},
		single_use_mandate: null,
		status: 'requires_payment_method',
		usage: given.usage ?? 'off_session',
	} satisfies Stripe.SetupIntent;
};
