/** The steps `….notify`: an event of a document becomes one delivery for each endpoint that wants it. */
import type {Instant} from '../../schemas/basics.ts';
import {CustomerDocument} from '../../schemas/customer.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {PaymentDocument} from '../../schemas/payment.ts';
import {RunDocument} from '../../schemas/run.ts';
import {Outbox, type PendingStep, StepMessage} from '../../schemas/steps.ts';
import {TemplateDocument} from '../../schemas/template.ts';
import type {DeliveryDocument} from '../../schemas/webhook.ts';
import {readAccount} from '../accounts/index.ts';
import {transact} from '../commit.ts';
import {presentCustomer} from '../customers/core/present.ts';
import {openPersonal} from '../customers/index.ts';
import {outboxBeside} from '../invoices/core/outbox-beside.ts';
import {present as presentInvoice} from '../invoices/core/present.ts';
import {presentCreditNote} from '../invoices/core/present-credit-note.ts';
import {hostedUrl, readCollecting} from '../invoices/index.ts';
import {today} from '../kernel/calendar.ts';
import {accountIdIn, readAs} from '../kernel/documents.ts';
import {derivedId} from '../kernel/ids.ts';
import {Bug} from '../kernel/invariant.ts';
import {dueStep, withoutStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {presentRun} from '../operations/core/present-run.ts';
import {presentPayment} from '../payments/core/present.ts';
import {type Acting, publishNext} from '../publish.ts';
import {present as presentTemplate} from '../recurring/core/present.ts';
import type {Db, Stored, World} from '../world.ts';
import {allEndpoints, deliveryPath, deliveryWrite} from './webhook-store.ts';

type NotifyWorld = Pick<World, 'db' | 'bus' | 'vault' | 'clock' | 'ids' | 'settings'>;

const notifySteps = [
	'invoice.notify',
	'template.notify',
	'customer.notify',
	'payment.notify',
	'creditNote.notify',
	'run.notify',
] as const;

export const notifyWebhooks =
	(world: NotifyWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const done = await transact<Told, never>(world, async () => {
			const stored = await world.db.get(path);
			if (stored === undefined) return ok(nothing);
			const now = await nowOf(world, stored);
			const step = dueStep(pendingOf(stored), now, ...notifySteps);
			if (step === undefined) return ok(nothing);
			const deliveries = await deliveriesFor(world, stored, step, now);
			const next = withoutStep(pendingOf(stored), step);
			return ok({
				writes: [
					...deliveries.map((delivery) => deliveryWrite(delivery, undefined)),
					{
						op: 'update',
						path,
						version: stored.version,
						fields: {...stored.fields, pending: next.pending, nextActAt: next.nextActAt},
					},
				],
				answer: {
					now,
					told: [
						...deliveries.map(({accountId, id, pending}) => ({path: deliveryPath(accountId, id), pending})),
						{path, pending: next.pending},
					],
				},
			});
		});
		if (done.ok && done.value.now !== null) await publishNext(world.bus, done.value.told, done.value.now);
	};

/** Whom to tell next, and what time it is for them; null when there was nothing to do. */
type Told = {readonly told: readonly Acting[]; readonly now: Instant | null};
const nothing = {writes: [], answer: {told: [], now: null}};

/** Every document with an outbox keeps it in the same fields. */
const pendingOf = (stored: Stored) => readAs(Outbox, stored);

const deliveriesFor = async (
	world: NotifyWorld,
	stored: Stored,
	step: PendingStep,
	now: string,
): Promise<readonly DeliveryDocument[]> => {
	const accountId = accountIdIn(stored.path);
	const type = step.kind ?? '';
	const endpoints = (await allEndpoints(world.db, accountId)).filter(
		({document: {status, events}}) =>
			status === 'enabled' && (events.length === 0 || events.some((wanted) => wanted === type)),
	);
	if (endpoints.length === 0) return [];
	const eventId = await eventIdOf(world.db, {
		accountId,
		endpointIds: endpoints.map(({document: {id}}) => id),
		of: [stored.path, type, step.at],
	});
	if (eventId === undefined) return [];
	const object = await objectOf(world, accountId, stored, now);
	const body = await world.vault.seal(
		{account: accountId, kind: 'account'},
		JSON.stringify({id: eventId, type, createdAt: step.at, accountId, data: {object}}),
	);
	return endpoints.map(({document: {id: endpointId}}) => {
		const id = derivedId('evt', eventId, endpointId);
		const outbox = outboxBeside(pendingOf(stored), id, [{step: 'delivery.send', at: now}]);
		return {
			schema: 1,
			id,
			accountId,
			eventId,
			endpointId,
			type,
			state: 'pending',
			attempts: [],
			createdAt: now,
			body,
			...outbox,
		};
	});
};

type Event = {
	readonly accountId: string;
	readonly endpointIds: readonly string[];
	readonly of: readonly [path: string, type: string, at: Instant];
};
const idsAtOnce = 40;

/**
 * The id of an event that is told for the first time: the commit that tells it takes away its step. Where a clock stands
 * still many events of one kind have one instant; each has an id of its own, the first that is free. Undefined for a run
 * that goes on after its end and ends once more at one instant: that is told once.
 */
const eventIdOf = async (db: Db, {accountId, endpointIds, of}: Event): Promise<string | undefined> => {
	for (let nth = 0, ids = [derivedId('evt', ...of)]; ; nth += ids.length, ids = idsFrom(of, nth)) {
		const paths = ids.flatMap((id) => endpointIds.map((one) => deliveryPath(accountId, derivedId('evt', id, one))));
		const there = await db.getMany(paths);
		const isFree = (at: number): boolean =>
			there.slice(at * endpointIds.length, (at + 1) * endpointIds.length).every((found) => found === undefined);
		const free = ids.find((_, at) => isFree(at));
		if (free || of[1] === 'run.finished') return free;
	}
};

const idsFrom = (of: Event['of'], nth: number): string[] =>
	Array.from({length: idsAtOnce}, (_, index) => derivedId('evt', ...of, nth + index));

/** The object as the API shows it. */
const objectOf = async (world: NotifyWorld, accountId: string, stored: Stored, now: string): Promise<unknown> => {
	const [, , collection] = stored.path.split('/');
	if (collection === 'invoices') {
		const invoice = readAs(InvoiceDocument, stored);
		const url = await hostedUrl(world.vault, world.settings.publicUrl, {accountId, invoiceId: invoice.id});
		const collecting = await collectingOf(world, invoice);
		return presentInvoice(invoice, {today: today(now, invoice.zone), hostedUrl: url, collecting});
	}
	if (collection === 'creditNotes') return presentCreditNote(readAs(CreditNoteDocument, stored));
	if (collection === 'payments') return presentPayment(readAs(PaymentDocument, stored));
	if (collection === 'templates') return presentTemplate(readAs(TemplateDocument, stored), 'none', now);
	if (collection === 'customers') {
		const customer = readAs(CustomerDocument, stored);
		return presentCustomer(customer, await openPersonal(world, customer));
	}
	if (collection === 'runs') return presentRun(readAs(RunDocument, stored));
	throw new Bug(`nobody told how to show a document of ${collection}`);
};

/** What `upcoming` goes by: read only where collecting has still something to do. */
const collectingOf = async ({db}: NotifyWorld, invoice: InvoiceDocument) => {
	if (!invoice.pending.some(({step}) => step === 'invoice.collect')) return undefined;
	const account = await readAccount(db, invoice.accountId);
	return account && (await readCollecting(db, account.document, [invoice])).get(invoice.customerId);
};
