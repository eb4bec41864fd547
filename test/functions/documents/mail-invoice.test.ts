// Proves documents/mail-invoice.ts with documents/mail-step.ts and documents/mail-credit-note.ts, over real SMTP.
import test from 'ava';
import {smtpMail} from '../../../functions/adapters/smtp.ts';
import {mailInvoice} from '../../../functions/documents/mail-invoice.ts';
import {withoutLook} from '../../../functions/invoices/core/collect-times.ts';
import {Outage} from '../../../functions/kernel/outage.ts';
import {outboxOf, withSteps} from '../../../functions/kernel/outbox.ts';
import type {World} from '../../../functions/world.ts';
import {CreditNoteDocument} from '../../../schemas/invoice.ts';
import {startSmtp} from '../../servers/smtp.ts';
import {type Business, openBusiness} from './business.ts';
import {hostileTexts} from './hostile.ts';
import {contentOf, creditNoteOf, lineOf} from './printed.ts';

const reminderAt = '2026-11-22T09:00:00.000Z';

/** Queues a further mail as whoever decides on it would. */
const queue = async (business: Business, id: string, kind: string): Promise<void> => {
	const invoice = await business.stored(id);
	await business.rewrite(id, withSteps(invoice, {step: 'invoice.mail', at: reminderAt, kind}));
};

test('a queued mail goes once, however often its message comes', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	t.deepEqual(invoice.delivery, {state: 'queued', sentAt: null});
	for (let turn = 0; turn < 3; turn++) await business.mail(invoice.id);
	t.is(business.mailbox.length, 1);
	const [{to, mail} = {to: [], mail: undefined}] = business.mailbox;
	t.deepEqual(to, ['books@brueckner.example']);
	t.is(mail?.subject, 'Invoice INV-2026-0001 from Atelier Nord');
	t.is(mail?.from?.value[0]?.name, 'Atelier Nord');
	t.is(mail?.replyTo?.value[0]?.address, 'hello@atelier.example');
	t.true(mail?.text?.includes(invoice.hostedUrl));
	t.true(String(mail?.html).includes(invoice.hostedUrl));
	t.is(mail?.headers.get('list-unsubscribe'), undefined);
	const stored = await business.stored(invoice.id);
	t.is(stored.delivery.state, 'sent');
	t.is(stored.delivery.count, 1);
	t.deepEqual(withoutLook(stored), {...stored, pending: [], nextActAt: null});
});

test('the mail carries the very bytes that stay the invoice’s', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	await business.mail(invoice.id);
	const [attached] = business.mailbox[0]?.mail.attachments ?? [];
	t.deepEqual([attached?.filename, attached?.contentType], ['Invoice INV-2026-0001.pdf', 'application/pdf']);
	const [file] = (await business.stored(invoice.id)).files;
	const kept = await business.world.files.get(file?.file ?? '');
	t.deepEqual(Buffer.from(kept?.bytes ?? []), attached?.content);
	t.is(kept?.sha256, file?.sha256);
});

test('a crash between mail and commit sends the same mail again, under the same Message-ID', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	const dying: World = {
		...business.world,
		db: {...business.world.db, commit: async () => Promise.reject(new Outage('the plug was pulled'))},
	};
	await t.throwsAsync(business.mail(invoice.id, dying), {message: 'the plug was pulled'});
	t.is((await business.stored(invoice.id)).delivery.state, 'queued');
	await business.mail(invoice.id);
	t.is(business.mailbox.length, 2);
	const [one, other] = business.mailbox;
	t.is(one?.mail.messageId, other?.mail.messageId);
	t.deepEqual(one?.mail.attachments[0]?.content, other?.mail.attachments[0]?.content);
	t.is((await business.stored(invoice.id)).delivery.count, 1);
});

test('a commit whose answer was lost is found again and counts once', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	let lost = 0;
	const forgetful: World = {
		...business.world,
		db: {
			...business.world.db,
			commit: async (writes) => {
				const done = await business.world.db.commit(writes);
				return lost++ === 0 ? {outcome: 'unknown'} : done;
			},
		},
	};
	await business.mail(invoice.id, forgetful);
	t.is(business.mailbox.length, 1);
	t.is((await business.stored(invoice.id)).delivery.count, 1);
});

