/** The due templates of one series of one account, in as few commits as possible. */
import type {Instant} from '../../schemas/basics.ts';
import {CustomerDocument} from '../../schemas/customer.ts';
import {type BillingPage, RunDocument} from '../../schemas/run.ts';
import {SeriesDocument} from '../../schemas/series.ts';
import {TemplateDocument} from '../../schemas/template.ts';
import {seriesPath, seriesWrite} from '../accounts/index.ts';
import {activityWrite, system} from '../activity.ts';
import {transact} from '../commit.ts';
import {customerPath} from '../customers/index.ts';
import {createCreditNoteWrite, createInvoiceWrite, creditNotePath, invoicePath} from '../invoices/index.ts';
import {earliest} from '../kernel/calendar.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import {derivedId} from '../kernel/ids.ts';
import {Bug} from '../kernel/invariant.ts';
import {ok} from '../kernel/result.ts';
import {type Acting, publishNext} from '../publish.ts';
import type {Stored, Write} from '../world.ts';
import {type Batch, type Billed, batchOf, documentsOf, hasCredit} from './core/batch.ts';
import {bill} from './core/bill.ts';
import {withinCaps} from './core/caps.ts';
import {parkTemplate} from './park-template.ts';
import {type BillingWorld, createParkedWrite, movedTemplateWrite, runPath, runWrite, templatePath} from './store.ts';

export type Billable = {
	readonly accountId: string;
	readonly now: Instant;
	readonly page: BillingPage;
	readonly rows: readonly Stored[];
};
type Decided = Billed & {readonly stored: Stored};

const documentsPerCommit = 100;

/**
 * Bills rows that share their series. A template whose decision fails is parked by itself; a commit whose content is
 * refused is halved until the culprit is alone and parked. Throws `Outage` when the outside failed.
 */
export const billSeries = async (world: BillingWorld, billable: Billable): Promise<void> => {
	const {sound, poisoned} = decideAll(billable);
	for (const chunk of chunksOf(sound)) await commitOrHalve(world, billable, chunk);
	for (const stored of poisoned) await parkTemplate(world, {...billable, stored, reason: 'bug'});
};

const commitOrHalve = async (world: BillingWorld, billable: Billable, chunk: readonly Decided[]): Promise<void> => {
	try {
		await commitBatch(world, billable, chunk);
	} catch (failure) {
		if (!(failure instanceof Bug)) throw failure;
		world.log.write('error', 'a billing commit was refused', {
			account: billable.accountId,
			templates: chunk.length,
			why: failure.message,
		});
		const [only] = chunk;
		if (chunk.length === 1 && only)
			return parkTemplate(world, {...billable, stored: only.stored, reason: 'refused_by_store'});
		const half = Math.ceil(chunk.length / 2);
		await commitOrHalve(world, billable, chunk.slice(0, half));
		await commitOrHalve(world, billable, chunk.slice(half));
	}
};

/** After a conflict everything is read again: what moved meanwhile is decided anew or dropped. */
const commitBatch = async (world: BillingWorld, billable: Billable, chunk: readonly Decided[]): Promise<void> => {
	const {accountId, now, page} = billable;
	let decided: readonly Decided[] | undefined = chunk;
	const done = await transact(world, async () => {
		const entries = decided ?? decideAll({...billable, rows: await again(world, chunk)}).sound;
		decided = undefined;
		if (entries.length === 0) return ok(nothing);
		const reads = await readFacts(world, billable, entries);
		const series = reads.series?.document;
		// What is due stays due: the cursor passes it over until the account may bill again.
		if (series?.suspended || series?.billing?.paused) return ok(nothing);
		const share = reads.share && readAs(RunDocument, reads.share);
		return pure(() => {
			const kept = withinCaps(entries, {asOf: asOfIn(billable), now, limits: series?.billing, share});
			const batch = batchOf(kept, {
				run: {id: page.run, accountId, startedAt: page.asOf, shard: page.shard},
				now,
				series,
				creditSeries: reads.creditSeries?.document,
				share,
				customers: new Map([...reads.customers].map(([id, stored]) => [id, readAs(CustomerDocument, stored)])),
			});
			return ok({
				writes: writesOf(batch, kept, reads, now),
				answer: {acting: actingOf(batch), parked: batch.parked},
			});
		});
	});
	if (!done.ok) return;
	for (const {templateId, reason} of done.value.parked)
		world.log.write('warning', 'a template was parked', {account: accountId, template: templateId, reason});
	await publishNext(world.bus, done.value.acting, now);
};

const nothing = {writes: [], answer: {acting: [], parked: []}};

/** Never early, whatever a message says of the time: another instance's clock may be ahead of ours. */
const asOfIn = ({page, now}: Pick<Billable, 'page' | 'now'>): Instant => earliest(page.asOf, now);

