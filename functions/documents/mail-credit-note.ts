import type {Instant} from '../../schemas/basics.ts';
import type {CreditNoteDocument} from '../../schemas/invoice.ts';
import type {PendingStep} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {asCreditNote, openParty, publishSteps, type Read, updateCreditNoteWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, withoutStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {addressees} from './core/addressees.ts';
import {fileNameOf} from './core/file-name.ts';
import {letterBody} from './core/letter-body.ts';
import {creditNoteMail} from './core/letters.ts';
import {wordsOf} from './core/words.ts';
import {creditNotePdf} from './issued-pdf.ts';
import {sellerOf} from './kept-facts.ts';
import {deliveryAfter, envelope, type Mailed, type MailWorld, oneLine} from './mail-step.ts';
import {withFile} from './record-pdf.ts';

/** Mails a credit note that a run issued, if that is due; otherwise somebody else did. */
export const mailCreditNote = async (world: MailWorld, path: string): Promise<void> => {
	const stored = await world.db.get(path);
	if (stored === undefined) return;
	const read = asCreditNote(stored);
	const now = await nowOf(world, stored);
	const step = dueStep(read.document, now, 'creditNote.mail');
	if (step === undefined) return;
	const mailed = await send(world, read.document);
	if (mailed.outcome === 'failed')
		world.log.write('warning', 'a credit note could not be mailed', {creditNote: read.document.id, why: mailed.why});
	await record(world, read, step, mailed, now);
};

const send = async (world: MailWorld, note: CreditNoteDocument): Promise<Mailed> => {
	const [seller, party] = await Promise.all([sellerOf(world.db, note), openParty(world.vault, note)]);
	const {to, cc} = addressees(party, null);
	if (to.length === 0) return {outcome: 'failed', why: 'no_address'};
	const {bytes, file} = await creditNotePdf(world, note);
	const mail = creditNoteMail(note, seller);
	const words = wordsOf(note.locale);
	const handed = await world.mail.send({
		key: `${note.id}:creditNote:${note.delivery.count}`,
		...envelope(seller),
		to,
		cc,
		subject: oneLine(mail.subject),
		...letterBody({mail, greeted: party?.name ?? null, message: null, seller, words}),
		attachments: [{name: fileNameOf(note), type: 'application/pdf', bytes}],
	});
	return handed.outcome === 'accepted' ? {outcome: 'sent', file} : {outcome: 'failed', why: handed.reason};
};

const record = async (
	world: MailWorld,
	read: Read<CreditNoteDocument>,
	step: PendingStep,
	mailed: Mailed,
	now: Instant,
): Promise<void> => {
	let known: Read<CreditNoteDocument> | undefined = read;
	const done = await transact<{readonly note: CreditNoteDocument | undefined}, never>(world, async () => {
		const stored = known ? undefined : await world.db.get(read.stored.path);
		const current = known ?? (stored && asCreditNote(stored));
		known = undefined;
		if (current === undefined || !current.document.pending.some(({step: name}) => name === step.step))
			return ok({writes: [], answer: {note: current?.document}});
		const without = {
			...withoutStep(current.document, step),
			delivery: deliveryAfter(current.document.delivery, mailed, now),
			updatedAt: now,
		};
		const note = mailed.outcome === 'sent' ? withFile(without, mailed.file) : without;
		return ok({writes: [updateCreditNoteWrite(current, note)], answer: {note}});
	});
	invariant(done.ok, 'recording a mail refuses nothing');
	if (done.value.note) await publishSteps(world.bus, [done.value.note], now);
};
