import {bundleFromString, createConfig, lintFromString} from '@redocly/openapi-core';
import test from 'ava';
import {routes} from '../../../functions/api.ts';
import {patches} from '../../../functions/developers/core/merge-patch.ts';
import {describe} from '../../../functions/developers/openapi.ts';

const source = JSON.stringify(describe(routes));

test('openapi.json is valid and lint-clean by the recommended rules', async (t) => {
	const config = await createConfig({extends: ['recommended-strict']});
	const problems = await lintFromString({source, absoluteRef: 'openapi.json', config});
	t.deepEqual(
		problems.map(({ruleId, message, location}) => `${ruleId}: ${message} ${location[0]?.pointer}`).slice(0, 20),
		[],
	);
});

test('it is self-contained', async (t) => {
	const config = await createConfig({});
	const {problems} = await bundleFromString({source, config});
	t.is(problems.length, 0);
});

test('it describes every route and no other', (t) => {
	const {paths} = JSON.parse(source);
	const described = Object.entries(paths).flatMap(([path, methods]) =>
		Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`),
	);
	t.deepEqual(described.sort(), routes.map(({method, path}) => `${method} ${path}`).sort());
});

for (const route of routes) {
	test(`the example of ${route.name} is one that its schemas take`, (t) => {
		const {body, query, answer, example} = {...route, example: route.example};
		if (body && example.body !== undefined) {
			const patched = patches.get(body);
			t.deepEqual((patched ?? body).safeParse(example.body).error?.issues ?? [], []);
		}
		if (query) t.deepEqual(query.safeParse(example.query ?? {}).error?.issues ?? [], []);
		if (answer.schema) {
			t.not(example.answer, undefined, 'an example of the answer');
			t.deepEqual(answer.schema.safeParse(example.answer).error?.issues ?? [], []);
		}
		if (body && !body.safeParse({}).success) t.not(example.body, undefined, 'an example of the body');
		t.pass();
	});
}

test('no answer has a field that could hold a card number or a secret', (t) => {
	t.false(/"(cardNumber|pan|cvc|cvv|secretKey|password)"/.test(source));
});