/** A template that cannot even be decided about is set aside: its neighbours must not suffer. */
const decideAll = (billable: Billable): {readonly sound: readonly Decided[]; readonly poisoned: readonly Stored[]} => {
	const {rows, now} = billable;
	const asOf = asOfIn(billable);
	const sound: Decided[] = [];
	const poisoned: Stored[] = [];
	for (const stored of rows) {
		try {
			const template = readAs(TemplateDocument, stored);
			if (template.status !== 'active' || template.dueAt === null || template.dueAt > asOf) continue;
			sound.push({stored, template, billing: bill(template, {asOf, now})});
		} catch {
			poisoned.push(stored);
		}
	}
	return {sound, poisoned};
};

/** Anything that pure code throws is a bug of ours, whatever its class. */
const pure = <T>(decide: () => T): T => {
	try {
		return decide();
	} catch (cause) {
		throw cause instanceof Bug ? cause : new Bug(`a billing commit that can be composed: ${cause}`);
	}
};

const chunksOf = (entries: readonly Decided[]): readonly (readonly Decided[])[] => {
	const chunks: Decided[][] = [];
	let room = 0;
	for (const entry of entries) {
		const size = Math.max(1, documentsOf(entry.billing));
		if (size > room) {
			chunks.push([]);
			room = documentsPerCommit;
		}
		chunks.at(-1)?.push(entry);
		room -= size;
	}
	return chunks;
};

const again = async ({db}: BillingWorld, chunk: readonly Decided[]): Promise<readonly Stored[]> => {
	const found = await db.getMany(chunk.map(({stored}) => stored.path));
	return found.filter((stored) => stored !== undefined);
};

type SeriesRead = {readonly stored: Stored; readonly document: SeriesDocument};
type Reads = {
	readonly series: SeriesRead | undefined;
	readonly creditSeries: SeriesRead | undefined;
	readonly share: Stored | undefined;
	readonly customers: ReadonlyMap<string, Stored>;
};

/** Series and share; the credit series and the customers only where a period's total is negative. */
const readFacts = async (
	{db}: BillingWorld,
	{accountId, page}: Billable,
	entries: readonly Decided[],
): Promise<Reads> => {
	const [first] = entries;
	const crediting = entries.filter(({billing}) => hasCredit(billing));
	const customerIds = [...new Set(crediting.map(({template}) => template.customerId))];
	const [series, share, creditSeries, ...customers] = await db.getMany([
		seriesPath(accountId, first?.template.seriesId ?? ''),
		runPath(accountId, page.run),
		...(crediting.length === 0 ? [] : [seriesPath(accountId, first?.template.creditSeriesId ?? '')]),
		...customerIds.map((id) => customerPath(accountId, id)),
	]);
	return {
		series: series && {stored: series, document: readAs(SeriesDocument, series)},
		creditSeries: creditSeries && {stored: creditSeries, document: readAs(SeriesDocument, creditSeries)},
		share,
		customers: new Map(customers.flatMap((stored, index) => (stored ? [[customerIds[index] ?? '', stored]] : []))),
	};
};

/** The series is written even where no number was taken: whatever suspends the account conflicts with this commit. */
const writesOf = (batch: Batch, entries: readonly Decided[], reads: Reads, now: Instant): readonly Write[] => [
	...batch.invoices.map(createInvoiceWrite),
	...batch.creditNotes.map(createCreditNoteWrite),
	...(reads.series && batch.counters ? [seriesWrite(reads.series, batch.counters)] : []),
	...(reads.creditSeries && batch.creditCounters ? [seriesWrite(reads.creditSeries, batch.creditCounters)] : []),
	...batch.customers.flatMap((customer) => {
		const stored = reads.customers.get(customer.id);
		const fields = writeAs(CustomerDocument, customer);
		return stored ? [{op: 'update' as const, path: stored.path, version: stored.version, fields}] : [];
	}),
	...batch.parked.map(createParkedWrite),
	...batch.templates.flatMap((template, index) => {
		const entry = entries[index];
		return entry ? [movedTemplateWrite(entry.stored, template)] : [];
	}),
	runWrite(reads.share, batch.share),
	activityOf(batch, entries, now),
];

/** One entry per commit; its id follows from the first template and its version, of which there is one commit only. */
const activityOf = ({invoices, creditNotes, parked, share}: Batch, entries: readonly Decided[], now: Instant): Write =>
	activityWrite(
		share.accountId,
		derivedId('act', share.id, entries[0]?.stored.path ?? '', entries[0]?.template.version ?? 0),
		now,
		{
			actor: system,
			action: 'run.billed',
			objects: [
				...invoices.map(({id}) => ({type: 'invoice', id})),
				...creditNotes.map(({id}) => ({type: 'creditNote', id})),
				...entries.map(({template}) => ({type: 'template', id: template.id})),
				...parked.slice(0, 1).map(({id}) => ({type: 'parked', id})),
			],
		},
	);

const actingOf = ({invoices, creditNotes, templates}: Batch): readonly Acting[] => [
	...invoices.map(({accountId, id, pending}) => ({path: invoicePath(accountId, id), pending})),
	...creditNotes.map(({accountId, id, pending}) => ({path: creditNotePath(accountId, id), pending})),
	...templates.map(({accountId, id, pending}) => ({path: templatePath(accountId, id), pending})),
];
