import type {Account} from '../../schemas/account.ts';
import {transact} from '../commit.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import {readImage} from './core/image.ts';
import {logoFile, readAccount} from './store.ts';
import {writesOf} from './update-account.ts';

/** Keeps the cleaned image under its own hash and shows it on whatever is issued from now on. Refuses what is no PNG or JPEG. */
export const putLogo = async (
	command: Command,
	bytes: Uint8Array,
): Promise<Result<{readonly account: Account}, 'invalid_request'>> => {
	const {world, account, now} = command;
	const image = readImage(bytes);
	if (!image.ok) return image;
	const {type, width, height} = image.value;
	const sha256 = await hash(image.value.bytes);
	await world.files.put(logoFile(account.id, sha256), image.value.bytes, type);
	return transact(world, async () => {
		const read = await readAccount(world.db, account.id);
		invariant(read, 'the account of a member is there');
		const version = read.document.version + 1;
		const next: Account = {...read.document, logo: {sha256, type, width, height}, version, updatedAt: now};
		return ok({writes: await writesOf(command, read, next), answer: {account: next}});
	});
};

const hash = async (bytes: Uint8Array): Promise<string> =>
	Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
