import type {Account} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import {PolicyMessage} from '../../schemas/operations.ts';
import {readAccount} from '../accounts/index.ts';
import {transact} from '../commit.ts';
import {ok} from '../kernel/result.ts';
import {nowIn} from '../now-of.ts';
import type {Db, Stored, World, Write} from '../world.ts';
import {replanned} from './core/collections.ts';
import {collectFacts} from './read-collecting.ts';
import {asInvoice, invoicesOf, updateInvoiceWrite} from './store.ts';

type ReplanWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids'>;

/** Together below what one commit may hold, whatever stands on them. */
const invoicesPerPage = 20;

/**
 * The account's policy has changed: looks that are planned too late for it come earlier. Only what is still collected;
 * old debts are not stirred up. Should this be lost, the policy applies from each invoice's next look on.
 */
export const replanLooks =
	(world: ReplanWorld) =>
	async (message: unknown): Promise<void> => {
		const {account: accountId, after} = PolicyMessage.parse(message);
		const account = await readAccount(world.db, accountId);
		if (account === undefined) return;
		const now = await nowIn(world, accountId);
		const page = await openInvoices(world.db, accountId, after);
		const paths = writesOf(page, account.document, now).map(({path}) => path);
		if (paths.length > 0) {
			await transact(world, async () => {
				const found = (await world.db.getMany(paths)).filter((stored) => stored !== undefined);
				return ok({writes: writesOf(found, account.document, now), answer: {}});
			});
		}
		const last = page.at(-1);
		if (page.length < invoicesPerPage || last === undefined) return;
		const next = {account: accountId, after: {createdAt: String(last.fields.createdAt), path: last.path}};
		await world.bus.publish('account.policy', [PolicyMessage.parse(next)]);
	};

const openInvoices = (db: Db, accountId: string, after: PolicyMessage['after']): Promise<readonly Stored[]> =>
	db.query({
		collection: invoicesOf(accountId),
		where: [{field: 'status', op: '==', value: 'open'}],
		orderBy: [{field: 'createdAt', direction: 'asc'}],
		limit: invoicesPerPage,
		...(after ? {after: {values: [after.createdAt], path: after.path}} : {}),
	});

const writesOf = (page: readonly Stored[], account: Account, now: Instant): readonly Write[] =>
	page.map(asInvoice).flatMap((read) => {
		// Whether the customer's reminders are paused, or it is a consumer, is seen at the look.
		const next = replanned(read.document, collectFacts(account, anybody), now);
		return next === read.document ? [] : [updateInvoiceWrite(read, next)];
	});

const anybody = {isBusiness: true, pauseReminders: false};
