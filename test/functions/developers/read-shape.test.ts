import test from 'ava';
import {z} from 'zod';
import {readShape} from '../../../functions/developers/read-shape.ts';
import {ok} from '../../../functions/kernel/result.ts';
import {route} from '../../../functions/route.ts';

const declared = {
	method: 'POST',
	path: '/x',
	name: 'x',
	summary: 'x',
	access: {kind: 'public'},
	answer: {status: 200},
	refusals: [],
	example: {},
	run: async () => ok({}),
} as const;
const bare = route(declared);
const full = route({
	...declared,
	query: z.strictObject({n: z.string().optional()}),
	body: z.strictObject({a: z.int()}),
});
const read = (to: typeof bare, search: string, json: unknown) => readShape(to, new URLSearchParams(search), json);

test('without schemas nothing is taken', (t) => {
	t.true(read(bare, '', {}).ok);
	t.false(read(bare, '', {a: 1}).ok);
	t.false(read(bare, 'a=1', {}).ok);
});

test('a card number comes before every other objection', (t) => {
	const done = read(full, 'unknown=1', {a: '4242424242424242'});
	t.true(!done.ok && done.refusal.code === 'card_number_not_allowed');
});

test('errors in the query are told apart from those in the body', (t) => {
	const inQuery = read(full, 'm=1', {a: 1});
	const inBody = read(full, '', {});
	t.is(!inQuery.ok && inQuery.refusal.errors?.[0]?.path, 'query.m');
	t.is(!inBody.ok && inBody.refusal.errors?.[0]?.path, 'a');
});
