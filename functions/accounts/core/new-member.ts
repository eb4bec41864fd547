import type {Instant, Role} from '../../../schemas/basics.ts';
import type {MemberDocument} from '../../../schemas/member.ts';

export type NewMember = {
	readonly id: string;
	readonly accountId: string;
	/** Null: invited. */
	readonly uid: string | null;
	/** Sealed. */
	readonly email: string | null;
	readonly emailToken: string | null;
	readonly role: Role;
	readonly now: Instant;
};

/** Active when known by uid, else invited. */
export const newMember = ({now, ...facts}: NewMember): MemberDocument => ({
	schema: 1,
	...facts,
	status: facts.uid === null ? 'invited' : 'active',
	linkHash: null,
	invitations: 0,
	version: 1,
	createdAt: now,
	updatedAt: now,
});
