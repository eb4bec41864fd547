/** Sets one template aside: out of the due index, with its reason, where people can see and retry it. */
import {Instant, type PlainDate} from '../../schemas/basics.ts';
import {type BillingPage, RunDocument} from '../../schemas/run.ts';
import {activityWrite, system} from '../activity.ts';
import {transact} from '../commit.ts';
import {isTimeZone, today} from '../kernel/calendar.ts';
import {readAs} from '../kernel/documents.ts';
import {derivedId} from '../kernel/ids.ts';
import {ok} from '../kernel/result.ts';
import type {Stored, Write} from '../world.ts';
import {parkingId} from './core/batch.ts';
import type {WhyParked} from './core/period.ts';
import {moreOf} from './core/share.ts';
import {type BillingWorld, createParkedWrite, runPath, runWrite} from './store.ts';

export type Parking = {
	readonly accountId: string;
	readonly now: Instant;
	readonly page: BillingPage;
	readonly stored: Stored;
	readonly reason: WhyParked;
};

/** Changes two fields of the document as it is stored: what cannot be read can still be parked. */
export const parkTemplate = async (world: BillingWorld, parking: Parking): Promise<void> => {
	const {accountId, now, page, reason} = parking;
	const run = {id: page.run, accountId, startedAt: page.asOf, shard: page.shard};
	const templateId = parking.stored.path.split('/').at(-1) ?? '';
	world.log.write('error', 'a template was parked', {account: accountId, template: templateId, reason});
	await transact(world, async () => {
		const [stored, share] = await world.db.getMany([parking.stored.path, runPath(accountId, page.run)]);
		if (!stored || stored.version !== parking.stored.version) return ok({writes: [], answer: {}});
		const more = {issued: 0, skipped: 0, parked: 1, amounts: [], notify: stored.fields.notify === true};
		const id = parkingId(templateId, versionOf(stored));
		const objects = [{type: 'template', id: templateId}];
		return ok({
			writes: [
				aside(stored, now),
				createParkedWrite({
					schema: 1,
					id,
					accountId,
					templateId,
					date: dueDay(stored, now),
					reason,
					detail: null,
					figures: null,
					since: now,
					commitId: '',
					settledAt: null,
				}),
				runWrite(share, moreOf(share && readAs(RunDocument, share), run, more)),
				activityWrite(accountId, derivedId('act', id), now, {actor: system, action: 'template.parked', objects}),
			],
			answer: {},
		});
	});
};

const aside = ({path, version, fields}: Stored, now: Instant): Write => ({
	op: 'update',
	path,
	version,
	fields: {
		...fields,
		status: 'parked',
		dueAt: null,
		version: versionOf({fields}) + 1,
		updatedAt: now,
	},
});

const versionOf = ({fields}: Pick<Stored, 'fields'>): number =>
	typeof fields.version === 'number' ? fields.version : 0;

/** The day on which it fell due, as well as that can be told: the zone may be the very thing that is wrong with it. */
const dueDay = ({fields: {dueAt, zone}}: Stored, now: Instant): PlainDate => {
	const due = Instant.safeParse(dueAt);
	return today(due.success ? due.data : now, typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC');
};
