import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {openMailbox} from '../../../dev/mailbox/mailbox.ts';
import {startSmtpServer} from '../../../dev/mailbox/smtp-server.ts';
import {smtpMail} from '../../../functions/adapters/smtp.ts';
import type {Letter} from '../../../functions/world.ts';

const letter = (changes: Partial<Letter> = {}): Letter => ({
	key: 'inv_1/mail',
	from: {name: 'Nordlicht Studio GmbH'},
	replyTo: 'buero@nordlicht.example',
	to: ['Ada@example.org'],
	cc: ['buch@example.org'],
	subject: 'Rechnung INV-2026-0001 über 10,00 €',
	text: 'Guten Tag',
	html: '<p>Guten <b>Tag</b></p>',
	attachments: [{name: 'INV-2026-0001.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7')}],
	...changes,
});

const post = async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
	let now = '2026-01-31T06:00:00.000Z';
	const mailbox = openMailbox(folder);
	const server = await startSmtpServer(mailbox, () => now);
	const mail = smtpMail({host: '127.0.0.1', port: server.port, encryption: 'none', fromAddress: 'post@im.example'});
	return {
		folder,
		mailbox,
		mail,
		server,
		at: (instant: string) => {
			now = instant;
		},
	};
};

test('a mail lies in the box of everybody it is addressed to, as it was written, at the platform’s time', async (t) => {
	const {mailbox, mail, server} = await post();
	t.deepEqual(await mail.send(letter()), {outcome: 'accepted'});
	await server.stop();

	const [found, ...more] = mailbox.list({to: 'ada@example.org'});
	t.is(more.length, 0);
	t.like(found, {
		to: ['Ada@example.org'],
		cc: ['buch@example.org'],
		subject: 'Rechnung INV-2026-0001 über 10,00 €',
		html: '<p>Guten <b>Tag</b></p>',
		at: '2026-01-31T06:00:00.000Z',
	});
	t.true(found?.from.includes('Nordlicht Studio GmbH'));
	t.is(found?.text.trim(), 'Guten Tag');
	t.is(mailbox.list({to: 'buch@example.org'}).length, 1);
	t.is(mailbox.list({to: 'da@example.org'}).length, 0);
	t.is(mailbox.list({}).length, 1);
});

test('the same mail handed over twice is one mail', async (t) => {
	const {mailbox, mail, server} = await post();
	await mail.send(letter());
	await mail.send(letter());
	await mail.send(letter({key: 'inv_2/mail'}));
	await server.stop();
	t.is(mailbox.list({}).length, 2);
});

test('mails are listed newest first and from an instant on', async (t) => {
	const {mailbox, mail, server, at} = await post();
	await mail.send(letter({key: '1', subject: 'first'}));
	at('2026-02-28T06:00:00.000Z');
	await mail.send(letter({key: '2', subject: 'second'}));
	await mail.send(letter({key: '3', subject: 'third'}));
	await server.stop();
	t.deepEqual(
		mailbox.list({}).map(({subject}) => subject),
		['third', 'second', 'first'],
	);
	t.deepEqual(
		mailbox.list({since: '2026-02-28T06:00:00.000Z'}).map(({subject}) => subject),
		['third', 'second'],
	);
});

test('mails and their attachments are there after a restart', async (t) => {
	const {folder, mailbox, mail, server} = await post();
	await mail.send(letter());
	await server.stop();
	mailbox.close();

	const again = openMailbox(folder);
	const [found] = again.list({});
	t.deepEqual(
		found?.attachments.map(({name, type, size}) => ({name, type, size})),
		[{name: 'INV-2026-0001.pdf', type: 'application/pdf', size: 8}],
	);
	t.is(Buffer.from(again.attachment(found?.id ?? '', 0)?.bytes ?? []).toString(), '%PDF-1.7');
	t.is(again.attachment(found?.id ?? '', 1), undefined);
	t.is(again.get('mail_unknown'), undefined);
});
