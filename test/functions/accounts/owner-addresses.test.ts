import test from 'ava';
import {ownerAddresses} from '../../../functions/accounts/owner-addresses.ts';
import {openTestWorld} from '../../world.ts';

test('owners are those who have joined as such: not who is invited, has another role or has left', async (t) => {
	const {world, business, mailbox, signIn, apiFetch, close} = await openTestWorld();
	const {call, accountId} = await business('first@shop.example');
	const invite = async (email: string, role: string) => (await call('/members', {json: {email, role}})).body.id;
	const join = async (email: string, role: string) => {
		const id = await invite(email, role);
		const mail = mailbox.find(({to}) => to.includes(email))?.mail.text ?? '';
		const token = await signIn(email);
		await apiFetch(`/invitations/${/\/invitations\/(\w+)/.exec(mail)?.[1]}/accept`, {method: 'POST', token});
		return id;
	};
	const second = await join('second@shop.example', 'owner');
	const third = await join('third@shop.example', 'owner');
	await join('admin@shop.example', 'admin');
	await invite('guest@shop.example', 'owner');
	const emails = async () => (await ownerAddresses(world, accountId)).map(({email}) => email).toSorted();
	t.deepEqual(await emails(), ['first@shop.example', 'second@shop.example', 'third@shop.example']);
	t.true((await ownerAddresses(world, accountId)).some(({memberId}) => memberId === second));

	t.is((await call(`/members/${second}`, {method: 'PATCH', json: {role: 'viewer'}})).status, 200);
	t.is((await call(`/members/${third}`, {method: 'DELETE'})).status, 204);
	t.deepEqual(await emails(), ['first@shop.example']);
	await close();
});
