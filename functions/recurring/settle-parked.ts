import type {Instant} from '../../schemas/basics.ts';
import type {TemplateDocument} from '../../schemas/template.ts';
import type {Db, Write} from '../world.ts';
import {asParked, parkedOf, updateParkedWrite} from './store.ts';

/** For the commit by which a template stops being parked: nobody needs to look at it any more. */
export const settleParked = async (
	db: Db,
	before: TemplateDocument,
	after: TemplateDocument,
	now: Instant,
): Promise<readonly Write[]> => {
	if (before.status !== 'parked' || after.status === 'parked') return [];
	const open = await db.query({
		collection: parkedOf(before.accountId),
		where: [
			{field: 'settledAt', op: '==', value: null},
			{field: 'templateId', op: '==', value: before.id},
		],
		orderBy: [{field: 'since', direction: 'desc'}],
		limit: 20,
	});
	return open.map((stored) => updateParkedWrite(stored, {...asParked(stored).document, settledAt: now}));
};
