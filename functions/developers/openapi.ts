/** openapi.json (3.1) from the table of routes: the schemas that validate are the ones that describe. */
import {z} from 'zod';
import {Problem} from '../../schemas/problem.ts';
import {type RefusalCode, refusalStatus} from '../refusals.ts';
import type {Route} from '../route.ts';
import {patches} from './core/merge-patch.ts';

type Json = {readonly [key: string]: unknown};

const basePath = '/api/v1';
const json = 'application/json';

/** The server is named by its path alone: the document is right wherever it is fetched from. */
export const describe = (routes: readonly Route[]): Json => ({
	openapi: '3.1.0',
	info: {
		title: 'Invoice Meister',
		version: '1.0.0',
		summary: 'Invoicing and recurring billing',
		description:
			'Amounts are integers in minor units. Instants are UTC with milliseconds; dates are days in the account’s time zone.',
		license: {name: 'Apache-2.0', identifier: 'Apache-2.0'},
	},
	servers: [{url: basePath}],
	security: [{bearer: []}],
	tags: [...new Set(routes.map(tagOf))].sort().map((name) => ({name, description: `Operations on ${name}.`})),
	paths: pathsOf(routes),
	components: {
		securitySchemes: {
			bearer: {
				type: 'http',
				scheme: 'bearer',
				description: 'An ID token of a signed-in person, or an API key of one account.',
			},
		},
		schemas: {Problem: {...schemaOf(Problem, 'output'), additionalProperties: false}},
		parameters: {IdempotencyKey: idempotencyKey, IfMatch: ifMatch},
	},
});

const idempotencyKey = {
	name: 'Idempotency-Key', in: 'header', required: false, schema: {type: 'string', minLength: 1, maxLength: 255},
	description: 'Repeats of the request with this key within 24 hours take effect once and get the first answer.',
}; // biome-ignore format: read as two lines
const ifMatch = {
	name: 'If-Match', in: 'header', required: false, schema: {type: 'string'},
	description: 'The ETag of the version to change; 412 when it is no longer the present one.',
}; // biome-ignore format: read as two lines
const problemAnswer = {
	description: 'Why it was not done.',
	headers: {'X-Request-Id': {schema: {type: 'string'}, description: 'Names this call.'}},
	content: {
		'application/problem+json': {
			schema: {$ref: '#/components/schemas/Problem'},
			example: {
				type: 'urn:invoice-meister:problem:not_found',
				title: 'Not found',
				status: 404,
				code: 'not_found',
				detail: null,
				requestId: 'req_7Gq2',
			},
		},
	},
};

const pathsOf = (routes: readonly Route[]): Json => {
	const paths: {[path: string]: {[method: string]: Json}} = {};
	for (const route of routes)
		paths[route.path] = {...paths[route.path], [route.method.toLowerCase()]: operationOf(route)};
	return paths;
};

const tagOf = ({path}: Route): string => {
	const [first = '', , third] = path.split('/').slice(1);
	return (first === 'accounts' ? third : first) ?? first;
};

const operationOf = (route: Route): Json => ({
	operationId: route.name,
	summary: route.summary,
	tags: [tagOf(route)],
	...(route.access.kind === 'public' ? {security: []} : {}),
	...(route.access.kind === 'member'
		? {description: `Role: ${route.access.role}. Scope: \`${route.access.scope}\`.`}
		: {}),
	parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
	...bodyOf(route),
	responses: {...answersOf(route), ...refusalsOf(route)},
});

const pathParameters = ({path}: Route) =>
	[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({name, in: 'path', required: true, schema: {type: 'string'}}));

const queryParameters = ({query, example}: Route): readonly Json[] =>
	query instanceof z.ZodObject
		? Object.entries(query.shape).map(([name, schema]) => ({
				name,
				in: 'query',
				required: false,
				schema: schemaOf(schema, 'input'),
				...(example.query?.[name] === undefined ? {} : {example: example.query[name]}),
			}))
		: [];

const headerParameters = ({method}: Route): readonly Json[] => {
	if (method === 'POST') return [{$ref: '#/components/parameters/IdempotencyKey'}];
	return method === 'PATCH' || method === 'DELETE' ? [{$ref: '#/components/parameters/IfMatch'}] : [];
};

const bodyOf = (route: Route): Json => {
	if (route.upload)
		return {
			requestBody: {
				required: true,
				content: Object.fromEntries(route.upload.types.map((type) => [type, {schema: {}}])),
			},
		};
	if (!route.body) return {};
	const patched = patches.get(route.body);
	const described = {
		schema: schemaOf(patched ?? route.body, 'input'),
		...(route.example.body === undefined ? {} : {example: route.example.body}),
	};
	const types = patched
		? [json, 'application/merge-patch+json']
		: route.form
			? [json, 'application/x-www-form-urlencoded']
			: [json];
	return {
		requestBody: {required: !takesNothing(route), content: Object.fromEntries(types.map((type) => [type, described]))},
	};
};

const takesNothing = (route: Route): boolean => route.body?.safeParse({}).success ?? true;

/** Where a route sends browsers elsewhere (303), it answers programs with the same address as JSON. */
const answersOf = (route: Route): Json => {
	const success = successOf(route);
	if (route.answer.goesOn) return {[route.answer.status]: success, 202: {...success, description: 'It goes on.'}};
	if (route.answer.status !== 303) return {[route.answer.status]: success};
	const elsewhere = {schema: {type: 'string'}, description: 'Where to go.'};
	return {303: {description: 'Go there.', headers: {Location: elsewhere}}, 200: success};
};

const successOf = ({answer, example}: Route): Json => ({
	description: answer.schema ? 'Done.' : answer.type ? 'The file.' : 'Done; nothing to say.',
	headers: {'X-Request-Id': {schema: {type: 'string'}, description: 'Names this call.'}},
	...(answer.type ? {content: {[answer.type]: {schema: {}}}} : {}),
	...(answer.schema
		? {
				content: {
					[json]: {
						schema: schemaOf(answer.schema, 'output'),
						...(example.answer === undefined ? {} : {example: example.answer}),
					},
				},
			}
		: {}),
});

/** Every status that the route can answer besides success, with the codes behind it. */
const refusalsOf = (route: Route): Json => {
	const byStatus = Map.groupBy(codesOf(route), (code) => refusalStatus[code]);
	const failures = [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), codes] as const);
	return Object.fromEntries([
		...failures.map(([status, codes]) => [
			status,
			{...problemAnswer, description: codes.map((code) => `\`${code}\``).join(', ')},
		]),
		['503', {...problemAnswer, description: '`unavailable`: come again after `Retry-After` seconds.'}],
	]);
};

const codesOf = (route: Route): readonly RefusalCode[] => {
	const codes: RefusalCode[] = [...route.refusals, 'invalid_request', 'card_number_not_allowed'];
	if (route.access.kind !== 'public') codes.push('unauthenticated');
	if (route.access.kind === 'member') codes.push('forbidden');
	if (route.path.includes('{')) codes.push('not_found');
	if (route.method !== 'GET') codes.push('unreadable', 'body_too_large', 'unsupported_media_type');
	if (route.method === 'POST') codes.push('idempotency_key_reused');
	if (route.method === 'PATCH' || route.method === 'DELETE') codes.push('version_mismatch');
	return [...new Set(codes)];
};

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks; what refinements check is told in words only. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
	const {$schema: _, ...described} = z.toJSONSchema(schema, {
		io,
		target: 'draft-2020-12',
		unrepresentable: 'any',
		reused: 'inline',
	});
	return described;
};
