import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const withMember = async (name: string, role: string) => {
	const host = await world.business(`${name}-owner@example.com`);
	const email = `${name}@example.com`;
	const {body} = await host.call('/members', {json: {email, role}});
	const secret = /invitations\/(\w+)/.exec(world.mailbox.findLast(({to}) => to.includes(email))?.mail.text ?? '')?.[1];
	const token = await world.signIn(email);
	await world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token});
	return {
		...host,
		path: `/members/${body.id}`,
		theirs: (path: string, options = {}) => world.apiFetch(`/accounts/${host.accountId}${path}`, {token, ...options}),
	};
};

test('another role counts from the next request on', async (t) => {
	const {call, path, theirs} = await withMember('promoted', 'viewer');
	t.is((await theirs('/customers', {json: {name: 'x'}})).status, 403);
	const changed = await call(path, {method: 'PATCH', json: {role: 'bookkeeper'}});
	t.like(changed.body, {role: 'bookkeeper', email: 'promoted@example.com'});
	t.is((await theirs('/customers', {json: {name: 'x'}})).status, 201);
});

test('whoever is removed is out at once', async (t) => {
	const {call, path, theirs} = await withMember('removed', 'admin');
	t.is((await theirs('')).status, 200);
	t.is((await call(path, {method: 'DELETE'})).status, 204);
	t.is((await theirs('')).status, 404);
	t.is((await call(path)).status, 404);
	t.is((await call(path, {method: 'DELETE'})).status, 404);
});

test('the last owner stays owner', async (t) => {
	const {call, path} = await withMember('heir', 'admin');
	const {body} = await call('/members');
	const owner = body.data.find(({role}: {role: string}) => role === 'owner');
	t.is((await call(`/members/${owner.id}`, {method: 'DELETE'})).body.code, 'last_owner');
	t.is((await call(`/members/${owner.id}`, {method: 'PATCH', json: {role: 'viewer'}})).body.code, 'last_owner');
	t.is((await call(path, {method: 'PATCH', json: {role: 'owner'}})).status, 200);
	t.is((await call(`/members/${owner.id}`, {method: 'PATCH', json: {role: 'viewer'}})).status, 200);
	t.is((await call('')).body.role, 'viewer');
});

test('an admin cannot touch owners nor become one', async (t) => {
	const {theirs} = await withMember('climber', 'admin');
	const {body} = await theirs('/members');
	for (const {id, role} of body.data) {
		t.is((await theirs(`/members/${id}`, {method: 'PATCH', json: {role: 'owner'}})).status, 403);
		if (role === 'owner') t.is((await theirs(`/members/${id}`, {method: 'DELETE'})).status, 403);
	}
});

test('an invitation that is withdrawn works no more', async (t) => {
	const {call} = await world.business('withdrawer@example.com');
	const {body} = await call('/members', {json: {email: 'late@example.com', role: 'viewer'}});
	const secret = /invitations\/(\w+)/.exec(
		world.mailbox.findLast(({to}) => to.includes('late@example.com'))?.mail.text ?? '',
	)?.[1];
	await call(`/members/${body.id}`, {method: 'DELETE'});
	const token = await world.signIn('late@example.com');
	t.is((await world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token})).status, 404);
});
