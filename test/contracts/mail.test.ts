import test from 'ava';
import {openMailbox} from '../../dev/mailbox/mailbox.ts';
import {startSmtpServer} from '../../dev/mailbox/smtp-server.ts';
import {messageId, smtpMail} from '../../functions/adapters/smtp.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Letter} from '../../functions/world.ts';
import {type SmtpOptions, startSmtp} from '../servers/smtp.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const login = {user: 'mailer', pass: 'secret ü'};
const providers: {readonly [name: string]: SmtpOptions} = {
	'a mailbox on this machine': {},
	'a provider with a login': {login},
};

const letter: Letter = {
	key: 'invoice.mail/acc_1/inv_1/1',
	from: {name: 'Ångström & Söhne "GmbH" 🧾'},
	replyTo: 'office@angstrom.example',
	to: ['payer@example.com'],
	cc: ['books@example.com'],
	subject: 'Rechnung INV-2026-0001 über 1.234,50 €',
	text: 'Guten Tag,\nanbei Ihre Rechnung.\n.\nGrüße 🧾',
	html: '<p>Guten Tag, <b>anbei</b> Ihre Rechnung.</p>',
	attachments: [
		{name: 'Rechnung – März.pdf', type: 'application/pdf', bytes: new Uint8Array([0x25, 0x50, 0, 0xff, 0x0a])},
	],
};
const fromAddress = 'invoices@mail.invoice-meister.example';
const open = (port: number, options: SmtpOptions, timeoutMs = 2000) =>
	smtpMail({
		host: '127.0.0.1',
		port,
		encryption: 'none',
		fromAddress,
		timeoutMs,
		...(options.login ? {login: options.login} : {}),
	});

const against = async (options: SmtpOptions, letter: Letter) => {
	const server = await startSmtp(options);
	try {
		return {outcome: await open(server.port, options).send(letter), received: server.received};
	} finally {
		await server.stop();
	}
};

