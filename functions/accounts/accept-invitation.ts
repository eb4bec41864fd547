import type {Instant} from '../../schemas/basics.ts';
import type {MemberDocument} from '../../schemas/member.ts';
import {activityWrite} from '../activity.ts';
import {transact} from '../commit.ts';
import {fingerprint} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Caller, Remember, Request} from '../route.ts';
import type {World} from '../world.ts';
import {
	asInvitation,
	asMember,
	deleteWrite,
	linkPath,
	memberPath,
	readAccount,
	updateAccountWrite,
	updateMemberWrite,
} from './store.ts';

export type AcceptInvitation = {
	readonly world: World;
	readonly caller: Caller;
	readonly token: string;
	/** The platform's clock: the account is not known before the link is read. */
	readonly now: Instant;
	readonly request: Pick<Request, 'actor' | 'newId'>;
	readonly remember: Remember<Accepted>;
};
export type Accepted = {readonly member: MemberDocument; readonly email: string | null};

/** The link works once, for 14 days, and only for the person whose address it was sent to. */
export const acceptInvitation = async ({
	world,
	caller,
	token,
	now: platformNow,
	request,
	remember,
}: AcceptInvitation): Promise<Result<Accepted, 'not_found' | 'forbidden' | 'already_member'>> =>
	transact(world, async () => {
		const link = await world.db.get(linkPath(fingerprint(token)));
		const invitation = link && asInvitation(link).document;
		if (!invitation || invitation.expiresAt <= world.clock.wall()) return refuse('not_found');
		const {accountId, memberId} = invitation;
		const [stored, account] = await Promise.all([
			world.db.get(memberPath(accountId, memberId)),
			readAccount(world.db, accountId),
		]);
		if (!stored || !account) return refuse('not_found');
		const read = asMember(stored);
		const now = account.document.clockAt ?? platformNow;
		const [emailToken] = caller.email ? await world.vault.token(accountId, [caller.email]) : [];
		if (!caller.emailVerified || emailToken !== read.document.emailToken)
			return refuse('forbidden', 'The invitation was sent to another mail address.');
		if (Object.hasOwn(account.document.roles, caller.uid)) return refuse('already_member');
		const member: MemberDocument = {
			...read.document,
			uid: caller.uid,
			status: 'active',
			linkHash: null,
			updatedAt: now,
			version: read.document.version + 1,
		};
		const answer = {member, email: caller.email};
		const roles = {...account.document.roles, [caller.uid]: member.role};
		return ok({
			writes: [
				updateMemberWrite(read, member),
				updateAccountWrite(account, {...account.document, roles}),
				deleteWrite(link),
				activityWrite(accountId, request.newId('act'), now, {
					actor: request.actor,
					action: 'member.accepted',
					objects: [{type: 'member', id: memberId}],
				}),
				...(await remember(answer)),
			],
			answer,
		});
	});
