/** What every call of the API has in common, each once on a whole platform. */
import {request} from 'node:http';
import type {ExecutionContext} from 'ava';
import {type Business, openBusiness, standardRate} from './business.ts';
import type {Platform} from './platform.ts';

export type Journey = {
	readonly title: string;
	readonly run: (t: ExecutionContext, platform: Platform) => Promise<void>;
};

/** `email`: an account of its own for each journey. */
const inBusiness =
	(email: string, run: (t: ExecutionContext, business: Business, platform: Platform) => Promise<void>) =>
	async (t: ExecutionContext, platform: Platform): Promise<void> =>
		run(t, await openBusiness(platform, email), platform);

const problemFields = ['type', 'title', 'status', 'code', 'detail', 'requestId'];

const unreadable = inBusiness('unreadable@example.org', async (t, {call, token, account}, platform) => {
	const json = {'content-type': 'application/json'};
	const cases: readonly (readonly [number, string, Parameters<typeof call>[0], Parameters<typeof call>[1]])[] = [
		[400, 'no JSON', '/customers', {raw: '{"name"', headers: json}],
		[400, 'a key twice', '/customers', {raw: '{"name":"a","name":"b"}', headers: json}],
		[400, 'a prototype', '/customers', {raw: '{"name":"a","__proto__":{}}', headers: json}],
		[400, 'a constructor', '/customers', {raw: '{"name":"a","metadata":{"constructor":{}}}', headers: json}],
		[400, 'no UTF-8', '/customers', {raw: Buffer.from('7b226e616d65223a22ff227d', 'hex'), headers: json}],
		[415, 'text', '/customers', {raw: 'name=a', headers: {'content-type': 'text/plain'}}],
		[415, 'a form', '/customers', {raw: 'name=a', headers: {'content-type': 'application/x-www-form-urlencoded'}}],
		[413, 'too much', '/customers', {json: {name: 'a', notes: 'x'.repeat(1024 * 1024)}}],
		[422, 'an unknown field', '/customers', {json: {name: 'a', nickname: 'b'}}],
		[422, 'a missing field', '/customers', {json: {}}],
		[422, 'too long', '/customers', {json: {name: 'x'.repeat(201)}}],
		[
			422,
			'too many',
			'/customers',
			{json: {name: 'a', metadata: Object.fromEntries(Array.from({length: 21}, (_, n) => [`k${n}`, 'v']))}},
		],
		[422, 'limit 0', '/customers?limit=0', {}],
		[422, 'limit 101', '/customers?limit=101', {}],
		[422, 'limit a', '/customers?limit=a', {}],
		[422, 'an unknown parameter', '/customers?colour=red', {}],
		[405, 'a method', '/customers', {method: 'PUT', json: {}}],
		[404, 'no path', '/nothings', {}],
		[404, 'no id', '/customers/cus_nothing0', {}],
		[404, 'a strange id', '/customers/..%2f..', {}],
	];
	for (const [status, what, path, options] of cases) {
		const answer = await call(path, options);
		t.is(answer.status, status, `${what}: ${answer.text}`);
		t.is(answer.headers.get('content-type'), 'application/problem+json', what);
		t.deepEqual(
			problemFields.filter((field) => !(field in answer.body)),
			[],
			what,
		);
		t.is(answer.body.status, status);
		t.is(answer.body.requestId, answer.headers.get('x-request-id'));
		t.false(/node:|\.ts|at \/|stack/i.test(answer.text), what);
	}
	t.regex((await call('/customers', {method: 'PUT', json: {}})).headers.get('allow') ?? '', /GET.*POST|POST.*GET/);
	t.regex((await platform.call(`/accounts/${account.id}`, {token})).headers.get('x-request-id') ?? '', /^req_/);
	const pointed = await call('/customers', {json: {name: 'a', email: 'nobody'}});
	t.like(pointed.body, {code: 'invalid_request', errors: [{path: 'email'}]});
	t.false(pointed.text.includes('nobody'), 'the value is not said back');
});

const callers = inBusiness('boss@example.org', async (t, {call, post, account}, platform) => {
	for (const token of [undefined, 'nonsense', 'im_live_nonsense', 'a.b.c']) {
		const answer = await platform.call('/accounts', {token});
		t.is(answer.status, 401);
		t.is(answer.body.code, 'unauthenticated');
	}
	const member = await post('/members', {email: 'reader@example.org', role: 'viewer'});
	t.is(member.status, 'invited');
	const [mail] = (await platform.bench('/api/mail?to=reader@example.org')).data;
	const link = /invitations?\/([\w.~-]+)/.exec(mail.text)?.[1] ?? '';
	const reader = await platform.signIn('reader@example.org');
	const path = `/accounts/${account.id}/customers`;
	t.is((await platform.call(path, {token: reader})).status, 404, 'not yet a member');
	t.is((await platform.call(`/invitations/${link}/accept`, {token: reader, json: {}})).status, 200);
	t.is((await platform.call(path, {token: reader})).status, 200);
	t.is((await platform.call(path, {token: reader, json: {name: 'x'}})).status, 403);
	t.is((await call('/members')).status, 200);
});

