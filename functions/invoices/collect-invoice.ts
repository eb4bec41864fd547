/** The step `invoice.collect`: reminders, late fees, the final action, and the day on which an invoice is overdue. */
import type {Account} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {readAccount} from '../accounts/index.ts';
import {activityWrite, system} from '../activity.ts';
import {transact} from '../commit.ts';
import {type ReadCustomer, readCustomer} from '../customers/index.ts';
import {today} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {platformPause} from '../platform-billing.ts';
import {type Acting, publishNext} from '../publish.ts';
import {pauseForDebt} from '../recurring/index.ts';
import type {Db, World, Write} from '../world.ts';
import {chargeLateFee} from './charge-late-fee.ts';
import {withLook, withoutLook} from './core/collect-times.ts';
import {collectedOf, marked} from './core/collected.ts';
import {type Doing, decide} from './core/collections.ts';
import {chased, told, writtenOff} from './core/lifecycle.ts';
import {collectFacts} from './read-collecting.ts';
import {asInvoice, invoicePath, updateInvoiceWrite} from './store.ts';

type CollectWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids'>;
/** What became of an invoice, with everything else that belongs to the same commit. */
type Collecting = {
	readonly invoice: InvoiceDocument;
	readonly writes: readonly Write[];
	readonly acting: readonly Acting[];
};
type Facts = {readonly account: Account; readonly customer: ReadCustomer; readonly now: Instant};
type Told = {readonly acting: readonly Acting[]; readonly now: Instant | null};

/**
 * Does what is due by the account's policy as it is now, each thing once (I12), and says when to look again. Nothing
 * while the platform is paused: the step stays due, and the sweep comes back to it.
 */
export const collectInvoice = (world: CollectWorld) => {
	const isPaused = platformPause(world);
	return async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		if (await isPaused()) return;
		const done = await transact<Told, never>(world, () => plan(world, path));
		if (done.ok && done.value.now !== null) await publishNext(world.bus, done.value.acting, done.value.now);
	};
};

const nothing: {readonly writes: readonly Write[]; readonly answer: Told} = {
	writes: [],
	answer: {acting: [], now: null},
};

/** One commit; nothing is written when the step was done already. */
const plan = async (world: CollectWorld, path: string) => {
	const stored = await world.db.get(path);
	if (stored === undefined) return ok(nothing);
	const read = asInvoice(stored);
	const now = await nowOf(world, stored);
	if (dueStep(read.document, now, 'invoice.collect') === undefined) return ok(nothing);
	const {accountId, customerId} = read.document;
	const [account, customer] = await Promise.all([
		readAccount(world.db, accountId),
		readCustomer(world.db, accountId, customerId),
	]);
	invariant(account && customer, 'an invoice names an account and a customer that exist');
	const facts = {account: account.document, customer, now};
	const {doings, nextAt} = decide(read.document, collectFacts(account.document, customer.document), now);
	const {invoice, writes, acting} = await doAll(world.db, read.document, doings, facts);
	const goesOn = invoice.status === 'open' && nextAt !== null;
	const next = {...(goesOn ? withLook(invoice, nextAt) : invoice), updatedAt: now};
	return ok({
		writes: [updateInvoiceWrite(read, next), ...writes],
		answer: {acting: [{path, pending: next.pending}, ...acting], now},
	});
};

const doAll = async (db: Db, before: InvoiceDocument, doings: readonly Doing[], facts: Facts): Promise<Collecting> => {
	let done: Collecting = {invoice: withoutLook(before), writes: [], acting: []};
	for (const doing of doings) {
		const {invoice, writes, acting} = await act(db, done.invoice, doing, facts);
		done = {invoice, writes: [...done.writes, ...writes], acting: [...done.acting, ...acting]};
	}
	return done;
};

const act = (db: Db, invoice: InvoiceDocument, doing: Doing, facts: Facts): Collecting | Promise<Collecting> => {
	const {now} = facts;
	if (doing.what === 'overdue') return alone(marked(told(invoice, 'invoice.overdue', now), {isOverdueTold: true}));
	if (doing.what === 'reminder') {
		const reminded = [...collectedOf(invoice).reminded, ...doing.offsets];
		return alone(marked(doing.isSent ? chased(invoice, 'reminder', momentOf(invoice, now)) : invoice, {reminded}));
	}
	if (doing.what === 'late_fee') return fee(db, invoice, doing, facts);
	return doing.action === 'writeOff' ? writeOff(invoice, now) : pauseTemplate(db, invoice, now);
};

const alone = (invoice: InvoiceDocument): Collecting => ({invoice, writes: [], acting: []});
const momentOf = ({zone}: InvoiceDocument, now: Instant) => ({now, today: today(now, zone)});

const fee = async (
	db: Db,
	invoice: InvoiceDocument,
	{isCharged}: Extract<Doing, {what: 'late_fee'}>,
	facts: Facts,
): Promise<Collecting> => {
	const charged = isCharged ? await chargeLateFee(db, {...facts, invoice}) : undefined;
	if (charged === undefined) return alone(marked(invoice, {lateFee: {invoiceId: null}}));
	const {id, accountId, pending} = charged.fee;
	return {
		invoice: marked(invoice, {lateFee: {invoiceId: id}, remindedOn: momentOf(invoice, facts.now).today}),
		writes: charged.writes,
		acting: [{path: invoicePath(accountId, id), pending}],
	};
};

/** As a person would write it off: bad debt, tax unchanged (rule 16). */
const writeOff = (before: InvoiceDocument, now: Instant): Collecting => {
	const moved = writtenOff(before, null, momentOf(before, now));
	if (!moved.ok) return alone(before);
	const {id, accountId} = before;
	const entry = activityWrite(accountId, derivedId('act', id, 'final_action'), now, {
		actor: system,
		action: 'invoice.written_off',
		objects: [{type: 'invoice', id}],
	});
	return {invoice: marked(moved.value.invoice, {finalAction: 'writeOff'}), writes: [entry], acting: []};
};

/** Nothing more is billed to somebody who does not pay, until a person resumes it. */
const pauseTemplate = async (db: Db, invoice: InvoiceDocument, now: Instant): Promise<Collecting> => {
	const {id, accountId, template} = invoice;
	invariant(template, 'only what a template billed pauses one');
	const {writes, acting} = await pauseForDebt(db, {accountId, templateId: template.id, invoiceId: id, now});
	return {invoice: marked(invoice, {finalAction: 'pauseTemplate'}), writes, acting};
};
