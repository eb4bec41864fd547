import {z} from 'zod';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Route} from '../route.ts';
import {holdsCardNumberAnywhere} from './core/card-numbers.ts';
import {fieldErrors} from './core/field-errors.ts';
import {readQuery} from './read-query.ts';

export type Shape = {readonly query: unknown; readonly body: unknown};

/** Query and body as the route's schemas read them. A card number anywhere comes before every other objection. */
export const readShape = (
	route: Route,
	search: URLSearchParams,
	json: unknown,
): Result<Shape, 'invalid_request' | 'card_number_not_allowed'> => {
	const given = readQuery(search);
	if (!given.ok) return given;
	if (holdsCardNumberAnywhere(given.value) || holdsCardNumberAnywhere(json)) return cardNumber;
	const query = (route.query ?? nothing).safeParse(given.value);
	if (!query.success) return refuse('invalid_request', undefined, fieldErrors(query.error, 'query'));
	if (json === undefined) return ok({query: query.data, body: null});
	const body = (route.body ?? nothing).safeParse(json);
	if (!body.success) return refuse('invalid_request', undefined, fieldErrors(body.error, 'body'));
	return ok({query: query.data, body: body.data});
};

const nothing = z.strictObject({});
const cardNumber = refuse(
	'card_number_not_allowed',
	'A text looks like a card number. Cards are only entered on the payment page.',
);
