/** Every convention of the API, over a real server. */
import test from 'ava';
import {routes} from '../../functions/api.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import {openTestWorld, type TestWorld} from '../world.ts';

let world: TestWorld;
let anna: Awaited<ReturnType<TestWorld['business']>>;
test.before(async () => {
	world = await openTestWorld();
	anna = await world.business('anna@example.com');
});
test.after.always((t) => {
	for (const {severity, message, fields} of world.logged) if (severity === 'error') t.log(message, fields);
	return world.close();
});

const code = 'invalid_request';

test('a problem says what, where and which call, and nothing of what was sent', async (t) => {
	const answer = await anna.call('/customers', {json: {name: 17, canary: 'canary-value', email: 'canary-mail'}});
	t.is(answer.status, 422);
	t.is(answer.headers.get('content-type'), 'application/problem+json');
	const {requestId, errors, ...problem} = answer.body;
	t.deepEqual(problem, {
		type: 'urn:invoice-meister:problem:invalid_request',
		title: 'Invalid request',
		status: 422,
		code,
		detail: null,
	});
	t.is(requestId, answer.headers.get('x-request-id'));
	t.deepEqual(errors.map(({path}: {path: string}) => path).sort(), ['canary', 'email', 'name']);
	t.false(answer.text.includes('canary-value') || answer.text.includes('canary-mail'));
});

