import {AccountAnswer, AccountInput, AccountPatchable} from '../../schemas/account.ts';
import {ListQuery, listOf} from '../../schemas/list.ts';
import {listPage, patchOf} from '../developers/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import {activityRoutes} from './activity-routes.ts';
import {presentAccount} from './core/present.ts';
import {type AccountCreated, createAccount} from './create-account.ts';
import {accountExample, pageOf} from './examples.ts';
import {memberRoutes} from './member-routes.ts';
import {putLogo} from './put-logo.ts';
import {seriesRoutes} from './series-routes.ts';
import {accountPath, asAccount, asMember, logoFile} from './store.ts';
import {updateAccount} from './update-account.ts';

const settings = {role: 'admin', scope: 'settings:write'} as const;
const logoTypes = ['image/png', 'image/jpeg'];
const logoLimitBytes = 20 * 1024 * 1024;

const accountRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts',
		name: 'createAccount',
		summary: 'Create an account; the country fills in what is not given',
		access: {kind: 'person'},
		body: AccountInput,
		answer: {status: 201, schema: AccountAnswer},
		refusals: [],
		example: {body: {name: 'Bäckerei Sonnenschein', country: 'DE'}, answer: accountExample},
		run: async ({world, caller, body, now, request}) =>
			answering(
				{...request, remember: (reply, account) => request.remember(reply, account ?? accountOf(reply.body))},
				(answer: AccountCreated) => ({
					body: presentAccount(answer.account, 'owner'),
					location: `/api/v1/accounts/${answer.account.id}`,
				}),
				(remember) => createAccount({world, caller, input: body, now, request, remember}),
			),
	}),
	route({
		method: 'GET',
		path: '/accounts',
		name: 'listAccounts',
		summary: 'List the accounts of the caller',
		access: {kind: 'person'},
		query: ListQuery,
		answer: {status: 200, schema: listOf(AccountAnswer)},
		refusals: [],
		example: {query: {limit: '25'}, answer: pageOf(accountExample)},
		run: async ({world, caller, query}) => {
			const page = await listPage(
				world.db,
				{
					collection: 'members',
					group: true,
					where: [{field: 'uid', op: '==', value: caller.uid}],
					orderBy: [{field: 'createdAt', direction: 'desc'}],
				},
				query,
			);
			if (!page.ok) return page;
			const members = page.value.data.map((stored) => asMember(stored).document);
			if (members.length === 0) return ok({body: {data: [], nextCursor: null}});
			const accounts = await world.db.getMany(members.map(({accountId}) => accountPath(accountId)));
			const data = members.flatMap(({role}, nth) => {
				const stored = accounts[nth];
				return stored ? [presentAccount(asAccount(stored).document, role)] : [];
			});
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}',
		name: 'getAccount',
		summary: 'Get an account with its settings',
		access: {kind: 'member', role: 'viewer', scope: 'settings:read'},
		answer: {status: 200, schema: AccountAnswer},
		refusals: [],
		example: {answer: accountExample},
		run: async ({account}) => ok({body: presentAccount(account.account, account.role)}),
	}),
	route({
		method: 'PATCH',
		path: '/accounts/{account}',
		name: 'updateAccount',
		summary: 'Change settings; what is printed applies to documents issued from now on',
		access: {kind: 'member', ...settings},
		body: patchOf(AccountPatchable),
		answer: {status: 200, schema: AccountAnswer},
		refusals: ['currency_fixed'],
		example: {body: {reminders: [{offsetDays: 3}, {offsetDays: 10}]}, answer: accountExample},
		run: async (context) => {
			const done = await updateAccount(context, context.body);
			if (!done.ok) return done;
			return ok({body: presentAccount(done.value.account, context.account.role)});
		},
	}),
	route({
		method: 'PUT',
		path: '/accounts/{account}/logo',
		name: 'putLogo',
		summary: 'Set the logo: a PNG or JPEG, cleaned of everything but the picture',
		access: {kind: 'member', ...settings},
		upload: {types: logoTypes, limitBytes: logoLimitBytes},
		answer: {status: 200, schema: AccountAnswer},
		refusals: [],
		example: {answer: accountExample},
		run: async (context) => {
			invariant(context.upload, 'an upload route has an upload');
			const done = await putLogo(context, context.upload.bytes);
			if (!done.ok) return done;
			return ok({body: presentAccount(done.value.account, context.account.role)});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/logo',
		name: 'getLogo',
		summary: 'Get the logo',
		access: {kind: 'member', role: 'viewer', scope: 'settings:read'},
		answer: {status: 200, type: 'image/png'},
		refusals: [],
		example: {},
		run: async ({world, account: {id, account}}) => {
			const file = account.logo && (await world.files.get(logoFile(id, account.logo.sha256)));
			return file ? ok({file: {type: file.type, bytes: file.bytes}}) : refuse('not_found');
		},
	}),
];

/** Whose key seals the remembered answer: the account's that was just made. */
const accountOf = (body: unknown): string => AccountAnswer.pick({id: true}).loose().parse(body).id;

export const routes: readonly Route[] = [...accountRoutes, ...seriesRoutes, ...memberRoutes, ...activityRoutes];
