import {type Answer, answered, type Call, demand} from './call.ts';
import {badParam} from './errors.ts';
import {expand} from './expand.ts';
import type {Kind} from './kinds.ts';
import {bool, fields, list, needed, type Parsed, paging, parseFields, range, type Shape, text} from './params.ts';
import type {Filter} from './store.ts';
import type {Fields} from './wire.ts';

export type Route = {
	readonly method: string;
	/** Segments; those beginning with a colon stand for ids. */
	readonly pattern: readonly string[];
	/** Reads the parameters (400 when they are wrong), then waits to be run. */
	readonly prepare: (params: Fields) => (call: Call, ids: readonly string[]) => Answer;
};

/** A route with the parameters it takes; each route also takes `expand`. */
export const route = <S extends Shape>(
	method: 'DELETE' | 'GET' | 'POST',
	path: string,
	shape: S,
	run: (call: Call, params: Parsed<S>, id: string, second: string) => Answer,
): Route => ({
	method,
	pattern: path.split('/').slice(1),
	prepare: (raw) => {
		const {expand: paths, ...rest} = raw;
		const wanted = paths === undefined ? [] : list(text)(paths, 'expand');
		const params = parseFields(shape, rest);
		return (call, [id = '', second = '']) => {
			const answer = run(call, params, id, second);
			return answer.status === 200 ? {...answer, body: expand(call, answer.body, wanted)} : answer;
		};
	},
});

type Paged = {readonly limit?: number; readonly starting_after?: string; readonly ending_before?: string};

/** One page of a list, newest first: 1 to 100 objects, 10 unless told. */
export const page = (call: Call, kind: Kind, url: string, paged: Paged, filter: Omit<Filter, 'limit'> = {}): Answer => {
	const {limit = 10, starting_after: startingAfter, ending_before: endingBefore} = paged;
	if (limit < 1 || limit > 100)
		throw badParam('parameter_invalid_integer', 'Limit must be between 1 and 100.', 'limit');
	if (startingAfter !== undefined) demand(call, kind, startingAfter, 'starting_after');
	if (endingBefore !== undefined) demand(call, kind, endingBefore, 'ending_before');
	const rows = call.store.list(kind, call.account, {...filter, limit, startingAfter, endingBefore});
	const shown = rows.length <= limit ? rows : endingBefore === undefined ? rows.slice(0, limit) : rows.slice(-limit);
	return answered({object: 'list', url, has_more: rows.length > limit, data: shown.map(({object}) => object)});
};

/** Parameters of a list that can also be narrowed by creation. */
export const listing = {...paging, created: range} satisfies Shape;

/** A postal address as Stripe takes it. */
export const address = fields({city: text, country: text, line1: text, line2: text, postal_code: text, state: text});
export const shipping = fields({
	address: needed(address),
	name: needed(text),
	phone: text,
	carrier: text,
	tracking_number: text,
});
export const automatic = fields({enabled: needed(bool), allow_redirects: text});
