/** Who may call what: the table of routes is what the API does, for every route there is. */
import test from 'ava';
import {routes} from '../../../functions/api.ts';
import type {Role} from '../../../schemas/basics.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

const roles: readonly Role[] = ['viewer', 'bookkeeper', 'admin', 'owner'];
let world: TestWorld;
let account = '';
const tokens = new Map<string, string>();
test.before(async () => {
	world = await openTestWorld();
	const owner = await world.business('owner@example.com');
	account = owner.accountId;
	tokens.set('owner', owner.token);
	tokens.set('stranger', (await world.business('stranger@example.com')).token);
	for (const role of roles.slice(0, 3)) {
		const token = await world.signIn(`${role}@example.com`);
		await owner.call('/members', {json: {email: `${role}@example.com`, role}});
		const secret = /invitations\/(\w+)/.exec(world.mailbox.at(-1)?.mail.text ?? '')?.[1];
		const accepted = await world.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token});
		if (accepted.status !== 200) throw new Error(accepted.text);
		tokens.set(role, token);
	}
});
test.after.always(() => world.close());

/** Every other parameter names nothing, so that nothing is changed on the way. */
const pathOf = (path: string) => path.replace('{account}', account).replaceAll(/\{\w+\}/g, 'nothing0');
const bodyOf = (method: string) => (method === 'GET' ? {} : {json: {}});

for (const route of routes) {
	const {access, method, path, name} = route;
	if (access.kind === 'public') continue;
	const call = (who: string | undefined) =>
		world.apiFetch(pathOf(path), {method, ...bodyOf(method), token: who === undefined ? undefined : tokens.get(who)});

	test.serial(`${name}: nobody without a token`, async (t) => t.is((await call(undefined)).status, 401));
	if (access.kind !== 'member') continue;
	test.serial(`${name}: for others there is no such account`, async (t) => t.is((await call('stranger')).status, 404));
	for (const role of roles) {
		const isAllowed = roles.indexOf(role) >= roles.indexOf(access.role);
		test.serial(`${name}: ${role} ${isAllowed ? 'may' : 'may not'}`, async (t) => {
			const {status, body} = await call(role);
			if (isAllowed) t.false([401, 403, 405, 500, 503].includes(status), `${status} ${JSON.stringify(body)}`);
			else {
				t.is(status, 403);
				t.is(body.code, 'forbidden');
			}
		});
	}
}

test('what writes is never open to viewers, and never takes a reading scope', (t) => {
	for (const {access, method, name} of routes) {
		if (access.kind !== 'member') continue;
		const isReading = method === 'GET' || name.startsWith('preview');
		t.is(access.scope.endsWith(':read'), isReading, name);
		if (!isReading) t.not(access.role, 'viewer', name);
	}
});