test('every call answers X-Request-Id and headers that let nothing be framed, sniffed or kept', async (t) => {
	const answers = await Promise.all([
		anna.call('/customers'),
		anna.call('/customers', {json: 1}),
		world.apiFetch('/nope'),
		world.apiFetch('/accounts'),
		world.apiFetch('/accounts', {method: 'DELETE'}),
		world.apiFetch('/api/v1/openapi.json'),
		world.apiFetch('/health'),
		world.apiFetch('/.well-known/security.txt'),
	]);
	for (const {headers} of answers) {
		t.regex(headers.get('x-request-id') ?? '', /^req_\w{16,}$/);
		t.is(headers.get('x-content-type-options'), 'nosniff');
		t.regex(headers.get('strict-transport-security') ?? '', /preload/);
		t.is(headers.get('cache-control'), 'no-store');
		t.regex(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
	}
	t.is(new Set(answers.map(({headers}) => headers.get('x-request-id'))).size, answers.length);
});

const unreadable = [
	'{"name":',
	'{"name":"a","name":"b"}',
	'{"__proto__":{}}',
	'{"metadata":{"constructor":"x"}}',
	'\ufeff{}',
];
for (const raw of unreadable) {
	test(`400 unreadable: ${raw}`, async (t) => {
		const answer = await anna.call('/customers', {raw, headers: {'content-type': 'application/json'}});
		t.is(answer.status, 400);
		t.is(answer.body.code, 'unreadable');
	});
}

test('415 for what is not JSON, 413 beyond 1 MiB, 422 for JSON that is no object', async (t) => {
	const typed = (type: string, raw = '{"name":"a"}') => anna.call('/customers', {raw, headers: {'content-type': type}});
	t.is((await typed('text/plain')).status, 415);
	t.is((await typed('application/x-www-form-urlencoded', 'name=a')).status, 415);
	t.is((await typed('application/json; charset=latin1')).status, 415);
	t.is((await typed('application/json; charset=utf-8')).status, 201);
	t.is((await typed('application/json', `{"name":"${'x'.repeat(1024 * 1024)}"}`)).status, 413);
	for (const raw of ['[]', 'null', '"x"', '1']) t.is((await typed('application/json', raw)).status, 422);
});

test('405 names the methods that are there; unknown paths are 404 even without a token', async (t) => {
	const answer = await world.apiFetch(`/accounts/${anna.accountId}/customers`, {method: 'PUT', json: {}});
	t.is(answer.status, 405);
	t.is(answer.headers.get('allow'), 'POST, GET');
	t.is((await world.apiFetch('/accounts/x/unknown')).status, 404);
	t.is((await world.apiFetch('/accounts/')).status, 404);
});

test('401 without a token, with a bad one, and with anything else than Bearer', async (t) => {
	for (const authorization of [undefined, 'Bearer nonsense', 'Bearer a.b.c', 'Basic YTpi', `bearer ${anna.token}x`]) {
		const answer = await world.apiFetch(`/accounts/${anna.accountId}`, {headers: authorization ? {authorization} : {}});
		t.is(answer.status, 401, String(authorization));
		t.is(answer.body.code, 'unauthenticated');
		t.is(answer.headers.get('www-authenticate'), 'Bearer');
	}
});

test('unknown and repeated parameters, and limits out of bounds, are 422', async (t) => {
	for (const query of [
		'limit=0',
		'limit=101',
		'limit=x',
		'limit=1.5',
		'limit=',
		'cursor=nonsense',
		'foo=1',
		'limit=1&limit=2',
		'__proto__=1',
	]) {
		const answer = await anna.call(`/items?${query}`);
		t.is(answer.status, 422, query);
		t.is(answer.body.code, code);
	}
	t.is((await anna.call('/items?limit=1')).status, 200);
	t.is((await anna.call('/items?limit=100')).status, 200);
});

test('a list goes newest first through cursors, and stays whole while rows are added', async (t) => {
	const {call} = await world.business('pages@example.com');
	for (let nth = 1; nth <= 7; nth++) await call('/items', {json: {name: `item ${nth}`, unitAmount: nth}});
	const names: string[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const page: {body: {data: {name: string}[]; nextCursor: string | null}} = await call(
			`/items?limit=3&cursor=${cursor}`,
		);
		names.push(...page.body.data.map(({name}) => name));
		cursor = page.body.nextCursor;
		await call('/items', {json: {name: 'added', unitAmount: 1}});
	}
	t.deepEqual(names, ['item 7', 'item 6', 'item 5', 'item 4', 'item 3', 'item 2', 'item 1']);
});

test('a list of a test account, whose clock stands still, is newest first too', async (t) => {
	const {call} = await world.business('standing@example.com', {mode: 'test'});
	const names = ['a', 'b', 'c', 'd', 'e'];
	for (const name of names) await call('/customers', {json: {name}});
	const {body} = await call('/customers');
	t.deepEqual(
		body.data.map(({name}: {name: string}) => name),
		names.toReversed(),
	);
	t.is(new Set(body.data.map(({createdAt}: {createdAt: string}) => createdAt)).size, 1);
});

test('a cursor of another list is refused', async (t) => {
	const {call} = await world.business('cursors@example.com');
	for (const name of ['a', 'b']) await call('/customers', {json: {name}});
	const {body} = await call('/customers?limit=1');
	t.is((await call(`/items?cursor=${body.nextCursor}`)).status, 422);
	t.is((await call(`/customers?sort=createdAt&cursor=${body.nextCursor}`)).status, 422);
	t.is((await call(`/customers?cursor=${body.nextCursor}`)).status, 200);
});

test('a card number in any text field, key or query is refused and neither echoed, stored nor logged (I20)', async (t) => {
	const card = '4242 4242 4242 4242';
	const answers = await Promise.all([
		anna.call('/customers', {json: {name: card}}),
		anna.call('/customers', {json: {name: 'a', metadata: {note: card}}}),
		anna.call('/customers', {json: {name: 'a', metadata: {[card]: 'x'}}}),
		anna.call('/customers', {
			json: {name: 'a', contacts: [{email: 'a@example.com', role: '４２４２４２４２４２４２４２４２'}]},
		}),
		anna.call('/items', {json: {name: 'a', description: card, unitAmount: 'not even valid'}}),
		anna.call('', {method: 'PATCH', json: {defaults: {notes: card}}}),
		anna.call(`/customers?q=${encodeURIComponent(card)}`),
		anna.call('/customers', {json: {name: card}, headers: {'idempotency-key': 'card'}}),
	]);
	for (const {status, body, text} of answers) {
		t.is(status, 422);
		t.is(body.code, 'card_number_not_allowed');
		t.false(/4242/.test(text));
	}
	t.false(JSON.stringify(world.logged).includes('4242'));
});

test('single objects carry an ETag; a stale If-Match is 412 and changes nothing', async (t) => {
	const made = await anna.call('/customers', {json: {name: 'first'}});
	const path = `/customers/${made.body.id}`;
	const read = await anna.call(path);
	t.is(read.headers.get('etag'), made.headers.get('etag'));
	const tag = read.headers.get('etag') ?? '';
	const patch = (ifMatch: string) =>
		anna.call(path, {method: 'PATCH', json: {name: 'second'}, headers: {'if-match': ifMatch}});
	const changed = await patch(tag);
	t.is(changed.status, 200);
	t.not(changed.headers.get('etag'), tag);
	for (const stale of [tag, `W/${changed.headers.get('etag')}`, '"x"', 'x']) {
		const answer = await patch(stale);
		t.is(answer.status, 412, stale);
		t.is(answer.body.code, 'version_mismatch');
	}
	t.is((await anna.call(path, {method: 'DELETE', headers: {'if-match': tag}})).status, 412);
	t.is((await patch('*')).status, 200);
	const gone = await anna.call(path, {method: 'DELETE'});
	t.is(gone.status, 204, gone.text);
});

test('every object that can be changed keeps its promise about versions', async (t) => {
	const {call} = await world.business('versions@example.com');
	const customer = (await call('/customers', {json: {name: 'a'}})).body.id;
	const lines = [{description: 'x', quantity: 1, unitAmount: 100}];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2099-01-01'};
	const changed = [
		['/customers', {name: 'a'}, {notes: 'b'}],
		['/items', {name: 'a', unitAmount: 1}, {name: 'b'}],
		['/tax-rates', {name: 'a', percent: 1, category: 'S'}, {name: 'b'}],
		['/series', {for: 'invoice', pattern: 'V{0000}'}, {next: 7}],
		['/members', {email: 'v@example.com', role: 'viewer'}, {role: 'admin'}],
		['/invoices', {customerId: customer, lines}, {notes: 'b'}],
		['/templates', {customerId: customer, lines, schedule}, {notes: 'b'}],
		['/webhook-endpoints', {url: 'http://127.0.0.1:9/'}, {description: 'b'}],
	] as const;
	for (const [collection, input, json] of changed) {
		const made = await call(collection, {json: input});
		t.is(made.status, 201, `${collection} ${made.text}`);
		const path = `${collection}/${made.body.id}`;
		const tag = made.headers.get('etag') ?? '';
		t.is((await call(path)).headers.get('etag'), tag, collection);
		const patch = (ifMatch: string) => call(path, {method: 'PATCH', json, headers: {'if-match': ifMatch}});
		t.is((await patch('"0"')).status, 412, collection);
		const after = await patch(tag);
		t.is(after.status, 200, `${collection} ${after.text}`);
		t.not(after.headers.get('etag'), tag, collection);
		t.is((await call(path)).headers.get('etag'), after.headers.get('etag'), collection);
		t.is((await patch(tag)).status, 412, collection);
		t.is((await call(path, {method: 'DELETE', headers: {'if-match': tag}})).status, 412, collection);
	}
});

test('of two changes based on the same version one is refused', async (t) => {
	const made = await anna.call('/items', {json: {name: 'x', unitAmount: 1}});
	const headers = {'if-match': made.headers.get('etag') ?? ''};
	const both = await Promise.all(
		[2, 3].map((unitAmount) => anna.call(`/items/${made.body.id}`, {method: 'PATCH', json: {unitAmount}, headers})),
	);
	t.deepEqual(both.map(({status}) => status).sort(), [200, 412]);
});

test('creating answers 201 with Location; the object is there', async (t) => {
	const made = await anna.call('/items', {json: {name: 'x', unitAmount: 1}});
	t.is(made.status, 201);
	const found = await world.apiFetch(made.headers.get('location') ?? '', {token: anna.token});
	t.deepEqual(found.body, made.body);
});

test('another account’s objects answer exactly as objects that do not exist (I17)', async (t) => {
	const other = await world.business('other@example.com');
	const theirs = await other.call('/customers', {json: {name: 'theirs'}});
	const customer = theirs.body.id;
	const shown = ({status, body}: {status: number; body: {requestId: string}}) => ({
		status,
		body: {...body, requestId: ''},
	});
	const pairs = [
		[`/accounts/${other.accountId}/customers/${customer}`, `/accounts/acc_nothing/customers/cus_nothing`],
		[`/accounts/${anna.accountId}/customers/${customer}`, `/accounts/${anna.accountId}/customers/cus_nothing`],
		[`/accounts/${other.accountId}`, '/accounts/acc_nothing'],
		[`/accounts/${other.accountId}/customers`, '/accounts/acc_nothing/customers'],
	] as const;
	for (const [real, imagined] of pairs) {
		for (const method of ['GET', 'PATCH', 'DELETE']) {
			const json = method === 'PATCH' ? {name: 'mine now'} : undefined;
			const [theirAnswer, noAnswer] = await Promise.all(
				[real, imagined].map((path) => world.apiFetch(path, {method, token: anna.token, json})),
			);
			if (theirAnswer && noAnswer && theirAnswer.status !== 405) {
				t.is(theirAnswer.status, 404, `${method} ${real}`);
				t.deepEqual(shown(theirAnswer), shown(noAnswer));
			}
		}
	}
	t.is((await other.call(`/customers/${customer}`)).body.name, 'theirs');
});

test('paths that try to leave their account are not found', async (t) => {
	const other = await world.business('walls@example.com');
	const {body} = await other.call('/customers', {json: {name: 'theirs'}});
	for (const id of [
		`..%2F..%2F${other.accountId}%2Fcustomers%2F${body.id}`,
		'%00',
		'.',
		'..%2f',
		'__x__',
		'a%2Fb',
		'%E0%A4%A',
		'x'.repeat(300),
	])
		t.true([404, 400].includes((await anna.call(`/customers/${id}`)).status), id);
});

test('server-owned fields are never taken from a body', async (t) => {
	for (const field of [
		'id',
		'accountId',
		'version',
		'card',
		'creditBalances',
		'archivedAt',
		'createdAt',
		'stripe',
		'personal',
		'tokens',
	])
		t.is((await anna.call('/customers', {json: {name: 'a', [field]: null}})).status, 422, field);
	for (const field of [
		'id',
		'mode',
		'country',
		'roles',
		'role',
		'stripeAccount',
		'suspendedAt',
		'clockAt',
		'sellerVersion',
	])
		t.is((await anna.call('', {method: 'PATCH', json: {[field]: 'owner'}})).status, 422, field);
});

test('an outage is 503 with Retry-After, a bug 500; neither tells what happened', async (t) => {
	let failure: Error | undefined;
	const failing = await openTestWorld({
		through: (inner) => ({
			...inner,
			db: {
				...inner.db,
				get: async (path) => {
					if (failure) throw failure;
					return inner.db.get(path);
				},
			},
		}),
	});
	const {call} = await failing.business('unlucky@example.com');
	failure = new Outage('the database at 10.0.0.7 is away');
	const outage = await call('');
	t.is(outage.status, 503);
	t.is(outage.body.code, 'unavailable');
	t.truthy(outage.headers.get('retry-after'));
	failure = new TypeError('canary@example.com is not a function');
	const bug = await call('');
	t.is(bug.status, 500);
	t.is(bug.body.code, 'internal');
	t.is(bug.headers.get('content-type'), 'application/problem+json');
	t.false(/10\.0|canary|TypeError|\.ts/.test(outage.text + bug.text));
	t.false(JSON.stringify(failing.logged).includes('canary'));
	t.true(failing.logged.some(({severity, fields}) => severity === 'error' && fields.requestId === bug.body.requestId));
	await failing.close();
});

test('security.txt says where to write and when it expires', async (t) => {
	const {text, status} = await world.apiFetch('/.well-known/security.txt');
	t.is(status, 200);
	t.regex(text, /^Contact: mailto:/m);
	t.true(Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '') > Date.now());
});

test('every operation has a name of its own', (t) => {
	t.is(new Set(routes.map(({name}) => name)).size, routes.length);
	t.is(new Set(routes.map(({method, path}) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size, routes.length);
});
