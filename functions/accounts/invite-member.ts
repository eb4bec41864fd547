import {InvitationDocument, type MemberDocument, type MemberInput} from '../../schemas/member.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {fingerprint} from '../developers/index.ts';
import {addHours} from '../kernel/calendar.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import type {Db, Write} from '../world.ts';
import {invitationLetter} from './core/invitation-letter.ts';
import {mayManage} from './core/membership.ts';
import {newMember} from './core/new-member.ts';
import {asMember, createMemberWrite, linkPath, maxMembers, membersOf, type Read, updateMemberWrite} from './store.ts';

const lifetimeHours = 14 * 24;

export type MemberChanged = {readonly member: MemberDocument; readonly email: string | null};
type Refusal = 'forbidden' | 'already_member' | 'too_many';

/**
 * Invites by mail; inviting the same address again sends a new link, and the former one stops working. The link's secret
 * is kept nowhere, only its hash. Refuses active members and more than 100.
 */
export const inviteMember = async (
	command: Command,
	{email, role}: MemberInput,
	remember: Remember<MemberChanged>,
): Promise<Result<MemberChanged, Refusal>> => {
	const {world, account, request, now} = command;
	const allowed = mayManage(account.role, role);
	if (!allowed.ok) return allowed;
	const [emailToken = ''] = await world.vault.token(account.id, [email]);
	const sealed = await world.vault.seal({account: account.id, kind: 'account'}, email);
	const secret = `${world.ids.random()}${world.ids.random()}`;
	const done = await transact(world, async () => {
		const members = await allMembers(world.db, account.id);
		const known = members.find(({document}) => document.emailToken === emailToken);
		if (known?.document.status === 'active') return refuse('already_member');
		if (known === undefined && members.length >= maxMembers)
			return refuse('too_many', `An account has at most ${maxMembers} members.`);
		const blank = {accountId: account.id, uid: null, email: sealed, emailToken, role, now};
		const before = known?.document ?? newMember({...blank, id: request.newId('mem')});
		const member = {
			...before,
			role,
			linkHash: fingerprint(secret),
			invitations: before.invitations + 1,
			updatedAt: now,
		};
		const writes: Write[] = [
			known ? updateMemberWrite(known, member) : createMemberWrite(member),
			linkWrite(member, addHours(world.clock.wall(), lifetimeHours)),
			...(await formerLinkWrites(world.db, before)),
			deed(command, {action: 'member.invited', objects: [{type: 'member', id: member.id}]}),
		];
		return ok({writes: [...writes, ...(await remember({member, email}))], answer: {member, email}});
	});
	if (done.ok) await sendInvitation(command, done.value.member, email, secret);
	return done;
};

/** At most 100. */
export const allMembers = async (db: Db, accountId: string): Promise<readonly Read<MemberDocument>[]> =>
	(await db.query({collection: membersOf(accountId), limit: maxMembers})).map(asMember);

const linkWrite = ({accountId, id, linkHash}: MemberDocument, expiresAt: string): Write => {
	const fields = {schema: 1, kind: 'invitation', accountId, memberId: id, expiresAt} as const;
	return {op: 'create', path: linkPath(linkHash ?? ''), fields: InvitationDocument.parse(fields)};
};

/** Takes an open invitation's link out of service. */
export const formerLinkWrites = async (db: Db, {linkHash}: MemberDocument): Promise<readonly Write[]> => {
	const link = linkHash === null ? undefined : await db.get(linkPath(linkHash));
	return link ? [{op: 'delete', path: link.path, version: link.version}] : [];
};

/** An address that can never be reached stays an open invitation: the account sees that nobody accepted. */
const sendInvitation = async (
	{world, account}: Command,
	member: MemberDocument,
	email: string,
	secret: string,
): Promise<void> => {
	const url = `${world.settings.publicUrl}/invitations/${secret}`;
	await world.mail.send({
		key: `invitation/${member.id}/${member.invitations}`,
		from: {name: account.account.name},
		replyTo: account.account.replyTo,
		to: [email],
		cc: [],
		...invitationLetter(account.account.name, member.role, url),
		attachments: [],
	});
};
