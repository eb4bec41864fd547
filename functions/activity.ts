/** The audit trail: every commit that changes something says who did what, in the same batch. */
import {type Activity, ActivityDocument} from '../schemas/activity.ts';
import type {Instant} from '../schemas/basics.ts';
import {writeAs} from './kernel/documents.ts';
import type {Command} from './route.ts';
import type {Write} from './world.ts';

export type Deed = Pick<Activity, 'actor' | 'action'> & {
	readonly objects: readonly {readonly type: string; readonly id: string}[];
	readonly changes?: readonly string[];
};

/** The run, the sweeper, a webhook: nobody in person. */
export const system: Activity['actor'] = {type: 'system', id: null};

/** The entry as a write. `id`: from the request (`newId('act')`) or random; a repeated request makes the same entry. */
export const activityWrite = (
	accountId: string,
	id: string,
	at: Instant,
	{actor, action, objects, changes = []}: Deed,
): Write => ({
	op: 'create',
	path: activityPath(accountId, id),
	fields: writeAs(ActivityDocument, {
		schema: 1,
		id,
		accountId,
		at,
		actor,
		action,
		objects: [...objects],
		changes: changes.map((field) => ({field})),
		about: objects.map((object) => object.id),
	}),
});

export const activityPath = (accountId: string, id: string): string => `accounts/${accountId}/activity/${id}`;

type Requested = Omit<Deed, 'actor'> & {
	/** Tells several entries of one request apart. */
	readonly nth?: number;
};

/** The entry of a member's request, for the commit of its effect: by whom it was asked, in the account it names. */
export const deed = (
	{account, now, request}: Pick<Command, 'account' | 'now' | 'request'>,
	{nth, ...done}: Requested,
): Write => activityWrite(account.id, request.newId('act', nth), now, {actor: request.actor, ...done});

/** What the API answers of an entry. */
export const presentActivity = ({id, at, actor, action, objects, changes}: ActivityDocument): Activity => ({
	id,
	at,
	actor,
	action,
	objects,
	changes,
});
