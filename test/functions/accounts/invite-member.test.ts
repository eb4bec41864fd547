import {readFileSync} from 'node:fs';
import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const linksTo = (email: string): readonly string[] =>
	world.mailbox
		.filter(({to}) => to.includes(email))
		.map(({mail}) => /\/invitations\/(\w+)/.exec(mail.text ?? '')?.[1] ?? '');
const accept = async (secret: string | undefined, email: string) =>
	world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token: await world.signIn(email)});

test('an invitation comes by mail and makes a member of whom it was sent to', async (t) => {
	const {call, accountId} = await world.business('host@example.com');
	const invited = await call('/members', {json: {email: 'guest@example.com', role: 'bookkeeper'}});
	t.is(invited.status, 201);
	t.like(invited.body, {uid: null, email: 'guest@example.com', role: 'bookkeeper', status: 'invited'});
	const token = await world.signIn('guest@example.com');
	t.is((await world.apiFetch(`/accounts/${accountId}`, {token})).status, 404);
	const [secret] = linksTo('guest@example.com');
	const accepted = await accept(secret, 'guest@example.com');
	t.is(accepted.status, 200, accepted.text);
	t.like(accepted.body, {
		id: invited.body.id,
		accountId,
		role: 'bookkeeper',
		status: 'active',
		email: 'guest@example.com',
	});
	t.is((await world.apiFetch(`/accounts/${accountId}`, {token})).body.role, 'bookkeeper');
	t.is((await world.apiFetch('/accounts', {token})).body.data.length, 1);
	t.is((await accept(secret, 'guest@example.com')).status, 404);
});

test('a link works for nobody else, and not at all when it is invented', async (t) => {
	const {call} = await world.business('host2@example.com');
	await call('/members', {json: {email: 'right@example.com', role: 'viewer'}});
	const [secret] = linksTo('right@example.com');
	t.is((await accept(secret, 'wrong@example.com')).status, 403);
	t.is((await accept('nonsense', 'right@example.com')).status, 404);
	t.is((await accept(secret, 'RIGHT@example.com')).status, 200);
});

test('inviting again sends a new link, and the former one stops working', async (t) => {
	const {call} = await world.business('host3@example.com');
	const json = {email: 'twice@example.com', role: 'viewer'};
	const first = await call('/members', {json});
	const second = await call('/members', {json: {...json, role: 'admin'}});
	t.is(second.body.id, first.body.id);
	const [old, fresh] = linksTo('twice@example.com');
	t.is((await accept(old, 'twice@example.com')).status, 404);
	t.is((await accept(fresh, 'twice@example.com')).body.role, 'admin');
	t.is((await call('/members', {json})).body.code, 'already_member');
});

test('only an owner invites owners', async (t) => {
	const {call, accountId} = await world.business('host4@example.com');
	await call('/members', {json: {email: 'admin4@example.com', role: 'admin'}});
	await accept(linksTo('admin4@example.com')[0], 'admin4@example.com');
	const token = await world.signIn('admin4@example.com');
	const invite = (role: string) =>
		world.apiFetch(`/accounts/${accountId}/members`, {token, json: {email: `${role}4x@example.com`, role}});
	t.is((await invite('owner')).status, 403);
	t.is((await invite('admin')).status, 201);
});

test('neither the secret nor the address is readable in the database', async (t) => {
	const {call} = await world.business('host5@example.com');
	await call('/members', {json: {email: 'canary.bird@example.com', role: 'viewer'}});
	const [secret = 'none'] = linksTo('canary.bird@example.com');
	for (const suffix of ['', '-wal']) {
		const file = readFileSync(`${world.databaseFile}${suffix}`);
		t.false(file.includes('canary.bird'));
		t.false(file.includes(secret));
	}
});

for (const wrong of [
	{email: 'x', role: 'viewer'},
	{email: 'a@example.com', role: 'king'},
	{email: 'a@example.com\r\nBcc: b@example.com', role: 'viewer'},
]) {
	test(`refused: ${JSON.stringify(wrong)}`, async (t) => {
		const {call} = await world.business('host6@example.com');
		t.is((await call('/members', {json: wrong})).status, 422);
	});
}
