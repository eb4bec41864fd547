import {Party} from '../../schemas/parties.ts';
import type {Vault} from '../world.ts';

type Sealed = {readonly accountId: string; readonly customerId: string; readonly party: string};

/** The buyer of a document in clear; undefined once the customer's legal key is destroyed. */
export const openParty = async (
	vault: Pick<Vault, 'open'>,
	{accountId, customerId, party}: Sealed,
): Promise<Party | undefined> => {
	const opened = await vault.open({account: accountId, customer: customerId, kind: 'legal'}, party);
	return opened === undefined ? undefined : Party.parse(opened);
};
