/** The steps `invoice.mail` and `creditNote.mail`: one mail each, with the PDF, handed over exactly as often as it was queued. */
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Party} from '../../schemas/parties.ts';
import {type PendingStep, StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {told} from '../invoices/core/lifecycle.ts';
import {asInvoice, hostedUrl, openParty, publishSteps, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {today} from '../kernel/calendar.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, withoutStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {World} from '../world.ts';
import {addressees, type Composed, readComposed} from './core/addressees.ts';
import {fileNameOf} from './core/file-name.ts';
import {letterBody} from './core/letter-body.ts';
import {invoiceMail} from './core/letters.ts';
import {wordsOf} from './core/words.ts';
import {invoicePdf} from './issued-pdf.ts';
import {sellerOf} from './kept-facts.ts';
import {mailCreditNote} from './mail-credit-note.ts';
import {deliveryAfter, envelope, type Mailed, type MailWorld, oneLine} from './mail-step.ts';
import {withFile} from './record-pdf.ts';

/** Throws on an outage: the message comes again. Between mail and commit a crash sends it again under the same Message-ID. */
export const mailInvoice =
	(world: MailWorld) =>
	async (message: unknown): Promise<void> => {
		const {path, step} = StepMessage.parse(message);
		await (step === 'creditNote.mail' ? mailCreditNote(world, path) : mailDue(world, path));
	};

/** Mails what the invoice at `path` has to say now; otherwise somebody else did. The only read is the invoice. */
const mailDue = async (world: MailWorld, path: string): Promise<void> => {
	const stored = await world.db.get(path);
	if (stored === undefined) return;
	const read = asInvoice(stored);
	const now = await nowOf(world, stored);
	const step = dueStep(read.document, now, 'invoice.mail');
	if (step === undefined) return;
	const mailed = await send(world, read.document, step, now);
	if (mailed.outcome === 'failed')
		world.log.write('warning', 'an invoice could not be mailed', {invoice: read.document.id, why: mailed.why});
	await record(world, read, step, mailed, now);
};

const send = async (world: MailWorld, invoice: InvoiceDocument, step: PendingStep, now: Instant): Promise<Mailed> => {
	const {accountId, customerId, id: invoiceId, delivery} = invoice;
	const kind = step.kind ?? 'invoice';
	const [seller, url] = await Promise.all([
		sellerOf(world.db, invoice),
		hostedUrl(world.vault, world.settings.publicUrl, {accountId, invoiceId}),
	]);
	const text = invoiceMail(invoice, kind, {seller, hostedUrl: url, today: today(now, invoice.zone)});
	if (text === null) return {outcome: 'nothing'};
	const party = await openParty(world.vault, invoice);
	const composed = kind === 'invoice' ? await openLetter(world, {accountId, customerId, letter: invoice.letter}) : null;
	const {to, cc} = addressees(party, composed);
	if (to.length === 0) return {outcome: 'failed', why: 'no_address'};
	const {bytes, file} = await invoicePdf(world, invoice);
	const handed = await world.mail.send({
		key: `${invoiceId}:${kind}:${delivery.count}`,
		...envelope(seller),
		to,
		cc,
		subject: oneLine(composed?.subject ?? text.subject),
		...letterBody({
			mail: text,
			greeted: greetedIn(party, composed),
			message: composed?.message ?? null,
			seller,
			words: wordsOf(invoice.locale),
		}),
		attachments: [{name: fileNameOf(invoice), type: 'application/pdf', bytes}],
	});
	return handed.outcome === 'accepted' ? {outcome: 'sent', file} : {outcome: 'failed', why: handed.reason};
};

/** Whoever else reads it is not greeted by the customer's name. */
const greetedIn = (party: Party | undefined, composed: Composed | null): string | null =>
	composed?.to ? null : (party?.name ?? null);

const openLetter = async (
	{vault}: Pick<World, 'vault'>,
	{accountId, customerId, letter}: {accountId: string; customerId: string; letter: string | null},
): Promise<Composed | null> => {
	if (letter === null) return null;
	return readComposed(await vault.open({account: accountId, customer: customerId, kind: 'legal'}, letter));
};

/** One commit: the step is done, the mail is counted, the bytes it carried are the document's. */
const record = async (
	world: MailWorld,
	read: Read<InvoiceDocument>,
	step: PendingStep,
	mailed: Mailed,
	now: Instant,
): Promise<void> => {
	let known: Read<InvoiceDocument> | undefined = read;
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
		const stored = known ? undefined : await world.db.get(read.stored.path);
		const current = known ?? (stored && asInvoice(stored));
		known = undefined;
		// Somebody else, or our own lost commit, has recorded it meanwhile.
		if (current === undefined || !current.document.pending.some((one) => isSame(one, step)))
			return ok({writes: [], answer: {invoice: current?.document}});
		const invoice = recorded(current.document, step, mailed, now);
		return ok({writes: [updateInvoiceWrite(current, invoice)], answer: {invoice}});
	});
	invariant(done.ok, 'recording a mail refuses nothing');
	if (done.value.invoice) await publishSteps(world.bus, [done.value.invoice], now);
};

const isSame = (a: PendingStep, b: PendingStep): boolean => a.step === b.step && a.kind === b.kind && a.at === b.at;

const recorded = (invoice: InvoiceDocument, step: PendingStep, mailed: Mailed, now: Instant): InvoiceDocument => {
	const done: InvoiceDocument = {
		...withoutStep(invoice, step),
		delivery: deliveryAfter(invoice.delivery, mailed, now),
		letter: (step.kind ?? 'invoice') === 'invoice' ? null : invoice.letter,
		updatedAt: now,
	};
	if (mailed.outcome !== 'sent') return done;
	return told(withFile(done, mailed.file), 'invoice.sent', now);
};
