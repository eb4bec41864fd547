import type {World} from '../world.ts';
import {allMembers} from './invite-member.ts';

export type OwnerAddress = {readonly memberId: string; readonly email: string};

/** Where the owners of an account are reached, in the clear. Leaves out who is only invited, and who signed in without an address. */
export const ownerAddresses = async (
	{db, vault}: Pick<World, 'db' | 'vault'>,
	accountId: string,
): Promise<readonly OwnerAddress[]> => {
	const owners = (await allMembers(db, accountId)).filter(
		({document: {role, status}}) => role === 'owner' && status === 'active',
	);
	const addresses = await Promise.all(
		owners.map(async ({document: {id, email}}) => {
			const opened = email === null ? undefined : await vault.open({account: accountId, kind: 'account'}, email);
			return typeof opened === 'string' ? [{memberId: id, email: opened}] : [];
		}),
	);
	return addresses.flat();
};
