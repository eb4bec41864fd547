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
import type {Stored, World} from '../world.ts';
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
			const deliveries = await untold(world, await deliveriesFor(world, stored, step, now));
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

/** The same event twice at one instant has one id: what is there already is told once. */
const untold = async (
	{db}: NotifyWorld,
	deliveries: readonly DeliveryDocument[],
): Promise<readonly DeliveryDocument[]> => {
	if (deliveries.length === 0) return [];
	const there = await db.getMany(deliveries.map(({accountId, id}) => deliveryPath(accountId, id)));
	return deliveries.filter((_, at) => there[at] === undefined);
};

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
	const eventId = derivedId('evt', stored.path, type, step.at);
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
