import type Stripe from 'stripe';
import type {Call} from './call.ts';
import {checkedCurrency} from './currencies.ts';
import {badParam, missingParam, noSuch} from './errors.ts';
import {newId} from './ids.ts';
import {
	anything,
	bool,
	type Field,
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
} from './params.ts';

const decimal: Field<string> = (raw, name) => {
	if (typeof raw === 'string' && /^\d{1,12}(\.\d{1,12})?$/.test(raw)) return raw;
	throw badParam(undefined, 'Invalid decimal', name);
};

const line = {
	adjustable_quantity: fields({enabled: needed(bool), maximum: integer, minimum: integer}),
	metadata,
	price: text,
	price_data: fields({
		currency: needed(text),
		product: text,
		product_data: fields({
			name: needed(text),
			description: text,
			images: list(text),
			metadata,
			tax_code: text,
			unit_label: text,
		}),
		tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
		unit_amount: integer,
		unit_amount_decimal: decimal,
	}),
	quantity: integer,
	tax_rates: anything,
} satisfies Shape;
type Line = Parsed<typeof line>;

/** A session's line items as parameters. */
export const lineParams = list(fields(line));

/** The lines as Stripe shows them; all in one currency. Prices and products that must exist first are not kept here: refused. */
export const readLines = (call: Call, given: readonly Line[]): readonly Stripe.LineItem[] => {
	const lines = given.map((item, index) => readLine(call, item, `line_items[${index}]`));
	const mixed = lines.find(({currency}) => currency !== lines[0]?.currency);
	if (mixed) throw badParam(undefined, 'All line items must have the same currency.', 'line_items');
	return lines;
};

export const lineTotal = (lines: readonly Stripe.LineItem[]): number =>
	lines.reduce((sum, {amount_total: amount}) => sum + amount, 0);

const readLine = (
	call: Call,
	{price, price_data: data, quantity = 1, metadata: pairs}: Line,
	name: string,
): Stripe.LineItem => {
	if (price !== undefined) throw noSuch('price', price, `${name}[price]`);
	if (!data) throw missingParam(`${name}[price_data]`);
	if (data.product !== undefined) throw noSuch('product', data.product, `${name}[price_data][product]`);
	if (!data.product_data) throw missingParam(`${name}[price_data][product_data]`);
	if (quantity < 1)
		throw badParam('parameter_invalid_integer', 'This value must be greater than or equal to 1.', `${name}[quantity]`);
	const currency = checkedCurrency(data.currency, `${name}[price_data][currency]`);
	const unit = data.unit_amount_decimal ?? data.unit_amount?.toString();
	if (unit === undefined) throw missingParam(`${name}[price_data][unit_amount]`);
	if (data.unit_amount !== undefined && data.unit_amount < 0)
		throw badParam('parameter_invalid_integer', 'Invalid non-negative integer', `${name}[price_data][unit_amount]`);
	const amount = times(unit, quantity);
	return {
		id: newId('li'),
		object: 'item',
		adjustable_quantity: null,
		amount_discount: 0,
		amount_subtotal: amount,
		amount_tax: 0,
		amount_total: amount,
		currency,
		description: data.product_data.name,
		metadata: mergeMetadata(null, pairs),
		price: priceObject(call, unit, currency) as unknown as Stripe.Price,
		quantity,
	} satisfies Stripe.LineItem;
};

/** Decimal text × quantity, rounded half up to one unit. */
const times = (unit: string, quantity: number): number => {
	const [whole = '0', part = ''] = unit.split('.');
	const scale = 10n ** BigInt(part.length);
	const product = BigInt(whole + part) * BigInt(quantity);
	return Number((product * 2n + scale) / (scale * 2n));
};

const priceObject = ({at}: Call, unit: string, currency: string) =>
	({
		id: newId('price'),
		object: 'price',
		active: false,
		billing_scheme: 'per_unit',
		created: at,
		currency,
		custom_unit_amount: null,
		livemode: false,
		lookup_key: null,
		metadata: {},
		nickname: null,
		product: newId('prod'),
		recurring: null,
		tax_behavior: 'unspecified',
		tiers_mode: null,
		transform_quantity: null,
		type: 'one_time',
		unit_amount: /^\d+$/.test(unit) ? Number(unit) : null,
		/** On the wire a decimal is text. */
		unit_amount_decimal: unit,
	}) satisfies Omit<Stripe.Price, 'unit_amount_decimal'> & {readonly unit_amount_decimal: string};
