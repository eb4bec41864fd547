import test from 'ava';
import {type Clocks, openClocks} from './clocks.ts';

let c: Clocks;
test.before(async () => {
	c = await openClocks();
});
test.after.always(() => c.close());

const soon = '2027-02-01T00:00:00.000Z';

test('the clock of a test account begins at its creation, stands still, and moves only so', async (t) => {
	const before = await c.clock.now();
	const business = await c.business('test', null);
	const {body: first} = await business.call('/clock');
	t.true(first.now >= before && first.now <= (await c.clock.now()));
	t.is(first.until, null);
	await new Promise((resolve) => setTimeout(resolve, 20));
	t.deepEqual((await business.call('/clock')).body, first);
	t.like(await business.advance(soon), {status: 200, body: {now: soon, until: null}});
	t.deepEqual((await business.call('/clock')).body, {now: soon, until: null});
	const draft = await business.made('/invoices', {
		customerId: business.customerId,
		lines: [{description: 'Care', quantity: '1', unitAmount: 100, taxRateIds: []}],
	});
	t.is(draft.createdAt, soon);
	t.like(await business.made(`/invoices/${draft.id}/finalize`), {issueDate: '2027-02-01', issuedAt: soon});
	t.like(await business.advance(soon), {status: 200, body: {now: soon, until: null}}, 'to where it stands');
	const [newest] = (await business.call('/activity?limit=100')).body.data.filter(
		({action}: {action: string}) => action === 'clock.advanced',
	);
	t.like(newest, {at: soon, actor: {type: 'user'}});
});

test('a live account has no clock of its own, whatever is asked of it', async (t) => {
	const business = await c.business('live', null);
	for (const answer of [
		await business.call('/clock'),
		await business.advance(soon),
		await business.call('/clock/advance', {json: {to: 'tomorrow'}}),
		await business.call('/clock/advance', {json: {}}),
	])
		t.like(answer, {status: 409, body: {code: 'not_a_test_account'}});
});

test('the past, more than ten years, and what is no instant are refused', async (t) => {
	const business = await c.business('test', null);
	for (const [json, code] of [
		[{to: '2026-12-31T00:00:00.000Z'}, 'earlier_than_now'],
		[{to: '2037-02-01T00:00:00.000Z'}, 'too_far'],
		[{to: '2027-02-30T00:00:00.000Z'}, undefined],
		[{to: '2027-02-20T00:00:00.000+01:00'}, undefined],
		[{to: 'soon'}, undefined],
		[{}, undefined],
		[{to: soon, by: 'P1D'}, undefined],
	] as const) {
		const answer = await business.call('/clock/advance', {json});
		t.like(answer, {status: 422, body: {code: 'invalid_request'}}, JSON.stringify(json));
		if (code) t.like(answer.body.errors[0], {path: 'to', code});
	}
	t.true((await business.call('/clock')).body.now < soon);
	t.like(await business.advance('2027-02-01T00:00:00Z'), {status: 200, body: {now: soon}}, 'without milliseconds');
});

test('a viewer sees the clock and may not move it; nobody else sees it', async (t) => {
	const business = await c.business('test', null);
	const email = 'viewer@example.com';
	await business.made('/members', {email, role: 'viewer'});
	const letter = c.mailbox.findLast(({to}) => to.includes(email))?.mail.text ?? '';
	const token = /invitations\/(\w+)/.exec(letter)?.[1] ?? '';
	const viewer = await c.signIn(email);
	const accepted = await c.apiFetch(`/invitations/${token}/accept`, {method: 'POST', token: viewer});
	t.is(accepted.status, 200, accepted.text);
	t.is((await business.call('/clock', {token: viewer})).status, 200);
	t.is((await business.call('/clock/advance', {token: viewer, json: {to: soon}})).status, 403);
	const stranger = await c.signIn('stranger@example.com');
	t.is((await business.call('/clock', {token: stranger})).status, 404);
	t.is((await business.call('/clock/advance', {token: stranger, json: {to: soon}})).status, 404);
	t.is((await business.call('/clock', {token: undefined})).status, 401);
});

test('a call that may not wait says where the clock is going, and later calls join it', async (t) => {
	const business = await c.business('test', null);
	await business.template({frequency: 'week', anchorDate: '2027-02-01'});
	const until = '2027-03-01T00:00:00.000Z';
	await c.wish(c.world, business.accountId, until);
	const {body} = await business.call('/clock');
	t.true(body.until === until || body.now === until);
	t.like(await business.advance(until), {status: 200, body: {now: until, until: null}});
	t.is((await business.documents('invoices')).length, 4);
});

test('the same request again gets the same answer', async (t) => {
	const business = await c.business('test', null);
	const call = {json: {to: soon}, headers: {'idempotency-key': 'once'}};
	const [first, second] = [await business.call('/clock/advance', call), await business.call('/clock/advance', call)];
	t.deepEqual([first.status, second.status, second.body], [200, 200, first.body]);
	t.is(second.headers.get('idempotent-replayed'), 'true');
});