for (const [name, options] of Object.entries(providers)) {
	test(`${name}: an accepted letter arrives as it was written`, async (t) => {
		const {outcome, received} = await against(options, letter);
		t.deepEqual(outcome, {outcome: 'accepted'});
		const [one] = received;
		t.deepEqual(one?.to, ['payer@example.com', 'books@example.com']);
		t.is(one?.from, fromAddress);
		t.deepEqual(one?.mail.from?.value, [{name: letter.from.name, address: fromAddress}]);
		t.is(one?.mail.replyTo?.value[0]?.address, letter.replyTo ?? undefined);
		t.is(one?.mail.subject, letter.subject);
		t.is(one?.mail.text?.trimEnd(), letter.text);
		t.is(one?.mail.html, letter.html);
		const [attachment] = one?.mail.attachments ?? [];
		t.is(attachment?.filename, 'Rechnung – März.pdf');
		t.is(attachment?.contentType, 'application/pdf');
		t.deepEqual(attachment?.content, Buffer.from(letter.attachments[0]?.bytes ?? []));
	});

	test(`${name}: the same key is the same Message-ID, another key another`, async (t) => {
		const first = await against(options, letter);
		const again = await against(options, {...letter, subject: 'again'});
		const other = await against(options, {...letter, key: 'invoice.mail/acc_1/inv_1/2'});
		t.regex(first.received[0]?.mail.messageId ?? '', /^<[0-9a-f]{40}@mail\.invoice-meister\.example>$/);
		t.is(first.received[0]?.mail.messageId, messageId(letter.key, fromAddress));
		t.is(again.received[0]?.mail.messageId, first.received[0]?.mail.messageId);
		t.not(other.received[0]?.mail.messageId, first.received[0]?.mail.messageId);
	});

	test(`${name}: an address that will never exist is refused, by status and without the server's sentence`, async (t) => {
		const answers = {to: {'payer@example.com': 550, 'books@example.com': 550}};
		const {outcome, received} = await against({...options, answers}, letter);
		t.deepEqual(outcome, {outcome: 'refused', reason: '550 5.1.1'});
		t.is(received.length, 0);
	});

	test(`${name}: one refused recipient among others does not keep the letter from them`, async (t) => {
		const {outcome, received} = await against({...options, answers: {to: {'books@example.com': 550}}}, letter);
		t.deepEqual(outcome, {outcome: 'accepted'});
		t.deepEqual(received[0]?.to, ['payer@example.com']);
	});

	test(`${name}: a text that is refused for good is refused`, async (t) => {
		t.like((await against({...options, answers: {text: 554}}, letter)).outcome, {outcome: 'refused'});
	});

	test(`${name}: "try again later", wherever it is said, is an outage; so is a refused sender`, async (t) => {
		const busy = [{to: {'payer@example.com': 450, 'books@example.com': 450}}, {text: 451}, {from: 421}, {from: 550}];
		for (const answers of busy) await t.throwsAsync(against({...options, answers}, letter), {instanceOf: Outage});
	});

	test(`${name}: a server that is down or says nothing is an outage`, async (t) => {
		const server = await startSmtp(options);
		await server.stop();
		const error = await t.throwsAsync(open(server.port, options).send(letter), {instanceOf: Outage});
		t.notRegex(error?.message ?? '', /example\.com/);
		const silent = await startSmtp({...options, silent: true});
		await t.throwsAsync(open(silent.port, options, 200).send(letter), {instanceOf: Outage});
		void silent.stop();
	});

	test(`${name}: nobody writes a header through a name, a subject, an address or a file name`, async (t) => {
		const server = await startSmtp(options);
		for (const end of ['\r\n', '\n', '\r', '\0', '\u2028', '\u0085']) {
			const evil = `x${end}Bcc: thief@example.com`;
			const letters: readonly Letter[] = [
				{...letter, from: {name: evil}},
				{...letter, subject: evil},
				{...letter, replyTo: `a@b.example${end}Bcc: c@d.example`},
				{...letter, to: [`a@b.example${end}Bcc: c@d.example`]},
				{...letter, cc: [`a@b.example${end}Bcc: c@d.example`]},
				{...letter, attachments: [{name: evil, type: 'text/plain', bytes: new Uint8Array()}]},
				{...letter, attachments: [{name: 'x', type: evil, bytes: new Uint8Array()}]},
			];
			for (const one of letters) await t.throwsAsync(open(server.port, options).send(one), {instanceOf: Bug});
		}
		for (const address of ['a@b.example, c@d.example', 'A <a@b.example>', 'a@b@c', 'nobody', '']) {
			await t.throwsAsync(open(server.port, options).send({...letter, to: [address]}), {instanceOf: Bug}, address);
		}
		t.is(server.received.length, 0);
		await server.stop();
	});
}

test("a wrong login is an outage: it is ours to mend, not the payer's", async (t) => {
	const server = await startSmtp({login});
	await t.throwsAsync(open(server.port, {login: {...login, pass: 'wrong'}}).send(letter), {instanceOf: Outage});
	await server.stop();
});

test('where encryption is demanded, nothing is said without it', async (t) => {
	const server = await startSmtp();
	const mail = smtpMail({host: '127.0.0.1', port: server.port, encryption: 'starttls', fromAddress, timeoutMs: 2000});
	await t.throwsAsync(mail.send(letter), {instanceOf: Outage});
	t.is(server.received.length, 0);
	await server.stop();
});

test('a letter without replyTo, cc and attachments arrives as well', async (t) => {
	const {received} = await against({}, {...letter, replyTo: null, cc: [], attachments: []});
	t.is(received[0]?.mail.replyTo, undefined);
	t.deepEqual(received[0]?.mail.attachments, []);
});

test("the workbench's mailbox keeps a letter as it was written, and once, however often it is handed over", async (t) => {
	const mailbox = openMailbox(temporaryFolder());
	const server = await startSmtpServer(mailbox, () => '2031-01-31T06:00:00.000Z');
	for (let n = 0; n < 3; n++) t.deepEqual(await open(server.port, {}).send(letter), {outcome: 'accepted'});
	const [kept, ...more] = mailbox.list({to: 'payer@example.com'});
	t.is(more.length, 0);
	t.like(kept, {subject: letter.subject, html: letter.html, messageId: messageId(letter.key, fromAddress)});
	t.is(kept?.text.trimEnd(), letter.text);
	t.deepEqual(mailbox.attachment(kept?.id ?? '', 0)?.bytes, Buffer.from(letter.attachments[0]?.bytes ?? []));
	await server.stop();
	mailbox.close();
});
