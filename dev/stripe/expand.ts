import type {Call} from './call.ts';
import {badParam} from './errors.ts';
import type {Kind} from './kinds.ts';

/** Fields that hold an id, and the kind of object it names. */
const references: Readonly<Record<string, Kind>> = {
	charge: 'charge',
	customer: 'customer',
	default_payment_method: 'payment_method',
	latest_charge: 'charge',
	payment_intent: 'payment_intent',
	payment_method: 'payment_method',
	setup_intent: 'setup_intent',
};
/** Fields that would name objects the stand-in never makes: always null. */
const neverThere = new Set([
	'application',
	'application_fee',
	'balance_transaction',
	'invoice',
	'latest_attempt',
	'mandate',
	'review',
	'subscription',
	'transfer',
]);

type Open = Readonly<Record<string, unknown>>;
const isOpen = (value: unknown): value is Open => typeof value === 'object' && value !== null;

/** The body with the named references replaced by their objects; at most four levels deep. */
export const expand = (call: Call, body: object, paths: readonly string[]): object =>
	paths.reduce<object>((expanded, path) => expandPath(call, expanded as Open, namesIn(path), path), body);

const namesIn = (path: string): readonly string[] => {
	const names = path.split('.');
	if (names.length > 5)
		throw badParam(undefined, `You cannot expand more than 4 levels of a property (${path}).`, 'expand');
	return names;
};

const expandPath = (call: Call, object: Open, [head = '', ...rest]: readonly string[], path: string): Open => {
	const value = head in object ? object[head] : included(call, object, head);
	if (Array.isArray(value) && head === 'data')
		return {...object, data: value.map((item) => (isOpen(item) ? expandPath(call, item, rest, path) : item))};
	const target =
		typeof value === 'string' && references[head]
			? (call.store.get(references[head], call.account, value)?.object ?? value)
			: value;
	const known =
		references[head] !== undefined ||
		neverThere.has(head) ||
		(isOpen(target) && (rest.length > 0 || !(head in object)));
	if (!known) throw badParam(undefined, `This property cannot be expanded (${path}).`, 'expand');
	return {...object, [head]: rest.length > 0 && isOpen(target) ? expandPath(call, target, rest, path) : target};
};

/** Lists that an object shows only when asked. */
const included = (call: Call, object: Open, field: string): unknown => {
	if (object.object === 'checkout.session' && field === 'line_items') {
		const lines = call.store.get('session', call.account, String(object.id))?.hidden.lines ?? [];
		return {object: 'list', url: `/v1/checkout/sessions/${object.id}/line_items`, has_more: false, data: lines};
	}
	if (object.object === 'charge' && field === 'refunds') {
		const refunds = call.store.list('refund', call.account, {where: {charge: String(object.id)}, limit: 100});
		return {
			object: 'list',
			url: `/v1/charges/${object.id}/refunds`,
			has_more: false,
			data: refunds.map((row) => row.object),
		};
	}
	return undefined;
};