const notTwice = inBusiness('once@example.org', async (t, {call, all}, platform) => {
	const headers = {'idempotency-key': 'make-1'};
	const racing = await Promise.all(
		Array.from({length: 6}, () => call('/customers', {headers: {...headers, ...ownConnection}, json: {name: 'Racer'}})),
	);
	t.deepEqual(
		racing.map(({status}) => status),
		[201, 201, 201, 201, 201, 201],
	);
	t.is(new Set(racing.map(({text}) => text)).size, 1, 'all get the winner’s answer');
	t.is(racing.filter(({headers: told}) => told.get('idempotent-replayed') === 'true').length, 5);
	t.is((await all('/customers')).length, 1);

	const again = await call('/customers', {headers, json: {name: 'Racer'}});
	t.is(again.text, racing[0]?.text ?? '');
	t.is(again.headers.get('idempotent-replayed'), 'true');
	t.is(again.headers.get('location'), racing[0]?.headers.get('location') ?? '');
	const other = await call('/customers', {headers, json: {name: 'Other'}});
	t.is(other.status, 422);
	t.is(other.body.code, 'idempotency_key_reused');

	const failing = {'idempotency-key': 'make-2'};
	t.is((await call('/customers', {headers: failing, json: {}})).status, 422);
	t.is((await call('/customers', {headers: failing, json: {name: 'Now'}})).status, 201, 'a refusal is not remembered');
	t.is((await call('/customers', {headers: {'idempotency-key': 'k'.repeat(256)}, json: {name: 'x'}})).status, 422);
	t.is((await call('/customers', {headers: {'idempotency-key': 'k'.repeat(255)}, json: {name: 'x'}})).status, 201);

	const elsewhere = await openBusiness(platform, 'once-more@example.org');
	t.is(
		(await elsewhere.call('/customers', {headers, json: {name: 'Other'}})).status,
		201,
		'keys are the account’s own',
	);
});

/** Not one of those that are kept. */
const ownConnection = {connection: 'close'};

const changeSafely = inBusiness('change@example.org', async (t, {call}) => {
	const made = await call('/customers', {json: {name: 'First', notes: 'keep', metadata: {a: '1', b: '2'}}});
	t.is(made.status, 201);
	const path = `/customers/${made.body.id}`;
	t.true((made.headers.get('location') ?? '').endsWith(path));
	const read = await call(path);
	const etag = read.headers.get('etag') ?? '';
	t.regex(etag, /^(W\/)?".+"$/);
	const changed = await call(path, {
		method: 'PATCH',
		json: {name: 'Second', metadata: {a: null}},
		headers: {'if-match': etag},
	});
	t.is(changed.status, 200);
	t.like(changed.body, {name: 'Second', notes: 'keep'});
	t.deepEqual(changed.body.metadata, {b: '2'});
	t.not(changed.headers.get('etag'), etag);
	const stale = await call(path, {method: 'PATCH', json: {name: 'Third'}, headers: {'if-match': etag}});
	t.is(stale.status, 412);
	t.is(stale.body.code, 'version_mismatch');
	t.is((await call(path, {method: 'DELETE', headers: {'if-match': etag}})).status, 412);
	t.is((await call(path, {method: 'PATCH', json: {notes: null}})).body.notes, null);
	const merge = {'content-type': 'application/merge-patch+json'};
	t.is((await call(path, {method: 'PATCH', raw: '{"name":"Fourth"}', headers: merge})).body.name, 'Fourth');
	const now = (await call(path)).headers.get('etag') ?? '';
	const gone = await call(path, {method: 'DELETE', headers: {'if-match': now}});
	t.is(gone.status, 204);
	t.is(gone.text, '');
	const race = await call('/items', {json: {name: 'Item', unitAmount: 1}});
	const item = `/items/${race.body.id}`;
	const match = {'if-match': (await call(item)).headers.get('etag') ?? ''};
	const both = await Promise.all(['A', 'B'].map((name) => call(item, {method: 'PATCH', json: {name}, headers: match})));
	t.deepEqual(both.map(({status}) => status).sort(), [200, 412], 'of two, one wins');
});

const lists = inBusiness('lists@example.org', async (t, {call, get, post}) => {
	const named = (n: number) => `Item ${String(n).padStart(3, '0')}`;
	for (let n = 0; n < 30; n++) await post('/items', {name: named(n), unitAmount: 1});
	const first = await get('/items');
	t.is(first.data.length, 25, 'a page has 25 unless told');
	t.is(first.data[0].name, named(29), 'newest first');
	const small = await get('/items?limit=10');
	for (let n = 30; n < 35; n++) await post('/items', {name: named(n), unitAmount: 1});
	const seen = [...small.data];
	for (let cursor = small.nextCursor; cursor !== null; ) {
		const page = await get(`/items?limit=10&cursor=${encodeURIComponent(cursor)}`);
		seen.push(...page.data);
		cursor = page.nextCursor;
	}
	t.deepEqual(
		seen.map(({name}) => name),
		Array.from({length: 30}, (_, n) => named(29 - n)),
		'rows that are added move nothing',
	);
	const bad = await call('/items?cursor=nonsense');
	t.is(bad.status, 422);
});