test('what changes while the mail is on its way is kept', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	const busy: World = {
		...business.world,
		mail: {
			send: async (letter) => {
				await business.rewrite(invoice.id, {internalNotes: 'written meanwhile'});
				return business.world.mail.send(letter);
			},
		},
	};
	await business.mail(invoice.id, busy);
	const stored = await business.stored(invoice.id);
	const left = withoutLook(stored).pending;
	t.deepEqual([stored.internalNotes, stored.delivery.state, left.length], ['written meanwhile', 'sent', 0]);
});

test('the invoice is the only document read, and one commit of one write follows', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const [first, second] = [await business.queued(), await business.queued()];
	await business.mail(first.id);
	const reads: string[] = [];
	const writes: number[] = [];
	const {db} = business.world;
	const counted: World = {
		...business.world,
		db: {
			...db,
			get: (path) => {
				reads.push(path);
				return db.get(path);
			},
			getMany: (paths) => {
				reads.push(...paths);
				return db.getMany(paths);
			},
			query: async () => t.fail('a query') ?? [],
			commit: (batch) => {
				writes.push(batch.length);
				return db.commit(batch);
			},
		},
	};
	// The seller is remembered per database: warm it, as a process that has mailed before is.
	const {mailInvoice: act} = await import('../../../functions/documents/mail-invoice.ts');
	const third = await business.queued();
	await act(counted)({path: `accounts/${business.accountId}/invoices/${third.id}`, step: 'invoice.mail'});
	reads.length = 0;
	writes.length = 0;
	await act(counted)({path: `accounts/${business.accountId}/invoices/${second.id}`, step: 'invoice.mail'});
	t.deepEqual(reads, [`accounts/${business.accountId}/invoices/${second.id}`]);
	t.deepEqual(writes, [1]);
});

test('what a person composed goes to whom they said, and is forgotten afterwards', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued(
		{},
		{to: ['ada@example.com'], cc: ['bob@example.com'], subject: 'Our work', message: 'Dear Ada,\nas promised.'},
	);
	await business.mail(invoice.id);
	const [received] = business.mailbox;
	t.deepEqual(received?.to, ['ada@example.com', 'bob@example.com']);
	t.is(received?.mail.subject, 'Our work');
	t.regex(received?.mail.text ?? '', /^Dear Ada,\nas promised\./);
	t.is((await business.stored(invoice.id)).letter, null);
});

test('mail for nobody fails, says so, and is not tried again', async (t) => {
	const business = await openBusiness({}, {customer: {email: null}});
	t.teardown(business.close);
	const invoice = await business.issued();
	await queue(business, invoice.id, 'invoice');
	await business.mail(invoice.id);
	const stored = await business.stored(invoice.id);
	const left = withoutLook(stored).pending;
	t.deepEqual([stored.delivery.state, stored.delivery.count, left.length], ['failed', 0, 0]);
	t.is(business.mailbox.length, 0);
	t.true(business.logged.some(({message}) => message === 'an invoice could not be mailed'));
});

test('an address that the provider refuses for good is a failed delivery, without the address in the log', async (t) => {
	const business = await openBusiness();
	const refusing = await startSmtp({answers: {to: {'books@brueckner.example': 550}}});
	t.teardown(async () => {
		await business.close();
		await refusing.stop();
	});
	const invoice = await business.queued();
	const mail = smtpMail({host: '127.0.0.1', port: refusing.port, encryption: 'none', fromAddress: 'post@x.example'});
	await business.mail(invoice.id, {...business.world, mail});
	t.is((await business.stored(invoice.id)).delivery.state, 'failed');
	t.false(JSON.stringify(business.logged).includes('brueckner'));
});

test('an outage of the provider leaves everything as it was, for the next try', async (t) => {
	const business = await openBusiness();
	const down = await startSmtp();
	await down.stop();
	t.teardown(business.close);
	const invoice = await business.queued();
	const mail = smtpMail({host: '127.0.0.1', port: down.port, encryption: 'none', fromAddress: 'post@x.example'});
	await t.throwsAsync(business.mail(invoice.id, {...business.world, mail}), {instanceOf: Outage});
	t.is(withoutLook(await business.stored(invoice.id)).pending.length, 1);
	await business.mail(invoice.id);
	t.is(business.mailbox.length, 1);
});

test('a void invoice sends nothing', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.issued();
	await business.act(invoice.id, 'void');
	await queue(business, invoice.id, 'invoice');
	await business.mail(invoice.id);
	t.is(business.mailbox.length, 0);
	t.deepEqual((await business.stored(invoice.id)).pending, []);
});

