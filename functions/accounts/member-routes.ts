import {z} from 'zod';
import {id} from '../../schemas/basics.ts';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {Member, type MemberDocument, MemberInput, MemberPatch} from '../../schemas/member.ts';
import {listPage} from '../developers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {type Accepted, acceptInvitation} from './accept-invitation.ts';
import {changeMember, removeMember} from './change-member.ts';
import {presentMember} from './core/present.ts';
import {memberExample, pageOf} from './examples.ts';
import {inviteMember, type MemberChanged} from './invite-member.ts';
import {asMember, memberPath, membersOf} from './store.ts';

const read = {kind: 'member', role: 'viewer', scope: 'settings:read'} as const;
const write = {kind: 'member', role: 'admin', scope: 'settings:write'} as const;
const AcceptedAnswer = Member.extend({accountId: id('acc')});

const shown = async ({vault}: World, member: MemberDocument): Promise<Member> => {
	const email = member.email && (await vault.open({account: member.accountId, kind: 'account'}, member.email));
	return presentMember(member, z.string().nullish().parse(email) ?? null);
};

export const memberRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/members',
		name: 'inviteMember',
		summary: 'Invite somebody by mail; again to send another link',
		access: write,
		body: MemberInput,
		answer: {status: 201, schema: Member},
		refusals: ['already_member', 'too_many'],
		example: {body: {email: 'lina@sonnenschein.example', role: 'bookkeeper'}, answer: memberExample},
		run: (context) =>
			answering(
				context.request,
				(answer: MemberChanged) => ({
					body: presentMember(answer.member, answer.email),
					location: `/api/v1/accounts/${context.account.id}/members/${answer.member.id}`,
					etag: answer.member.version,
				}),
				(remember) => inviteMember(context, context.body, remember),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/members',
		name: 'listMembers',
		summary: 'List members and open invitations',
		access: read,
		query: ListQuery,
		answer: {status: 200, schema: listOf(Member)},
		refusals: [],
		example: {answer: pageOf(memberExample)},
		run: async ({world, account, query}) => {
			const page = await listPage(
				world.db,
				{collection: membersOf(account.id), orderBy: [{field: 'createdAt', direction: 'desc'}]},
				query,
			);
			if (!page.ok) return page;
			const data = await Promise.all(page.value.data.map((stored) => shown(world, asMember(stored).document)));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/members/{member}',
		name: 'getMember',
		summary: 'Get a member',
		access: read,
		answer: {status: 200, schema: Member},
		refusals: [],
		example: {answer: memberExample},
		run: async ({world, account, params}) => {
			const stored = await world.db.get(memberPath(account.id, params.member));
			if (stored === undefined) return refuse('not_found');
			const {document} = asMember(stored);
			return ok({body: await shown(world, document), etag: document.version});
		},
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}/members/{member}',
		name: 'updateMember',
		summary: 'Give a member another role',
		access: write,
		body: MemberPatch,
		answer: {status: 200, schema: Member},
		refusals: ['last_owner'],
		example: {body: {role: 'admin'}, answer: {...memberExample, role: 'admin'}},
		run: async (context) => {
			const done = await changeMember(context, context.params.member, context.body.role);
			if (!done.ok) return done;
			return ok({body: await shown(context.world, done.value.member), etag: done.value.member.version});
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/members/{member}',
		name: 'removeMember',
		summary: 'Remove a member or withdraw an invitation',
		access: write,
		answer: {status: 204},
		refusals: ['last_owner'],
		example: {},
		run: async (context) => {
			const done = await removeMember(context, context.params.member);
			return done.ok ? ok({}) : done;
		},
	}),
	route({
		method: 'POST',
		path: '/invitations/{token}/accept',
		name: 'acceptInvitation',
		summary: 'Accept an invitation that was sent to the caller',
		access: {kind: 'person'},
		answer: {status: 200, schema: AcceptedAnswer},
		refusals: ['already_member'],
		example: {answer: {...memberExample, uid: 'u7Gq2', status: 'active', accountId: 'acc_0Vw3kYc2b9TqLm'}},
		run: ({world, caller, params, now, request}) =>
			answering(
				{...request, remember: (reply) => request.remember(reply, AcceptedAnswer.parse(reply.body).accountId)},
				({member, email}: Accepted) => ({body: {...presentMember(member, email), accountId: member.accountId}}),
				(remember) => acceptInvitation({world, caller, token: params.token, now, request, remember}),
			),
	}),
];
