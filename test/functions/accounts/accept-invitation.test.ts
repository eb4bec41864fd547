import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const secretFor = (email: string): string =>
	/invitations\/(\w+)/.exec(world.mailbox.findLast(({to}) => to.includes(email))?.mail.text ?? '')?.[1] ?? '';

test('accepted twice at once, an invitation makes one member and both get the same answer with a key', async (t) => {
	const {call} = await world.business('both@example.com');
	await call('/members', {json: {email: 'double@example.com', role: 'viewer'}});
	const secret = secretFor('double@example.com');
	const token = await world.signIn('double@example.com');
	const headers = {'idempotency-key': 'k'};
	const both = await Promise.all(
		[1, 2].map(() => world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token, headers})),
	);
	t.deepEqual(
		both.map(({status}) => status),
		[200, 200],
	);
	t.is(both[0]?.text, both[1]?.text);
	t.is((await call('/members')).body.data.length, 2);
});

test('an invitation lasts 14 days of the wall clock', async (t) => {
	const {call} = await world.business('old@example.com');
	await call('/members', {json: {email: 'slow@example.com', role: 'viewer'}});
	const secret = secretFor('slow@example.com');
	const {fingerprint} = await import('../../../functions/developers/index.ts');
	const link = await world.world.db.get(`links/${fingerprint(secret)}`);
	if (!link) return t.fail();
	t.true(Math.abs(Date.parse(String(link.fields.expiresAt)) - Date.now() - 14 * 86_400_000) < 60_000);
	const fields = {...link.fields, expiresAt: new Date(Date.now() - 1).toISOString()};
	await world.world.db.commit([{op: 'update', path: link.path, version: link.version, fields}]);
	const token = await world.signIn('slow@example.com');
	t.is((await world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token})).status, 404);
});