test('two mails of one invoice are two mails, told apart by their Message-IDs', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	await business.mail(invoice.id);
	await business.act(invoice.id, 'remind');
	await business.mail(invoice.id);
	t.deepEqual(
		business.mailbox.map(({mail}) => mail.subject),
		['Invoice INV-2026-0001 from Atelier Nord', 'Reminder: invoice INV-2026-0001 from Atelier Nord'],
	);
	t.is(new Set(business.mailbox.map(({mail}) => mail.messageId)).size, 2);
	t.is((await business.stored(invoice.id)).delivery.count, 2);
});

test('an invoice that was paid before its mail goes is mailed as paid', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	await business.rewrite(invoice.id, {status: 'paid', amountPaid: invoice.total, amountDue: 0, paidAt: reminderAt});
	await business.mail(invoice.id);
	t.is(business.mailbox[0]?.mail.subject, 'Paid: invoice INV-2026-0001 from Atelier Nord');
	t.regex(business.mailbox[0]?.mail.text ?? '', /Thank you!/);
});

test('steps are done in their order: a mail waits for the charge before it, and tells who is next', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	const before = await business.stored(invoice.id);
	const steps = [{step: 'invoice.charge', at: '2026-11-22T08:00:00.000Z'} as const, ...before.pending];
	await business.rewrite(invoice.id, {...outboxOf(invoice.id, steps)});
	await business.mail(invoice.id);
	t.is(business.mailbox.length, 0);
	await business.rewrite(invoice.id, {...outboxOf(invoice.id, before.pending), notify: true});
	business.published.length = 0;
	await business.mail(invoice.id);
	t.is(business.mailbox.length, 1);
	t.deepEqual(
		business.published.map(({topic}) => topic),
		['invoice.notify'],
	);
	t.deepEqual(
		withoutLook(await business.stored(invoice.id)).pending.map(({kind}) => kind),
		['invoice.sent'],
	);
});

test('no name of anybody ends a header or becomes markup of the mail', async (t) => {
	for (const text of [...hostileTexts.slice(0, 4), 'Nord Bcc: x@y.example']) {
		const business = await openBusiness({}, {customer: {name: text}, account: {name: text, legalName: text}});
		const invoice = await business.queued();
		await business.mail(invoice.id);
		await business.close();
		const [received] = business.mailbox;
		t.is(received?.mail.subject, `Invoice INV-2026-0001 from ${text}`);
		t.is(received?.mail.from?.value[0]?.name, text);
		t.deepEqual(received?.to, ['books@brueckner.example']);
		t.false(/<(script|img|svg)/i.test(String(received?.mail.html)));
	}
});

test('line ends past every rule are blanks in subject and sender', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.queued();
	await business.rewrite(invoice.id, {number: 'INV\r\nBcc: evil@example.com'});
	await business.mail(invoice.id);
	t.is(business.mailbox[0]?.mail.subject, 'Invoice INV Bcc: evil@example.com from Atelier Nord');
	t.deepEqual(business.mailbox[0]?.to, ['books@brueckner.example']);
	t.is(business.mailbox[0]?.mail.bcc, undefined);
});

test('a credit note of a run is mailed once, with its PDF', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {party, sellerVersion} = await business.stored((await business.issued()).id);
	const pending = [{step: 'creditNote.mail', at: reminderAt} as const];
	const note = creditNoteOf(
		{
			accountId: business.accountId,
			customerId: business.customerId,
			party,
			sellerVersion,
			delivery: {state: 'queued', sentAt: null, count: 0},
			...outboxOf('crn_5tGb8NhU', pending),
		},
		contentOf({lines: [lineOf()]}),
	);
	const path = `accounts/${business.accountId}/creditNotes/${note.id}`;
	await business.world.db.commit([{op: 'create', path, fields: note}]);
	for (let turn = 0; turn < 2; turn++) await mailInvoice(business.world)({path, step: 'creditNote.mail'});
	t.is(business.mailbox.length, 1);
	t.is(business.mailbox[0]?.mail.subject, 'Credit note CN-2026-0007 from Atelier Nord');
	t.is(business.mailbox[0]?.mail.attachments.length, 1);
	const stored = CreditNoteDocument.parse((await business.world.db.get(path))?.fields);
	t.deepEqual([stored.delivery.state, stored.pending.length, stored.files.length], ['sent', 0, 1]);
});

test('a message about what is gone is done', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	await t.notThrowsAsync(business.mail('inv_0000000000'));
	await t.throwsAsync(mailInvoice(business.world)({path: 7}));
});
