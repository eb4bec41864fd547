/** The order in which conventions apply. That each applies is in test/functions/api.test.ts. */
import test from 'ava';
import {z} from 'zod';
import {serveRoute} from '../../../functions/developers/serve-route.ts';
import {ok, refuse} from '../../../functions/kernel/result.ts';
import {matches, type Route, route} from '../../../functions/route.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const declared = {
	path: '/things/{thing}',
	name: 'x',
	summary: 'x',
	access: {kind: 'public'},
	answer: {status: 200, schema: z.strictObject({got: z.unknown()})},
	example: {},
} as const;
const serve = async (to: Route, init: RequestInit & {readonly search?: string} = {}) => {
	const request = new Request(`http://x/things/1${init.search ?? ''}`, {method: to.method, ...init});
	const desk = {world: world.world, checkAnswers: true, findAccount: async () => undefined};
	const answer = await serveRoute(desk, to, {request, params: {thing: '1'}, requestId: 'req_1'});
	return {status: answer.status, body: await answer.json()};
};
const jsonHeaders = {'content-type': 'application/json'};

test('state is told before shape, and shape before anything is done', async (t) => {
	let isPaid = true;
	const pay = route({
		...declared,
		method: 'POST',
		body: z.strictObject({amount: z.int()}),
		refusals: ['invoice_not_open'],
		stateRefusal: async () => (isPaid ? {code: 'invoice_not_open'} : null),
		run: async ({body}) => (isPaid ? refuse('invoice_not_open') : ok({body: {got: body}})),
	});
	const send = (body: string) => serve(pay, {body, headers: jsonHeaders});
	t.is((await send('{"amount":"x"}')).body.code, 'invoice_not_open');
	t.is((await send('{"amount":1}')).body.code, 'invoice_not_open');
	t.is((await send('{')).status, 400);
	isPaid = false;
	t.is((await send('{"amount":"x"}')).body.code, 'invalid_request');
	t.is((await send('{"amount":"x 4242 4242 4242 4242"}')).body.code, 'card_number_not_allowed');
	t.deepEqual((await send('{"amount":1}')).body, {got: {amount: 1}});
});

test('query and body arrive parsed; parameters as they are', async (t) => {
	const echo = route({
		...declared,
		method: 'POST',
		query: z.strictObject({count: z.string().transform(Number)}),
		body: z.strictObject({a: z.string().default('b')}),
		refusals: [],
		run: async ({params, query, body}) => ok({body: {got: [params.thing, query, body]}}),
	});
	t.deepEqual((await serve(echo, {search: '?count=3', body: '{}', headers: jsonHeaders})).body.got, [
		'1',
		{count: 3},
		{a: 'b'},
	]);
});

test('an answer that its schema does not know is a bug', async (t) => {
	const wrong = route({...declared, method: 'GET', refusals: [], run: async () => ok({body: {got: 1, secret: 2}})});
	await t.throwsAsync(serve(wrong), {message: /answers what its schema says/});
});

test('ids of one request are stable, told apart, and sort by time and place', async (t) => {
	const ids: string[][] = [];
	const make = route({
		...declared,
		method: 'POST',
		refusals: [],
		run: async ({request}) => {
			ids.push([request.newId('cus'), request.newId('cus', 1), request.newId('cus'), request.newId('itm')]);
			return ok({body: {got: 1}});
		},
	});
	await serve(make);
	await new Promise((resolve) => setTimeout(resolve, 3));
	await serve(make);
	const [first, second] = ids;
	t.is(first?.[0], first?.[2]);
	t.is(new Set([...(first ?? []), ...(second ?? [])]).size, 6);
	t.true((first?.[0] ?? '') < (first?.[1] ?? '') && (first?.[1] ?? '') < (second?.[0] ?? ''));
	t.regex(first?.[0] ?? '', /^cus_[0-9A-Za-z]{4,40}$/);
});

test('a version matches its tag, any tag of a list, or *; never a weak one', (t) => {
	for (const header of [null, '*', '"7"', '"6", "7"']) t.true(matches(header, 7));
	for (const header of ['7', 'W/"7"', '"77"', '']) t.false(matches(header, 7));
});
