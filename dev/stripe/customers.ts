import type Stripe from 'stripe';
import {answered, type Call, demand, did, idOf, liveCustomer} from './call.ts';
import {badParam} from './errors.ts';
import {emit} from './events.ts';
import {newId} from './ids.ts';
import {
	anything,
	fields,
	integer,
	list,
	mergeMetadata,
	metadata,
	oneOf,
	type Parsed,
	type Shape,
	text,
	unsettable,
} from './params.ts';
import {attach, detach} from './payment-methods.ts';
import {address, listing, page, type Route, route, shipping} from './route.ts';
import type {Row} from './store.ts';

const details = {
	address: unsettable(address),
	balance: integer,
	business_name: unsettable(text),
	description: unsettable(text),
	email: unsettable(text),
	individual_name: unsettable(text),
	invoice_prefix: text,
	invoice_settings: fields({
		custom_fields: unsettable(anything),
		default_payment_method: unsettable(text),
		footer: unsettable(text),
		rendering_options: unsettable(anything),
	}),
	metadata,
	name: unsettable(text),
	next_invoice_sequence: integer,
	phone: unsettable(text),
	preferred_locales: list(text),
	shipping: unsettable(shipping),
	tax_exempt: unsettable(oneOf('exempt', 'none', 'reverse')),
} satisfies Shape;
type Details = Parsed<typeof details>;

/** A new customer; the caller has checked nothing yet. */
export const createCustomer = (call: Call, given: Details & {readonly payment_method?: string}): Row<'customer'> => {
	const {payment_method: method, ...rest} = given;
	const blank = blankCustomer(newId('cus'), call.at);
	const row = call.store.put({
		kind: 'customer',
		account: call.account,
		object: {...blank, ...changes(call, blank, rest)},
		hidden: {deleted: false},
		dueAt: null,
	});
	emit(call, 'customer.created', row.object);
	if (method !== undefined) attach(call, method, blank.id, 'payment_method');
	return row;
};

export const customerRoutes: readonly Route[] = [
	route('POST', '/v1/customers', {...details, payment_method: text}, (call, params) => {
		const {object} = createCustomer(call, params);
		return answered(object, did('customer', object.id));
	}),
	route('GET', '/v1/customers', {...listing, email: text}, (call, {email, created, ...paged}) =>
		page(call, 'customer', '/v1/customers', paged, {created, where: {email}}),
	),
	route('GET', '/v1/customers/:id', {}, (call, _params, id) => {
		const row = demand(call, 'customer', id);
		return answered(row.hidden.deleted ? tombstone(id) : row.object);
	}),
	route('POST', '/v1/customers/:id', {...details}, (call, params, id) => {
		const row = liveCustomer(call, id);
		const change = changes(call, row.object, params);
		const changed = call.store.put({...row, object: {...row.object, ...change}});
		const previous = Object.fromEntries(
			Object.keys(change).map((name) => [name, row.object[name as keyof Stripe.Customer] ?? null]),
		);
		emit(call, 'customer.updated', changed.object, previous);
		return answered(changed.object, did('customer_update', id));
	}),
	route('DELETE', '/v1/customers/:id', {}, (call, _params, id) => {
		const row = liveCustomer(call, id);
		for (const method of call.store.list('payment_method', call.account, {where: {customer: id}, limit: 10_000}))
			detach(call, method);
		call.store.put({...row, hidden: {deleted: true}});
		emit(call, 'customer.deleted', row.object);
		return answered(tombstone(id), did('customer_delete', id));
	}),
];

const tombstone = (id: string) => ({id, object: 'customer', deleted: true}) satisfies Stripe.DeletedCustomer;

const blankCustomer = (id: string, at: number) =>
	({
		id,
		object: 'customer',
		address: null,
		balance: 0,
		created: at,
		currency: null,
		default_source: null,
		delinquent: false,
		description: null,
		email: null,
		invoice_prefix: id.slice(-8).toUpperCase(),
		invoice_settings: {custom_fields: null, default_payment_method: null, footer: null, rendering_options: null},
		livemode: false,
		metadata: {},
		name: null,
		next_invoice_sequence: 1,
		phone: null,
		preferred_locales: [],
		shipping: null,
		tax_exempt: 'none',
		test_clock: null,
	}) satisfies Stripe.Customer;

/** What the given details change, in the shape Stripe shows. */
const changes = (call: Call, now: Stripe.Customer, given: Details): Partial<Stripe.Customer> => {
	const {address: where, shipping: delivery, metadata: pairs, invoice_settings: settings, ...plain} = given;
	if (plain.email && !/^\S+@\S+$/.test(plain.email))
		throw badParam('email_invalid', `Invalid email address: ${plain.email}`, 'email');
	checkDefault(call, now.id, settings?.default_payment_method);
	return {
		...(plain as Partial<Stripe.Customer>),
		...(where === undefined ? {} : {address: where && fullAddress(where)}),
		...(delivery === undefined
			? {}
			: {shipping: delivery && ({...delivery, address: fullAddress(delivery.address)} as Stripe.Customer.Shipping)}),
		...(pairs === undefined ? {} : {metadata: mergeMetadata(now.metadata, pairs)}),
		...(settings === undefined
			? {}
			: {invoice_settings: {...now.invoice_settings, ...(settings as Partial<Stripe.Customer.InvoiceSettings>)}}),
	};
};

const checkDefault = (call: Call, customer: string, method: string | null | undefined): void => {
	if (!method) return;
	const {object} = demand(call, 'payment_method', method, 'invoice_settings[default_payment_method]');
	if (idOf(object.customer) === customer) return;
	throw badParam(
		'resource_missing',
		`The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
		'invoice_settings[default_payment_method]',
	);
};

const fullAddress = (given: Partial<Stripe.Address>): Stripe.Address => ({
	city: null,
	country: null,
	line1: null,
	line2: null,
	postal_code: null,
	state: null,
	...given,
});
