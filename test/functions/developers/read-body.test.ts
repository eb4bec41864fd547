import test from 'ava';
import {z} from 'zod';
import {readBody} from '../../../functions/developers/read-body.ts';
import {ok} from '../../../functions/kernel/result.ts';
import {type Route, route} from '../../../functions/route.ts';

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
const json = route({...declared, body: z.strictObject({})});
const form = route({...declared, body: z.strictObject({}), form: true});
const upload = route({...declared, upload: {types: ['image/png'], limitBytes: 10}});

const read = (to: Route, body: BodyInit | null, type?: string) =>
	readBody(new Request('http://x/', {method: 'POST', body, headers: type ? {'content-type': type} : {}}), to);
const codeOf = async (reading: ReturnType<typeof read>) => {
	const done = await reading;
	return done.ok ? 'ok' : done.refusal.code;
};

test('an empty body reads as an empty object', async (t) => {
	t.deepEqual(await read(json, null), {ok: true, value: {json: {}, upload: null}});
	t.is(await codeOf(read(json, '', 'application/json')), 'ok');
});

test('JSON comes as JSON or as a merge patch, in UTF-8', async (t) => {
	for (const type of ['application/json', 'application/merge-patch+json', 'Application/JSON; charset="UTF-8"'])
		t.is(await codeOf(read(json, '{}', type)), 'ok', type);
	for (const type of ['text/json', 'application/json; charset=utf-16', 'multipart/form-data'])
		t.is(await codeOf(read(json, '{}', type)), 'unsupported_media_type', type);
});

test('a form is only taken where forms are, and its fields occur once', async (t) => {
	const type = 'application/x-www-form-urlencoded';
	t.is(await codeOf(read(json, 'a=1', type)), 'unsupported_media_type');
	t.deepEqual(await read(form, 'a=1&b=x%20y', type), {ok: true, value: {json: {a: '1', b: 'x y'}, upload: null}});
	t.is(await codeOf(read(form, 'a=1&a=2', type)), 'unreadable');
	t.is(await codeOf(read(form, '__proto__=1', type)), 'unreadable');
});

test('an upload is bounded and of the types named', async (t) => {
	t.is(await codeOf(read(upload, '1234567890', 'image/png')), 'ok');
	t.is(await codeOf(read(upload, '12345678901', 'image/png')), 'body_too_large');
	t.is(await codeOf(read(upload, '1', 'image/gif')), 'unsupported_media_type');
});

test('a body without a stated length is stopped at the limit', async (t) => {
	let pulled = 0;
	const endless = new ReadableStream<Uint8Array>({
		pull: (controller) => {
			pulled++;
			controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
		},
	});
	const request = new Request('http://x/', {
		method: 'POST',
		body: endless,
		duplex: 'half',
		headers: {'content-type': 'application/json'},
	} as RequestInit);
	const done = await readBody(request, json);
	t.false(done.ok);
	t.true(pulled < 40);
});

test('a body that breaks off is the caller’s, not a bug of ours', async (t) => {
	const torn = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')),
		pull: (controller) => controller.error(new Error('aborted')),
	});
	const init = {method: 'POST', body: torn, duplex: 'half', headers: {'content-type': 'application/json'}};
	const done = await readBody(new Request('http://x/', init as RequestInit), json);
	t.true(!done.ok && done.refusal.code === 'unreadable');
});
