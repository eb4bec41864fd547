/** The unguessable link to an invoice: account, invoice and a keyed hash of both; nothing is stored for it. */
import type {Vault} from '../world.ts';

type Target = {readonly accountId: string; readonly invoiceId: string};

/** `{account}-{invoice}-{22 characters}`, ids without their prefix. */
export const hostedToken = async (vault: Pick<Vault, 'token'>, {accountId, invoiceId}: Target): Promise<string> =>
	`${accountId.slice(4)}-${invoiceId.slice(4)}-${await proofOf(vault, {accountId, invoiceId})}`;

export const hostedUrl = async (vault: Pick<Vault, 'token'>, publicUrl: string, target: Target): Promise<string> =>
	`${publicUrl}/i/${await hostedToken(vault, target)}`;

/** What a token claims to open; to be believed only after `isProven`. Undefined when it is no token at all. */
export const claimOf = (token: string): (Target & {readonly proof: string}) | undefined => {
	const [, account, invoice, proof] = /^([0-9A-Za-z]{4,40})-([0-9A-Za-z]{4,40})-([0-9A-Za-z_-]{22})$/.exec(token) ?? [];
	if (account === undefined || invoice === undefined || proof === undefined) return undefined;
	return {accountId: `acc_${account}`, invoiceId: `inv_${invoice}`, proof};
};

/** Ask only for an account that exists: its key makes the proof. */
export const isProven = async (
	vault: Pick<Vault, 'token'>,
	claim: Target & {readonly proof: string},
): Promise<boolean> => {
	const expected = await proofOf(vault, claim);
	// Compares all characters, so that time tells nothing of how many were right.
	let difference = expected.length ^ claim.proof.length;
	for (let index = 0; index < expected.length; index++)
		difference |= expected.charCodeAt(index) ^ claim.proof.charCodeAt(index);
	return difference === 0;
};

const proofOf = async (vault: Pick<Vault, 'token'>, {accountId, invoiceId}: Target): Promise<string> => {
	const [proof = ''] = await vault.token(accountId, [`link:${accountId}/${invoiceId}`]);
	return proof;
};
