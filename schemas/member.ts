import {z} from 'zod';
import {Email, Instant, id, Role, Sealed} from './basics.ts';

export const MemberInput = z.strictObject({email: Email, role: Role});
export type MemberInput = z.infer<typeof MemberInput>;
export const MemberPatch = z.strictObject({role: Role});

export const Member = z.strictObject({
	id: id('mem'),
	uid: z.string().nullable(),
	email: z.string().nullable(),
	role: Role,
	status: z.enum(['invited', 'active']),
});
export type Member = z.infer<typeof Member>;

/** `accounts/{a}/members/{m}`. Roles of active ones are repeated in the account, in the same commit. */
export const MemberDocument = z.strictObject({
	schema: z.literal(1),
	id: id('mem'),
	accountId: id('acc'),
	/** Null while invited. */
	uid: z.string().nullable(),
	/** Under the account key. */
	email: Sealed.nullable(),
	/** HMAC of the mail address: nobody is invited twice. */
	emailToken: z.string().nullable(),
	role: Role,
	status: z.enum(['invited', 'active']),
	/** The link of the open invitation: `links/{hash}`. */
	linkHash: z.string().nullable(),
	invitations: z.int().min(0),
	commitId: z.string().optional(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type MemberDocument = z.infer<typeof MemberDocument>;

/** `links/{hash of the token}` of an invitation. */
export const InvitationDocument = z.strictObject({
	schema: z.literal(1),
	kind: z.literal('invitation'),
	accountId: id('acc'),
	memberId: id('mem'),
	expiresAt: Instant,
	commitId: z.string().optional(),
});
export type InvitationDocument = z.infer<typeof InvitationDocument>;
