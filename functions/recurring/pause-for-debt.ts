import type {Instant} from '../../schemas/basics.ts';
import {findSeries} from '../accounts/index.ts';
import {activityWrite, system} from '../activity.ts';
import {derivedId} from '../kernel/ids.ts';
import type {Acting} from '../publish.ts';
import type {Db, Write} from '../world.ts';
import {paused} from './core/past.ts';
import {told, touched} from './core/progress.ts';
import {readTemplate, updateTemplateWrite} from './store.ts';

type Debt = {
	readonly accountId: string;
	readonly templateId: string;
	/** What is not paid. */
	readonly invoiceId: string;
	readonly now: Instant;
};

/** Pauses the template of an unpaid invoice as a person would, for the commit that marks it there. Nothing where it is not active. */
export const pauseForDebt = async (
	db: Db,
	{accountId, templateId, invoiceId, now}: Debt,
): Promise<{readonly writes: readonly Write[]; readonly acting: readonly Acting[]}> => {
	const read = await readTemplate(db, accountId, templateId);
	if (read === undefined || read.document.status !== 'active') return {writes: [], acting: []};
	const {document, stored} = read;
	const notify = (await findSeries(db, accountId, document.seriesId))?.document.notify ?? false;
	const template = told(document, touched(paused(document, now), now), {notify, at: now});
	const entry = activityWrite(accountId, derivedId('act', invoiceId, 'final_action'), now, {
		actor: system,
		action: 'template.paused',
		objects: [
			{type: 'template', id: templateId},
			{type: 'invoice', id: invoiceId},
		],
	});
	return {
		writes: [updateTemplateWrite(stored, template), entry],
		acting: [{path: stored.path, pending: template.pending}],
	};
};
