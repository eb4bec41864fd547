/** An account with many templates that all fall due at one instant, as a run finds them on the first of a month. */

import type {Db} from '../../functions/world.ts';
import {account, activated, put, seriesFields} from '../functions/recurring/billing-world.ts';

export const activatedAt = '2026-01-30T12:00:00.000Z';
export const dueAt = '2026-01-31T05:00:00.000Z';

/** `autoCharge` and `stripeOn` stay off: generation alone. Templates differ in id only; all share one series. */
export const putDueTemplates = async (db: Db, count: number): Promise<void> => {
	await put(db, {path: `accounts/${account}/series/ser_0001`, fields: seriesFields()});
	await put(db, {
		path: `accounts/${account}/series/ser_0002`,
		fields: seriesFields({id: 'ser_0002', for: 'creditNote', pattern: 'CN-{YYYY}-{0000}'}),
	});
	const one = activated({}, activatedAt, 'skip');
	for (let from = 0; from < count; from += 400) {
		const templates = Array.from({length: Math.min(400, count - from)}, (_, index) => {
			const id = `tpl_${String(from + index).padStart(8, '0')}`;
			return {path: `accounts/${account}/templates/${id}`, fields: {...one, id}};
		});
		await put(db, ...templates);
	}
};