const moneyAndTime = inBusiness('figures@example.org', async (t, business) => {
	const {call, get, post} = business;
	const customer = await post('/customers', {name: 'Figures'});
	for (const field of ['email', 'billingAddress', 'taxId', 'card', 'archivedAt', 'seriesId'])
		t.is(customer[field], null, `${field} is there, and null`);
	const lines = [
		{description: 'Calls', quantity: '2.50', unitAmount: '0.25', taxRateIds: [await standardRate(business)]},
		{description: 'Hours', quantity: 1.5, unitAmount: 10_000, discounts: [{percent: 10}]},
	];
	const preview = await call('/invoices/preview', {json: {customerId: customer.id, lines}});
	t.is(preview.status, 200);
	t.is(preview.body.id, null);
	const made = await post('/invoices', {customerId: customer.id, lines});
	t.like(made.lines[0], {quantity: '2.5', unitAmount: '0.25', net: 1});
	t.like(made.lines[1], {quantity: '1.5', unitAmount: 10_000, net: 13_500});
	t.is(made.lines[1].discounts[0].percent, '10');
	t.like(made, {subtotal: 13_501, total: 13_501, status: 'draft', number: null, hostedUrl: null, issuedAt: null});
	t.is(preview.body.total, made.total);
	t.regex(made.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

	const issued = await post(`/invoices/${made.id}/finalize`);
	t.regex(issued.issueDate, /^\d{4}-\d\d-\d\d$/);
	t.true(Array.isArray(issued.warnings));
	t.regex(issued.hostedUrl, /\/i\/./);
	const twice = await call(`/invoices/${made.id}/finalize`, {json: {colour: 'red'}});
	t.is(twice.status, 409, 'state before shape');
	t.is(twice.body.code, 'invoice_not_draft');
	t.is((await call(`/invoices/${made.id}`, {method: 'DELETE'})).status, 409);
	t.is((await call(`/invoices/${made.id}`, {method: 'PATCH', json: {notes: 'x'}})).status, 409);
	t.is((await call(`/invoices/${made.id}`, {method: 'PATCH', json: {internalNotes: 'x'}})).status, 200);
	t.is((await call('/invoices?status=open&q=a')).status, 422);
	t.is((await get('/invoices?status=open')).data.length, 1);
});

const documents: Journey['run'] = async (t, platform) => {
	const described = await platform.call('/api/v1/openapi.json');
	t.is(described.status, 200);
	t.regex(described.body.openapi, /^3\.1/);
	const operations = Object.values(described.body.paths).flatMap((path) => Object.values(path as object));
	t.true(operations.length > 60);
	const {status, text} = await platform.call('/health');
	t.deepEqual([status, JSON.parse(text)], [200, {ok: true}]);
	const security = await platform.call('/.well-known/security.txt');
	t.is(security.status, 200);
	t.regex(security.text, /^Contact: .+$/m);
	t.regex(security.text, /^Expires: \d{4}-/m);
	t.is((await platform.call('/health', {json: {}})).status, 405);
	t.is((await platform.call('/stripe/webhook', {raw: '{}', headers: {'stripe-signature': 't=1,v1=00'}})).status, 400);
	t.is((await platform.call('/stripe/webhook', {raw: '{}'})).status, 400);
	t.is((await platform.call('/i/nonsense')).status, 404);
	t.is((await platform.call('/public/invoices/nonsense')).status, 404);
	t.is(await withoutLength(platform), 413, 'a body without end is cut off');
};

/** A body that is never declared and grows beyond the limit; 0: the connection was closed on us. */
const withoutLength = (platform: Platform): Promise<number> =>
	new Promise((resolve) => {
		const sent = request(
			`${platform.url}/api/v1/public/invoices/x/checkout`,
			{method: 'POST', headers: {'content-type': 'application/json'}},
			(answer) => {
				answer.resume();
				resolve(answer.statusCode ?? 0);
			},
		);
		sent.on('error', () => resolve(0));
		for (let n = 0; n < 40; n++) sent.write('x'.repeat(64 * 1024));
		sent.end();
	});

export const conventions: readonly Journey[] = [
	{title: 'what cannot be read is refused in words, in one shape, without a hint of the inside', run: unreadable},
	{title: 'nobody gets in without a token, and nobody further than their role', run: callers},
	{title: 'an Idempotency-Key makes one thing, however often and at once it is sent', run: notTwice},
	{title: 'changes name the version they rest on', run: changeSafely},
	{title: 'a cursor stays where it is while rows are added', run: lists},
	{title: 'amounts, quantities and times are answered in one form', run: moneyAndTime},
	{title: 'the API describes itself; health and security.txt are there; forged webhooks are not taken', run: documents},
];
