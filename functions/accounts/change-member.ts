import type {Role} from '../../schemas/basics.ts';
import type {MemberDocument} from '../../schemas/member.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches} from '../route.ts';
import type {Write} from '../world.ts';
import {mayManage, rolesWith} from './core/membership.ts';
import {formerLinkWrites} from './invite-member.ts';
import {
	asMember,
	deleteWrite,
	memberPath,
	type Read,
	readAccount,
	updateAccountWrite,
	updateMemberWrite,
} from './store.ts';

type Refusal = 'not_found' | 'version_mismatch' | 'forbidden' | 'last_owner';
type Changed = {readonly member: MemberDocument};

/** Another role, from the next request on. */
export const changeMember = (command: Command, memberId: string, role: Role): Promise<Result<Changed, Refusal>> =>
	decide(command, memberId, role, async (read) => {
		const member = {...read.document, role, updatedAt: command.now, version: read.document.version + 1};
		return {member, writes: [updateMemberWrite(read, member)], action: 'member.updated'};
	});

/** Out at once: the next request of this person is answered as if there were no such account. */
export const removeMember = (command: Command, memberId: string): Promise<Result<Changed, Refusal>> =>
	decide(command, memberId, null, async (read) => ({
		member: read.document,
		writes: [deleteWrite(read.stored), ...(await formerLinkWrites(command.world.db, read.document))],
		action: 'member.removed',
	}));

type Step = {readonly member: MemberDocument; readonly writes: readonly Write[]; readonly action: string};

const decide = async (
	command: Command,
	memberId: string,
	role: Role | null,
	step: (read: Read<MemberDocument>) => Promise<Step>,
): Promise<Result<Changed, Refusal>> => {
	const {world, account, request} = command;
	return transact(world, async () => {
		const stored = await world.db.get(memberPath(account.id, memberId));
		if (stored === undefined) return refuse('not_found');
		const read = asMember(stored);
		if (!matches(request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const allowed = mayManage(account.role, read.document.role, ...(role ? [role] : []));
		if (!allowed.ok) return allowed;
		const own = await readAccount(world.db, account.id);
		invariant(own, 'the account of a member is there');
		const {uid} = read.document;
		const roles = uid === null ? ok(own.document.roles) : rolesWith(own.document.roles, uid, role);
		if (!roles.ok) return roles;
		const {member, writes, action} = await step(read);
		const entry = deed(command, {
			action,
			objects: [{type: 'member', id: memberId}],
			changes: role ? ['role'] : [],
		});
		return ok({
			writes: [...writes, updateAccountWrite(own, {...own.document, roles: roles.value}), entry],
			answer: {member},
		});
	});
};
