import type Stripe from 'stripe';
import {badParam, errorBody, type Refusal} from './errors.ts';

/** The API version whose shapes the stand-in speaks: the one stripe-node pins. */
export const apiVersion: Stripe.LatestApiVersion = '2026-10-28.endive';

/** A decoded form: text, or fields by name. Arrays arrive as fields named 0, 1, 2. */
export type Tree = string | Fields;
export type Fields = {readonly [name: string]: Tree};

/** An answer on its way out; `body` is the exact text. */
export type Reply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

const maxDepth = 8;

/** Decodes Stripe's form encoding: `a[b][c]=1`, `a[0]=1`, `a[]=1`. Refuses a name that is both text and fields. */
export const decodeForm = (text: string): Fields => {
	const root: Record<string, Tree> = Object.create(null);
	for (const [name, value] of new URLSearchParams(text)) place(root, nameParts(name), value, name);
	return root;
};

const nameParts = (name: string): readonly string[] => {
	const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
	if (!match) throw badParam(undefined, `Invalid parameter name: ${name}`, name);
	return [match[1] ?? '', ...[...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part ?? '')];
};

const place = (
	into: Record<string, Tree>,
	[head = '', ...rest]: readonly string[],
	value: string,
	name: string,
): void => {
	if (rest.length > maxDepth) throw badParam(undefined, `Parameter nested too deeply: ${name}`, name);
	const key = head === '' ? String(Object.keys(into).length) : head;
	if (rest.length === 0) {
		if (typeof into[key] === 'object') throw badParam(undefined, `Invalid parameter: ${name} is given twice`, name);
		into[key] = value;
		return;
	}
	const inner = into[key] ?? Object.create(null);
	if (typeof inner === 'string') throw badParam(undefined, `Invalid parameter: ${name} is given twice`, name);
	into[key] = inner;
	place(inner, rest, value, name);
};

export const jsonReply = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
	status,
	headers: {'content-type': 'application/json', ...headers},
	body: JSON.stringify(body, null, 2),
});

/** An error answer. Only what may be sent again says so; a 500 leaves it to the client. */
export const refusalReply = ({status, fields, headers}: Refusal): Reply =>
	jsonReply(status, errorBody(fields), {...(status < 500 ? {'stripe-should-retry': 'false'} : {}), ...headers});
